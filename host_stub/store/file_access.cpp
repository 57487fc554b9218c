// The few file operations beside SQLite's.
#include "host_stub/store/file_access.hpp"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "host_stub/store/sqlite_error.hpp"

namespace stub {
namespace {

constexpr mode_t kPrivate = 0600;
constexpr mode_t kPrivateDirectory = 0700;

std::string ErrnoText(int error) { return std::generic_category().message(error); }

chp::Error CannotOpen(const std::string& path, int error) {
  if (error == ENOENT) {
    return StoreFileError(
        "store.directory_missing",
        "The directory of " + path + " does not exist: create it or choose another database file.");
  }
  if (error == ENOSPC || error == EDQUOT) {
    return StoreFileError("store.disk_full",
                          "Cannot create " + path + ": the disk is full; free some space.");
  }
  if (error == EROFS) {
    return StoreFileError("store.read_only", "Cannot write " + path +
                                                 ": its file system is read-only; make it writable "
                                                 "or choose another database file.");
  }
  if (error == EIO) {
    return StoreFileError("store.io_error",
                          "Cannot use " + path + ": the disk reports an error; check the disk.");
  }
  return StoreFileError("store.permission",
                        "Cannot open " + path + ": " + ErrnoText(error) +
                            "; give this process permission to read and write it.");
}

}  // namespace

FileHandle::FileHandle(FileHandle&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileHandle::~FileHandle() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

chp::Result<FileHandle> OpenPrivateFile(const std::string& path) {
  FileHandle file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kPrivate));
  if (!file.valid()) return CannotOpen(path, errno);
  return file;
}

chp::Result<FileHandle> LockFile(const std::string& path) {
  auto file = OpenPrivateFile(path);
  if (!file) return file;
  if (::flock(file->get(), LOCK_EX | LOCK_NB) == 0) return file;
  if (errno != EWOULDBLOCK) return CannotOpen(path, errno);
  return StoreFileError("store.locked",
                        "Another process is using this database (it holds " + path +
                            "): stop that process or choose another database file.");
}

chp::Result<void> MakePrivateDirectory(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return {};
  if (::mkdir(path.c_str(), kPrivateDirectory) == 0) return {};
  return CannotOpen(path, errno);
}

chp::Result<void> WritePrivateFile(const std::string& path, std::string_view bytes) {
  const std::string part = path + ".part";
  const FileHandle file(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kPrivate));
  if (!file.valid()) return CannotOpen(part, errno);
  if (WriteAll(file.get(), bytes) && ::fsync(file.get()) == 0 &&
      ::rename(part.c_str(), path.c_str()) == 0) {
    return SyncDirectoryOf(path);
  }
  const int error = errno;
  ::unlink(part.c_str());
  return CannotOpen(path, error);
}

chp::Result<std::string> ReadSmallFile(const std::string& path, std::size_t most_bytes) {
  const FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return CannotOpen(path, errno);
  std::string bytes(most_bytes, '\0');
  const ssize_t count = ::read(file.get(), bytes.data(), bytes.size());
  if (count < 0) return CannotOpen(path, errno);
  bytes.resize(static_cast<std::size_t>(count));
  return bytes;
}

bool WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool SyncDirectory(const std::string& directory) {
  const FileHandle handle(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return handle.valid() && ::fsync(handle.get()) == 0;
}

chp::Result<void> SyncDirectoryOf(const std::string& path) {
  const auto slash = path.find_last_of('/');
  const std::string directory = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  if (SyncDirectory(directory)) return {};
  return CannotOpen(directory, errno);
}

chp::Error FileError(const std::string& what, const std::string& path) {
  return {.code = chp::Code::kTransient,
          .reason = "store.unavailable",
          .message = "The helpdesk cannot " + what + " " + path + ": " + ErrnoText(errno) +
                     "; check the disk and its permissions.",
          .retry_after_ms = 1000};
}

}  // namespace stub
