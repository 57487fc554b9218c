// Group commit: one transaction for all who wait, a savepoint for each.
#include "host_stub/store/database.hpp"

#include "tests/unit/host_store/group_commit_fixture.hpp"

namespace stub {
namespace {

TEST_F(GroupCommit, AFailingOperationUndoesOnlyItself) {
  ASSERT_TRUE(Insert(1));
  std::atomic<int> failed = 0;
  InOneBatch({[&] { failed += Insert(1) ? 0 : 1; }, [&] { failed += Insert(2) ? 0 : 1; },
              [&] { failed += Insert(3) ? 0 : 1; }});
  EXPECT_EQ(failed, 1);
  EXPECT_EQ(Count(), 3);
}

TEST_F(GroupCommit, AnErrorReturnedAfterWritingUndoesOnlyItsOperation) {
  const auto refused = [&] {
    (void)database_->Write<void>([](Transaction& transaction) -> chp::Result<void> {
      transaction.sql.Run("INSERT INTO t VALUES(9)");
      return ConflictError("test.conflict", "No.");
    });
  };
  std::atomic<int> told = 0;
  const auto kept = [&] {
    (void)database_->Write<void>([&](Transaction& transaction) -> chp::Result<void> {
      transaction.sql.Run("INSERT INTO t VALUES(1)");
      transaction.after_commit.push_back([&] { ++told; });
      return {};
    });
  };
  InOneBatch({kept, refused});
  EXPECT_EQ(told, 1);
  EXPECT_EQ(Count(), 1);
}

TEST_F(GroupCommit, AnErrorThatTheOperationReturnsUndoesItsWrites) {
  const auto refused = database_->Write<void>([](Transaction& transaction) -> chp::Result<void> {
    transaction.sql.Run("INSERT INTO t VALUES(7)");
    return ConflictError("test.conflict", "No.");
  });
  EXPECT_EQ(refused.error().reason, "test.conflict");
  EXPECT_EQ(Count(), 0);
}

TEST_F(GroupCommit, AStoreFailureIsTransientAndNamed) {
  ASSERT_TRUE(Insert(1));
  const auto failed = Insert(1);
  EXPECT_EQ(failed.error().code, chp::Code::kTransient);
  EXPECT_EQ(failed.error().reason, "store.unavailable");
}

TEST_F(GroupCommit, AnExceptionInAnOperationIsABugAndTheWriterGoesOn) {
  const auto failed = database_->Write<void>(
      [](Transaction&) -> chp::Result<void> { throw std::logic_error("oops"); });
  EXPECT_EQ(failed.error().code, chp::Code::kInternal);
  EXPECT_TRUE(Insert(1));
}

TEST_F(GroupCommit, AFailingCommitFailsEverybodyInIt) {
  std::atomic<int> failed = 0;
  const auto orphan = [&] {
    const auto written = database_->Write<void>([](Transaction& transaction) -> chp::Result<void> {
      transaction.sql.Run("INSERT INTO child VALUES(99)");
      return {};
    });
    failed += written ? 0 : 1;
  };
  orphan();
  EXPECT_EQ(failed, 1);
  EXPECT_TRUE(Insert(1));
  EXPECT_EQ(Count(), 1);
}

TEST_F(GroupCommit, AfterCommitRunsOnlyForWhatWasKept) {
  std::vector<std::string> ran;
  (void)database_->Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    transaction.after_commit.push_back([&] { ran.push_back("refused"); });
    return ConflictError("test.conflict", "No.");
  });
  ASSERT_TRUE(database_->Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    transaction.after_commit.push_back([&] { ran.push_back("kept"); });
    return {};
  }));
  EXPECT_EQ(ran, std::vector<std::string>{"kept"});
}

TEST_F(GroupCommit, WhatIsThrownAfterTheCommitChangesNothing) {
  std::vector<std::string> ran;
  database_->OnJobsChanged([&] {
    ran.push_back("told");
    throw std::runtime_error("oops");
  });
  EXPECT_TRUE(database_->Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    transaction.sql.Run("INSERT INTO t VALUES(1)");
    transaction.jobs_changed = true;
    transaction.after_commit.push_back([] { throw std::runtime_error("oops"); });
    transaction.after_commit.push_back([&] { ran.push_back("second"); });
    return {};
  }));
  EXPECT_TRUE(Insert(2));
  EXPECT_EQ(Count(), 2);
  EXPECT_EQ(ran, (std::vector<std::string>{"second", "told"}));
}

TEST_F(GroupCommit, AReaderInTheWayOfAnEmptyLogIsSaid) {
  ASSERT_TRUE(Insert(1));
  ASSERT_TRUE(database_->Read<void>([this](SqliteConnection& sql) -> chp::Result<void> {
    (void)sql.Number("SELECT count(*) FROM t");
    EXPECT_TRUE(Insert(2));
    EXPECT_EQ(database_->Checkpoint().error().reason, "store.log_in_use");
    return {};
  }));
  EXPECT_TRUE(database_->Checkpoint());
  EXPECT_EQ(std::filesystem::file_size(file_ + "-wal"), 0u);
}

TEST_F(GroupCommit, ManyThreadsWriteAndReadAtOnce) {
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 8; ++thread) {
      threads.emplace_back([this, thread] {
        for (int i = 0; i < 20; ++i) {
          EXPECT_TRUE(Insert(thread * 100 + i));
          EXPECT_GT(Count(), 0);
        }
      });
    }
  }
  EXPECT_EQ(Count(), 160);
}

TEST_F(GroupCommit, WhoeverReturnsCanRead) {
  ASSERT_TRUE(Insert(1));
  EXPECT_EQ(Count(), 1);
}

TEST_F(GroupCommit, AReadingOperationCannotWrite) {
  const auto failed = database_->Read<bool>([](SqliteConnection& sql) -> chp::Result<bool> {
    sql.Run("INSERT INTO t VALUES(1)");
    return true;
  });
  EXPECT_EQ(failed.error().reason, "store.unavailable");
  EXPECT_EQ(Count(), 0);
}

TEST_F(GroupCommit, AFullDiskIsAnErrorAndNothingIsHalfWritten) {
  ASSERT_TRUE(Insert(1));
  ASSERT_TRUE(database_->Write<void>([](Transaction& transaction) -> chp::Result<void> {
    const auto pages = transaction.sql.Number("PRAGMA page_count").value_or(0);
    transaction.sql.RunScript("PRAGMA max_page_count=" + std::to_string(pages));
    return {};
  }));
  const auto failed = database_->Write<void>([](Transaction& transaction) -> chp::Result<void> {
    for (int i = 100; i < 5000; ++i) transaction.sql.Run("INSERT INTO t VALUES(?)", i);
    return {};
  });
  EXPECT_EQ(failed.error().reason, "store.unavailable");
  EXPECT_NE(failed.error().message.find("disk is full"), std::string::npos);
  EXPECT_EQ(Count(), 1);
  EXPECT_TRUE(Insert(2));
}

}  // namespace
}  // namespace stub
