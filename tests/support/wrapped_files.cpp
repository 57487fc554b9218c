// The linker sends the store's calls of open() to __wrap_open() and so on; __real_open() is libc's.
#include "tests/support/wrapped_files.hpp"

#include <cerrno>
#include <cstdarg>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

namespace stub {
namespace {

struct OpenDescriptor {
  std::string path;
  SimulatedDisk::FilePtr file;  // none: a directory
  std::size_t offset = 0;
};

// The calls are functions without an object: what they work on can only stand here.
std::mutex mutex;
SimulatedDisk* current_disk = nullptr;
std::map<int, OpenDescriptor> open_files;

SimulatedDisk* DiskOf(const std::string& path) {
  const std::lock_guard lock(mutex);
  return current_disk != nullptr && current_disk->Owns(path) ? current_disk : nullptr;
}

// The store writes files from their beginning to their end, once.
std::optional<OpenDescriptor> Advance(int descriptor, std::size_t written) {
  const std::lock_guard lock(mutex);
  const auto found = open_files.find(descriptor);
  if (current_disk == nullptr || found == open_files.end()) return std::nullopt;
  OpenDescriptor before = found->second;
  found->second.offset += written;
  return before;
}

int NoPower() {
  errno = EIO;
  return -1;
}

}  // namespace

WrappedFiles::WrappedFiles(SimulatedDisk& disk) {
  const std::lock_guard lock(mutex);
  current_disk = &disk;
  open_files.clear();
}

WrappedFiles::~WrappedFiles() {
  const std::lock_guard lock(mutex);
  current_disk = nullptr;
  open_files.clear();
}

}  // namespace stub

using stub::Advance;
using stub::current_disk;
using stub::DiskOf;
using stub::NoPower;
using stub::open_files;

extern "C" {

int __real_open(const char* path, int flags, ...);
ssize_t __real_write(int descriptor, const void* bytes, std::size_t size);
int __real_fsync(int descriptor);
int __real_mkdir(const char* path, mode_t mode);
int __real_rename(const char* from, const char* to);
int __real_unlink(const char* path);

int __wrap_open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  auto* disk = DiskOf(path);
  if (disk != nullptr && !disk->Step()) return NoPower();
  const int descriptor = __real_open(path, flags, mode);
  if (descriptor < 0) return descriptor;
  const std::lock_guard lock(stub::mutex);
  open_files.erase(descriptor);
  if (disk == nullptr) return descriptor;
  const bool directory = (flags & O_DIRECTORY) != 0;
  auto file = directory ? nullptr : disk->Create(path);
  if (file && (flags & O_TRUNC) != 0) disk->Truncate(file, 0);
  open_files[descriptor] = {path, std::move(file), 0};
  return descriptor;
}

ssize_t __wrap_write(int descriptor, const void* bytes, std::size_t size) {
  const auto open = Advance(descriptor, size);
  if (!open || !open->file) return __real_write(descriptor, bytes, size);
  if (!current_disk->Step()) return NoPower();
  current_disk->Write(open->file, open->offset, {static_cast<const char*>(bytes), size});
  return __real_write(descriptor, bytes, size);
}

int __wrap_fsync(int descriptor) {
  const auto open = Advance(descriptor, 0);
  if (!open) return __real_fsync(descriptor);
  if (!current_disk->Step()) return NoPower();
  if (open->file) {
    current_disk->Sync(open->file);
  } else {
    current_disk->SyncDirectory(open->path);
  }
  return 0;
}

int __wrap_mkdir(const char* path, mode_t mode) {
  auto* disk = DiskOf(path);
  if (disk != nullptr && !disk->Step()) return NoPower();
  const int result = __real_mkdir(path, mode);
  if (disk != nullptr && result == 0) disk->MakeDirectory(path);
  return result;
}

int __wrap_rename(const char* from, const char* to) {
  auto* disk = DiskOf(from);
  if (disk != nullptr && !disk->Step()) return NoPower();
  const int result = __real_rename(from, to);
  if (disk != nullptr && result == 0) disk->Rename(from, to);
  return result;
}

int __wrap_unlink(const char* path) {
  auto* disk = DiskOf(path);
  if (disk != nullptr && !disk->Step()) return NoPower();
  const int result = __real_unlink(path);
  if (disk != nullptr && result == 0) disk->Remove(path);
  return result;
}

}  // extern "C"
