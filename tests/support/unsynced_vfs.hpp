// An SQLite VFS over the default one that tells a SimulatedDisk what is written and synced, and
// that fails when it is told to. Nothing is really synced, which makes it fast.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "tests/support/simulated_disk.hpp"

struct sqlite3_vfs;

namespace stub {

// Registered under a name of its own while it lives. Connections may be used by several threads.
class UnsyncedVfs {
 public:
  explicit UnsyncedVfs(SimulatedDisk& disk);
  UnsyncedVfs(const UnsyncedVfs&) = delete;
  UnsyncedVfs& operator=(const UnsyncedVfs&) = delete;
  ~UnsyncedVfs();

  const std::string& name() const { return name_; }
  SimulatedDisk& disk() const { return disk_; }
  sqlite3_vfs* real() const { return real_; }

  // From the n-th call on (1 = the next), `times` calls fail with `code`. Calls that only close or
  // unlock always succeed.
  void FailAt(int call, int times, int code);
  // Every writing call fails with `code` until Heal().
  void FailWrites(int code);
  void Heal();
  int calls() const { return calls_; }

  // 0, or the code with which this call fails.
  int Begin(bool writes);

 private:
  SimulatedDisk& disk_;
  const std::string name_;
  sqlite3_vfs* const real_;
  const std::unique_ptr<sqlite3_vfs> vfs_;
  std::atomic<int> calls_ = 0;
  std::atomic<int> fail_from_ = 0;
  std::atomic<int> fail_until_ = 0;
  std::atomic<int> code_ = 0;
  std::atomic<bool> fail_writes_ = false;
};

}  // namespace stub
