// An SQLite VFS over the default one: each call begins with Begin(), is then done for real, and is
// then told to the disk. Locks and shared memory are those of the default VFS.
#include "tests/support/unsynced_vfs.hpp"

#include <new>

#include <sqlite3.h>

namespace stub {
namespace {

// What SQLite allocates for an open file; the default VFS's file stands behind it.
struct OpenFile {
  sqlite3_file base;
  UnsyncedVfs* vfs;
  SimulatedDisk::FilePtr file;
  std::string new_name;  // its directory is to be synced with it, as SQLite's own VFS does
};

UnsyncedVfs& Owner(sqlite3_vfs* vfs) { return *static_cast<UnsyncedVfs*>(vfs->pAppData); }
OpenFile& Own(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
sqlite3_file* Real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<OpenFile*>(file) + 1);
}
const sqlite3_io_methods& Calls(sqlite3_file* file) { return *Real(file)->pMethods; }

int Close(sqlite3_file* file) {
  const int code = Calls(file).xClose(Real(file));
  Own(file).~OpenFile();
  return code;
}

int Read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  if (const int code = Own(file).vfs->Begin(false)) return code;
  return Calls(file).xRead(Real(file), bytes, size, offset);
}

int Write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  if (const int code = Own(file).vfs->Begin(true)) return code;
  const int code = Calls(file).xWrite(Real(file), bytes, size, offset);
  const std::string_view written(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  Own(file).vfs->disk().Write(Own(file).file, static_cast<std::size_t>(offset), written);
  return code;
}

int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const int code = Own(file).vfs->Begin(true)) return code;
  Own(file).vfs->disk().Truncate(Own(file).file, static_cast<std::size_t>(size));
  return Calls(file).xTruncate(Real(file), size);
}

int Sync(sqlite3_file* file, int) {
  OpenFile& own = Own(file);
  if (const int code = own.vfs->Begin(true)) {
    if (own.vfs->disk().has_power()) own.vfs->disk().Forget(own.file);
    return code;
  }
  own.vfs->disk().Sync(own.file);
  if (!own.new_name.empty()) own.vfs->disk().SyncDirectoryOf(own.new_name);
  own.new_name.clear();
  return SQLITE_OK;
}

int FileSize(sqlite3_file* file, sqlite3_int64* size) {
  if (const int code = Own(file).vfs->Begin(false)) return code;
  return Calls(file).xFileSize(Real(file), size);
}

int Lock(sqlite3_file* file, int kind) { return Calls(file).xLock(Real(file), kind); }
int Unlock(sqlite3_file* file, int kind) { return Calls(file).xUnlock(Real(file), kind); }
int CheckReservedLock(sqlite3_file* file, int* out) {
  return Calls(file).xCheckReservedLock(Real(file), out);
}
int FileControl(sqlite3_file* file, int what, void* argument) {
  return Calls(file).xFileControl(Real(file), what, argument);
}
int SectorSize(sqlite3_file* file) { return Calls(file).xSectorSize(Real(file)); }
int DeviceCharacteristics(sqlite3_file* file) {
  return Calls(file).xDeviceCharacteristics(Real(file));
}
int ShmMap(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  if (const int code = Own(file).vfs->Begin(false)) return code;
  return Calls(file).xShmMap(Real(file), page, size, extend, memory);
}
int ShmLock(sqlite3_file* file, int offset, int count, int flags) {
  return Calls(file).xShmLock(Real(file), offset, count, flags);
}
void ShmBarrier(sqlite3_file* file) { Calls(file).xShmBarrier(Real(file)); }
int ShmUnmap(sqlite3_file* file, int remove) { return Calls(file).xShmUnmap(Real(file), remove); }

// Version 2: no memory-mapped reading or writing, which nobody could follow.
constexpr sqlite3_io_methods kMethods = {2,
                                         Close,
                                         Read,
                                         Write,
                                         Truncate,
                                         Sync,
                                         FileSize,
                                         Lock,
                                         Unlock,
                                         CheckReservedLock,
                                         FileControl,
                                         SectorSize,
                                         DeviceCharacteristics,
                                         ShmMap,
                                         ShmLock,
                                         ShmBarrier,
                                         ShmUnmap,
                                         nullptr,
                                         nullptr};

bool IsJournal(int flags) { return (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0; }

int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  UnsyncedVfs& owner = Owner(vfs);
  if (const int code = owner.Begin(false)) return code;
  // A temporary file: nobody expects it after a power cut.
  if (name == nullptr) return owner.real()->xOpen(owner.real(), name, file, flags, out_flags);
  auto* own = new (file) OpenFile{{}, &owner, owner.disk().Find(name), {}};
  const int code = owner.real()->xOpen(owner.real(), name, Real(file), flags, out_flags);
  if (code != SQLITE_OK) {
    own->~OpenFile();
    return code;
  }
  if (!own->file) {
    own->file = owner.disk().Create(name);
    if (IsJournal(flags)) own->new_name = name;
  }
  own->base.pMethods = &kMethods;
  return SQLITE_OK;
}

int Delete(sqlite3_vfs* vfs, const char* name, int sync_directory) {
  UnsyncedVfs& owner = Owner(vfs);
  if (const int code = owner.Begin(true)) return code;
  const int code = owner.real()->xDelete(owner.real(), name, 0);
  if (code != SQLITE_OK) return code;
  owner.disk().Remove(name);
  if (sync_directory != 0) owner.disk().SyncDirectoryOf(name);
  return SQLITE_OK;
}

int Access(sqlite3_vfs* vfs, const char* name, int flags, int* out) {
  if (const int code = Owner(vfs).Begin(false)) return code;
  return Owner(vfs).real()->xAccess(Owner(vfs).real(), name, flags, out);
}

std::string NextName() {
  static std::atomic<int> count = 0;
  return "unsynced-" + std::to_string(++count);
}

}  // namespace

UnsyncedVfs::UnsyncedVfs(SimulatedDisk& disk)
    : disk_(disk),
      name_(NextName()),
      real_(sqlite3_vfs_find(nullptr)),
      vfs_(std::make_unique<sqlite3_vfs>(*real_)) {
  vfs_->zName = name_.c_str();
  vfs_->pAppData = this;
  vfs_->szOsFile = static_cast<int>(sizeof(OpenFile)) + real_->szOsFile;
  vfs_->xOpen = Open;
  vfs_->xDelete = Delete;
  vfs_->xAccess = Access;
  sqlite3_vfs_register(vfs_.get(), 0);
}

UnsyncedVfs::~UnsyncedVfs() { sqlite3_vfs_unregister(vfs_.get()); }

void UnsyncedVfs::FailAt(int call, int times, int code) {
  code_ = code;
  fail_until_ = calls_ + call + times;
  fail_from_ = calls_ + call;
}

void UnsyncedVfs::FailWrites(int code) {
  code_ = code;
  fail_writes_ = true;
}

void UnsyncedVfs::Heal() {
  fail_writes_ = false;
  fail_until_ = 0;
}

int UnsyncedVfs::Begin(bool writes) {
  if (writes ? !disk_.Step() : !disk_.has_power()) return SQLITE_IOERR;
  const int call = ++calls_;
  const bool in_range = call >= fail_from_ && call < fail_until_;
  return in_range || (writes && fail_writes_) ? code_.load() : SQLITE_OK;
}

}  // namespace stub
