// Whoever waits together is made durable by one sync.
#include <algorithm>

#include "tests/support/simulated_disk.hpp"
#include "tests/support/unsynced_vfs.hpp"
#include "tests/unit/host_store/group_commit_fixture.hpp"

namespace stub {
namespace {

class GroupCommitSyncs : public GroupCommit {
 protected:
  static constexpr int kCallers = 6;

  // The numbers of syncs that the callers' operations saw before their own.
  std::vector<int> WriteTogether() {
    std::vector<int> seen(kCallers);
    std::vector<std::function<void()>> callers;
    for (int& syncs : seen) {
      callers.push_back([this, &syncs] {
        (void)database_->Write<void>([&](Transaction& transaction) -> chp::Result<void> {
          syncs = disk_.syncs();
          transaction.sql.Run("INSERT INTO t VALUES(?)", next_++);
          return {};
        });
      });
    }
    InOneBatch(callers);
    return seen;
  }
  void SetUp() override {
    database_ = std::make_unique<Database>(file_, vfs_.name());
    ASSERT_TRUE(Insert(next_++));  // begins the log, which is synced once more
  }
  void TearDown() override { database_.reset(); }

  SimulatedDisk disk_{directory_.path()};
  UnsyncedVfs vfs_{disk_};
  int next_ = 0;
};

TEST_F(GroupCommitSyncs, OneCallerNeedsOne) {
  const int before = disk_.syncs();
  ASSERT_TRUE(Insert(next_++));
  EXPECT_EQ(disk_.syncs() - before, 1);
}

// A caller may come too late for the batch of the others: tried until all are in time.
TEST_F(GroupCommitSyncs, SeveralCallersShareOne) {
  std::vector<int> seen;
  const auto together = [&seen] { return std::equal(seen.begin() + 1, seen.end(), seen.begin()); };
  for (int round = 0; round < 1000 && (seen.empty() || !together()); ++round) {
    seen = WriteTogether();
  }
  ASSERT_TRUE(together());
  EXPECT_EQ(disk_.syncs() - seen.front(), 1);
  EXPECT_EQ(Count(), next_);
}

}  // namespace
}  // namespace stub
