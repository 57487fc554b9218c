// The simulated disk itself: it loses what SQLite is allowed to lose, or its other tests prove
// nothing.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "host_stub/store/sqlite_connection.hpp"
#include "tests/unit/host_store/disk_fixture.hpp"

namespace stub {
namespace {

using Unsynced = SimulatedDisk::Unsynced;

class SimulatedDiskTest : public testing::Test {
 protected:
  // How many of ten committed rows are there after a power cut.
  std::int64_t RowsLeft(const std::string& pragmas) {
    {
      SimulatedDisk disk(directory_.path());
      UnsyncedVfs vfs(disk);
      Commit(pragmas, vfs);
      disk.Restore(Unsynced::kIsLost, random_);
    }
    SqliteConnection sql(file_, "", SqliteConnection::Access::kReadWrite);
    EXPECT_EQ(sql.Query("PRAGMA integrity_check").Step(), true);
    return sql.Number("SELECT count(*) FROM t").value_or(0);
  }
  // The power goes before the connections are closed, which would write the log into the file.
  void Commit(const std::string& pragmas, UnsyncedVfs& vfs) const {
    SqliteConnection sql(file_, vfs.name(), SqliteConnection::Access::kReadWrite);
    sql.RunScript(pragmas);
    for (int row = 0; row < 10; ++row) sql.Run("INSERT INTO t VALUES(?)", row);
    SqliteConnection second(file_, vfs.name(), SqliteConnection::Access::kQueryOnly);
    EXPECT_EQ(second.Number("SELECT count(*) FROM t"), 10);
    vfs.disk().CutPowerAt(1);
  }
  void SetUp() override {
    { const std::ofstream created{file_}; }
    SqliteConnection sql(file_, "", SqliteConnection::Access::kReadWrite);
    sql.RunScript("CREATE TABLE t(a)");
  }

  TemporaryDirectory directory_;
  const std::string file_ = (directory_.path() / "a.db").string();
  std::mt19937 random_{1};
};

TEST_F(SimulatedDiskTest, KeepsCommittedRowsWhenEveryCommitIsSynced) {
  EXPECT_EQ(RowsLeft(""), 10);
}

TEST_F(SimulatedDiskTest, LosesCommittedRowsWhenSyncingIsOff) {
  EXPECT_EQ(RowsLeft("PRAGMA synchronous=OFF"), 0);
}

TEST_F(SimulatedDiskTest, LosesCommittedRowsWhenTheLogIsNotSynced) {
  EXPECT_EQ(RowsLeft("PRAGMA synchronous=NORMAL"), 0);
}

TEST_F(SimulatedDiskTest, KeepsARandomPartOfWhatIsNotSynced) {
  SimulatedDisk disk(directory_.path());
  const std::string path = (directory_.path() / "file").string();
  const auto file = disk.Create(path);
  disk.SyncDirectoryOf(path);
  for (std::size_t sector = 0; sector < 64; ++sector) {
    disk.Write(file, sector * 512, std::string(512, 'x'));
  }
  disk.Restore(Unsynced::kSurvivesInParts, random_);
  std::ifstream content(path, std::ios::binary);
  const std::string left{std::istreambuf_iterator<char>(content), {}};
  const auto kept = std::count(left.begin(), left.end(), 'x');
  EXPECT_GT(kept, 0);
  EXPECT_LT(kept, 64 * 512);
  EXPECT_EQ(kept % 512, 0);
}

TEST_F(SimulatedDiskTest, LosesANameWhoseDirectoryIsNotSynced) {
  SimulatedDisk disk(directory_.path());
  const std::string path = (directory_.path() / "file").string();
  disk.Sync(disk.Create(path));
  disk.Restore(Unsynced::kIsLost, random_);
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(SimulatedDiskTest, FailsEveryCallAfterThePowerIsCut) {
  SimulatedDisk disk(directory_.path());
  disk.CutPowerAt(2);
  EXPECT_TRUE(disk.Step());
  EXPECT_FALSE(disk.Step());
  EXPECT_FALSE(disk.Step());
}

}  // namespace
}  // namespace stub
