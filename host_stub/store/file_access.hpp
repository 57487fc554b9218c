// The few file operations beside SQLite's: the lock, small private files, syncing. POSIX.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "plugin_api/cpp/error.hpp"

namespace stub {

// Owns a file descriptor.
class FileHandle {
 public:
  explicit FileHandle(int descriptor = -1) : descriptor_(descriptor) {}
  FileHandle(FileHandle&& other) noexcept;
  FileHandle& operator=(FileHandle&& other) noexcept;
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  ~FileHandle();

  bool valid() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

// Creates the file (mode 0600) if it is missing. kConfig: the sentence names file and reason.
chp::Result<FileHandle> OpenPrivateFile(const std::string& path);
// Holds the lock of `path` until the handle is closed; kConfig "store.locked" if somebody else
// does.
chp::Result<FileHandle> LockFile(const std::string& path);
// Mode 0700; nothing happens if it is there.
chp::Result<void> MakePrivateDirectory(const std::string& path);
// All bytes, on the disk under that name, or the file as it was: never a part of them.
chp::Result<void> WritePrivateFile(const std::string& path, std::string_view bytes);
// Makes the name `path` durable.
chp::Result<void> SyncDirectoryOf(const std::string& path);
chp::Result<std::string> ReadSmallFile(const std::string& path, std::size_t most_bytes);

// Writes all bytes; false with errno set.
bool WriteAll(int descriptor, std::string_view bytes);
// Makes a new name in `directory` durable; false with errno set.
bool SyncDirectory(const std::string& directory);
// kTransient "store.unavailable" for a failing file operation; reads errno.
chp::Error FileError(const std::string& what, const std::string& path);

}  // namespace stub
