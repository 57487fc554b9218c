// Group commit: one transaction for all who wait, a savepoint for each.
#include "host_stub/store/database.hpp"

#include <fstream>
#include <latch>
#include <thread>

#include <sqlite3.h>

#include "host_stub/store/store_context.hpp"
#include "tests/unit/host_store/store_fixture.hpp"

namespace stub {
namespace {

class GroupCommit : public testing::Test {
 protected:
  GroupCommit() {
    { const std::ofstream created{file_}; }
    SqliteConnection sql(file_, "", SqliteConnection::Access::kReadWrite);
    sql.RunScript(
        "CREATE TABLE t(a INTEGER UNIQUE);"
        "CREATE TABLE parent(id INTEGER PRIMARY KEY);"
        "CREATE TABLE child(p REFERENCES parent(id) DEFERRABLE INITIALLY DEFERRED);");
    database_ = std::make_unique<Database>(file_, "");
  }
  chp::Result<void> Insert(int value) {
    return database_->Write<void>([value](Transaction& transaction) -> chp::Result<void> {
      transaction.sql.Run("INSERT INTO t VALUES(?)", value);
      return {};
    });
  }
  std::int64_t Count() {
    return database_
        ->Read<std::int64_t>([](SqliteConnection& sql) -> chp::Result<std::int64_t> {
          return sql.Number("SELECT count(*) FROM t").value_or(0);
        })
        .value();
  }
  // Holds the writer inside an operation while `others` are queued behind it, so that those form
  // one batch.
  void InOneBatch(const std::vector<std::function<void()>>& others) {
    std::latch inside(1);
    std::latch release(1);
    std::jthread blocker([&] {
      (void)database_->Write<void>([&](Transaction&) -> chp::Result<void> {
        inside.count_down();
        release.wait();
        return {};
      });
    });
    inside.wait();
    std::vector<std::jthread> threads;
    std::latch started(static_cast<std::ptrdiff_t>(others.size()));
    for (const auto& other : others) {
      threads.emplace_back([&started, &other] {
        started.count_down();
        other();
      });
    }
    started.wait();
    release.count_down();
  }

  TemporaryDirectory directory_;
  const std::string file_ = (directory_.path() / "a.db").string();
  std::unique_ptr<Database> database_;
};

TEST_F(GroupCommit, AFailingOperationUndoesOnlyItself) {
  ASSERT_TRUE(Insert(1));
  std::atomic<int> failed = 0;
  InOneBatch({[&] { failed += Insert(1) ? 0 : 1; }, [&] { failed += Insert(2) ? 0 : 1; },
              [&] { failed += Insert(3) ? 0 : 1; }});
  EXPECT_EQ(failed, 1);
  EXPECT_EQ(Count(), 3);
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
