// An SQLite VFS over another one that writes the log (WAL) in few large pieces: SQLite hands over
// a frame in two calls and a commit in dozens; they are gathered and written before anybody looks
// or syncs. The log grows by large steps, because a sync after growing costs several of those
// after overwriting. Files other than the log are those of the VFS below.
//
// Needs synchronous=FULL: readers trust a commit only once it is synced, which writes it.
// Threads: as SQLite's own; a file is used by one thread at a time.
#pragma once

#include <string>

#include <sqlite3.h>

namespace stub {

// Registered under a name of its own while it lives: longer than the connections that use it.
class LogVfs {
 public:
  explicit LogVfs(const std::string& below);  // empty: SQLite's default VFS
  LogVfs(const LogVfs&) = delete;
  LogVfs& operator=(const LogVfs&) = delete;
  ~LogVfs();

  const std::string& name() const { return name_; }

 private:
  // What SQLite passes around. The VFS below finds what is its own in the copied members.
  struct Registered : sqlite3_vfs {
    sqlite3_vfs* below = nullptr;
  };
  static int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags,
                  int* out_flags);

  std::string name_;
  Registered vfs_;
};

}  // namespace stub
