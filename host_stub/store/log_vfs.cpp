// The log in few large pieces.
#include "host_stub/store/log_vfs.hpp"

#include <array>
#include <cstdint>
#include <new>
#include <stdexcept>

namespace stub {
namespace {

// SQLite's own VFS writes less than 128 KiB at once.
constexpr std::size_t kMostGathered = std::size_t{120} << 10;
constexpr sqlite3_int64 kGrowth = 512 << 10;
constexpr int kZeros = 32 << 10;

// The file of the VFS below stands behind it.
struct LogFile {
  sqlite3_file base;
  std::string gathered;
  sqlite3_int64 begin = 0;  // of what is gathered, in the file

  sqlite3_int64 end() const { return begin + static_cast<sqlite3_int64>(gathered.size()); }
};

LogFile& Own(sqlite3_file* file) { return *reinterpret_cast<LogFile*>(file); }
sqlite3_file* Below(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<LogFile*>(file) + 1);
}
const sqlite3_io_methods& Calls(sqlite3_file* file) { return *Below(file)->pMethods; }

// Zeros are no frames: what reads the log after a crash stops there.
int GrowTo(sqlite3_file* file, sqlite3_int64 wanted) {
  static const std::array<char, kZeros> kNothing{};
  sqlite3_int64 size = 0;
  if (const int code = Calls(file).xFileSize(Below(file), &size)) return code;
  if (wanted <= size) return SQLITE_OK;
  for (const sqlite3_int64 end = size + kGrowth; size < end; size += kZeros) {
    if (const int code = Calls(file).xWrite(Below(file), kNothing.data(), kZeros, size)) {
      return code;
    }
  }
  return SQLITE_OK;
}

// What could not be written is forgotten: whoever gathered it hears that it failed.
int WriteGathered(sqlite3_file* file) {
  LogFile& own = Own(file);
  if (own.gathered.empty()) return SQLITE_OK;
  int code = GrowTo(file, own.end());
  if (code == SQLITE_OK) {
    code = Calls(file).xWrite(Below(file), own.gathered.data(),
                              static_cast<int>(own.gathered.size()), own.begin);
  }
  own.gathered.clear();
  return code;
}

int Close(sqlite3_file* file) {
  const int written = WriteGathered(file);
  const int closed = Calls(file).xClose(Below(file));
  Own(file).~LogFile();
  return written != SQLITE_OK ? written : closed;
}

int Read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  if (const int code = WriteGathered(file)) return code;
  return Calls(file).xRead(Below(file), bytes, size, offset);
}

int Write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  LogFile& own = Own(file);
  const auto length = static_cast<std::size_t>(size);
  if (offset != own.end() || own.gathered.size() + length > kMostGathered) {
    if (const int code = WriteGathered(file)) return code;
  }
  if (own.gathered.empty()) own.begin = offset;
  own.gathered.append(static_cast<const char*>(bytes), length);
  return SQLITE_OK;
}

int Truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const int code = WriteGathered(file)) return code;
  return Calls(file).xTruncate(Below(file), size);
}

int Sync(sqlite3_file* file, int flags) {
  if (const int code = WriteGathered(file)) return code;
  return Calls(file).xSync(Below(file), flags);
}

int FileSize(sqlite3_file* file, sqlite3_int64* size) {
  if (const int code = WriteGathered(file)) return code;
  return Calls(file).xFileSize(Below(file), size);
}

// Locks and shared memory are the database file's.
int Lock(sqlite3_file* file, int kind) { return Calls(file).xLock(Below(file), kind); }
int Unlock(sqlite3_file* file, int kind) { return Calls(file).xUnlock(Below(file), kind); }
int CheckReservedLock(sqlite3_file* file, int* out) {
  return Calls(file).xCheckReservedLock(Below(file), out);
}
int FileControl(sqlite3_file* file, int what, void* argument) {
  return Calls(file).xFileControl(Below(file), what, argument);
}
int SectorSize(sqlite3_file* file) { return Calls(file).xSectorSize(Below(file)); }
int DeviceCharacteristics(sqlite3_file* file) {
  return Calls(file).xDeviceCharacteristics(Below(file));
}

constexpr sqlite3_io_methods kMethods = {1,
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
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr};

}  // namespace

int LogVfs::Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags,
                 int* out_flags) {
  sqlite3_vfs* below = static_cast<Registered*>(vfs)->below;
  if ((flags & SQLITE_OPEN_WAL) == 0) return below->xOpen(below, name, file, flags, out_flags);
  auto* own = new (file) LogFile{};
  const int code = below->xOpen(below, name, Below(file), flags, out_flags);
  if (code == SQLITE_OK) {
    own->base.pMethods = &kMethods;
  } else {
    own->~LogFile();
    file->pMethods = nullptr;
  }
  return code;
}

LogVfs::LogVfs(const std::string& below)
    : name_("log-" + std::to_string(reinterpret_cast<std::uintptr_t>(this))) {
  sqlite3_vfs* found = sqlite3_vfs_find(below.empty() ? nullptr : below.c_str());
  if (found == nullptr) throw std::runtime_error("SQLite knows no such VFS.");
  static_cast<sqlite3_vfs&>(vfs_) = *found;
  vfs_.below = found;
  vfs_.zName = name_.c_str();
  vfs_.szOsFile = static_cast<int>(sizeof(LogFile)) + found->szOsFile;
  vfs_.xOpen = &LogVfs::Open;
  sqlite3_vfs_register(&vfs_, 0);
}

LogVfs::~LogVfs() { sqlite3_vfs_unregister(&vfs_); }

}  // namespace stub
