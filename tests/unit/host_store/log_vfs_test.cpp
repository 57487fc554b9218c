// The log in few large pieces. That nothing acknowledged is lost by it is what the tests on the
// simulated disk say.
#include "tests/support/simulated_disk.hpp"
#include "tests/support/unsynced_vfs.hpp"
#include "tests/unit/host_store/group_commit_fixture.hpp"

namespace stub {
namespace {

class LogVfsTest : public GroupCommit {
 protected:
  void SetUp() override {
    database_ = std::make_unique<Database>(file_, vfs_.name());
    ASSERT_TRUE(Insert(1));  // begins the log
  }
  void TearDown() override { database_.reset(); }
  chp::Result<void> FillPages(int first, int last) {
    return database_->Write<void>([=](Transaction& transaction) -> chp::Result<void> {
      for (int i = first; i < last; ++i) transaction.sql.Run("INSERT INTO t VALUES(?)", i);
      return {};
    });
  }
  std::uintmax_t LogSize() const { return std::filesystem::file_size(file_ + "-wal"); }

  SimulatedDisk disk_{directory_.path()};
  UnsyncedVfs vfs_{disk_};
};

TEST_F(LogVfsTest, ACommitOfManyPagesIsWrittenInFewPieces) {
  const int before = vfs_.calls();
  ASSERT_TRUE(FillPages(100, 3000));  // about twenty pages: SQLite writes each in two pieces
  EXPECT_LT(vfs_.calls() - before, 20);
  EXPECT_EQ(Count(), 2901);
}

TEST_F(LogVfsTest, ACommitLargerThanOnePieceIsWhole) {
  ASSERT_TRUE(FillPages(100, 60'000));
  EXPECT_EQ(Count(), 59'901);
  database_ = std::make_unique<Database>(file_, vfs_.name());
  EXPECT_EQ(Count(), 59'901);
}

TEST_F(LogVfsTest, TheLogGrowsByLargeSteps) {
  const auto before = LogSize();
  ASSERT_TRUE(Insert(2));
  EXPECT_EQ(LogSize(), before);
  EXPECT_GE(before, 512u << 10);
}

TEST_F(LogVfsTest, AWriteThatFailsFailsTheCommitAndIsForgotten) {
  vfs_.FailWrites(10);  // SQLITE_IOERR
  EXPECT_FALSE(Insert(2));
  vfs_.Heal();
  EXPECT_EQ(Count(), 1);
  EXPECT_TRUE(Insert(3));
  EXPECT_EQ(Count(), 2);
}

}  // namespace
}  // namespace stub
