// A store on a simulated disk whose power can be cut; see tests/support/simulated_disk.hpp.
#pragma once

#include <random>

#include "tests/support/simulated_disk.hpp"
#include "tests/support/unsynced_vfs.hpp"
#include "tests/support/wrapped_files.hpp"
#include "tests/unit/host_store/store_fixture.hpp"

namespace stub {

// The files of a store in a directory, reached through the disk and the VFS.
class DiskStore {
 public:
  explicit DiskStore(const std::filesystem::path& directory)
      : disk(directory), vfs(disk), wrapped(disk), file((directory / "desk.db").string()) {}

  chp::Result<void> Open() {
    auto opened = OpenSqliteStore(
        {.database_file = file, .now_ms = [] { return kNowMs; }, .vfs = vfs.name()});
    if (!opened) return opened.error();
    store = std::move(*opened);
    return {};
  }
  // What is left after the power was cut.
  void Restore(SimulatedDisk::Unsynced unsynced, std::mt19937& random) {
    store.reset();
    disk.Restore(unsynced, random);
  }

  static constexpr std::int64_t kNowMs = 1'700'000'000'000;

  SimulatedDisk disk;
  UnsyncedVfs vfs;
  WrappedFiles wrapped;
  const std::string file;
  std::unique_ptr<Store> store;
};

}  // namespace stub
