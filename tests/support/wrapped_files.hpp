// The file operations that the store does itself, beside SQLite's, on a SimulatedDisk. The program
// is linked with --wrap for open, write, fsync, mkdir, rename and unlink (see store_disk_test).
#pragma once

#include "tests/support/simulated_disk.hpp"

namespace stub {

// While it lives, these calls on paths of `disk` belong to it. One at a time.
class WrappedFiles {
 public:
  explicit WrappedFiles(SimulatedDisk& disk);
  WrappedFiles(const WrappedFiles&) = delete;
  WrappedFiles& operator=(const WrappedFiles&) = delete;
  ~WrappedFiles();
};

}  // namespace stub
