// The disk fails at any one call, is full, or returns damaged pages: one sentence, nothing lost,
// nothing half, and the store goes on once the fault is gone.
#include <algorithm>
#include <fstream>

#include <sqlite3.h>

#include "host_stub/store/sqlite_connection.hpp"
#include "tests/unit/host_store/disk_fixture.hpp"
#include "tests/unit/host_store/reply_fixture.hpp"

namespace stub {
namespace {

class StoreFaults : public ReplyTest {
 protected:
  StoreFaults() {
    message_ = Post("first", "jo");
    Deliver(message_);
    store_.reset();
  }
  chp::Result<void> DeliverTo(DiskStore& desk, const std::string& id) {
    message_.external_id = id;
    const auto delivered = desk.store->ingest().Deliver(
        connection_, manifest_, {.messages = {message_}, .updates = {}, .jobs = {}});
    if (!delivered) return delivered.error();
    acknowledged_.push_back(id);
    return {};
  }
  // Delivers while the n-th call fails, for every n, until a delivery needs fewer calls.
  void FailEveryCall(DiskStore& desk, int code) {
    for (int call = 1; call < 200; ++call) {
      const int before = desk.vfs.calls();
      desk.vfs.FailAt(call, 1, code);
      const auto failing = DeliverTo(desk, std::to_string(code) + "." + std::to_string(call));
      if (!failing) ExpectSentence(failing.error());
      (void)desk.store->tickets().List({});
      const bool reached = desk.vfs.calls() - before >= call;
      desk.vfs.Heal();
      const auto next = DeliverTo(desk, std::to_string(code) + "+" + std::to_string(call));
      ASSERT_TRUE(next) << "after call " << call << ": " << next.error().message;
      if (!reached) return;
    }
    ADD_FAILURE() << "a delivery never ends";
  }
  static void ExpectSentence(const chp::Error& error) {
    EXPECT_EQ(error.code, chp::Code::kTransient);
    EXPECT_EQ(error.reason, "store.unavailable");
    EXPECT_GT(error.retry_after_ms, 0);
    EXPECT_NE(error.message.find("desk.db"), std::string::npos) << error.message;
    EXPECT_EQ(error.message.find(kDirectoryName), std::string::npos) << error.message;
    EXPECT_TRUE(error.message.ends_with(".")) << error.message;
    EXPECT_EQ(std::count(error.message.begin(), error.message.end(), '\n'), 0);
  }
  // Read without the store, after the power was cut.
  void ExpectAllKept(DiskStore& desk) {
    std::mt19937 random{1};
    desk.disk.CutPowerAt(1);
    desk.Restore(SimulatedDisk::Unsynced::kIsLost, random);
    SqliteConnection sql(desk.file, "", SqliteConnection::Access::kQueryOnly);
    Statement check = sql.Query("PRAGMA integrity_check");
    ASSERT_TRUE(check.Step());
    EXPECT_EQ(check.Text(0), "ok");
    for (const std::string& id : acknowledged_) {
      EXPECT_EQ(sql.Number("SELECT count(*) FROM articles WHERE message_id=?", id), 1) << id;
    }
    EXPECT_EQ(sql.Number("SELECT max(n) FROM (SELECT count(*) AS n FROM articles "
                         "GROUP BY message_id)"),
              1);
  }

  static constexpr const char* kDirectoryName = "store_test_";
  chp::Message message_;
  std::vector<std::string> acknowledged_ = {"first"};
};

TEST_F(StoreFaults, AnyOneFailingCallIsSurvived) {
  DiskStore desk(directory_.path());
  ASSERT_TRUE(desk.Open());
  for (const int code : {SQLITE_IOERR_WRITE, SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_IOERR_NOMEM}) {
    FailEveryCall(desk, code);
  }
  ExpectAllKept(desk);
}

TEST_F(StoreFaults, AnyOneFailingCallOfACleanUpIsSurvived) {
  DiskStore desk(directory_.path());
  ASSERT_TRUE(desk.Open());
  for (int call = 1; call < 60; ++call) {
    ASSERT_TRUE(DeliverTo(desk, "a" + std::to_string(call)));
    desk.vfs.FailAt(call, 1, SQLITE_IOERR_WRITE);
    (void)desk.store->PurgeExpired(message_.sent_ms);
    desk.vfs.Heal();
    ASSERT_TRUE(DeliverTo(desk, "b" + std::to_string(call)));
  }
  ExpectAllKept(desk);
}

TEST_F(StoreFaults, AFullDiskRefusesUntilThereIsSpace) {
  DiskStore desk(directory_.path());
  ASSERT_TRUE(desk.Open());
  desk.vfs.FailWrites(SQLITE_FULL);
  for (const char* id : {"1", "2"}) {
    const auto refused = DeliverTo(desk, id);
    ASSERT_FALSE(refused);
    ExpectSentence(refused.error());
    EXPECT_NE(refused.error().message.find("the disk is full; free some space"), std::string::npos);
    EXPECT_TRUE(desk.store->tickets().List({}));
  }
  desk.vfs.Heal();
  EXPECT_TRUE(DeliverTo(desk, "1"));
  ExpectAllKept(desk);
}

// Otherwise the job and its lane would count as running until the next start.
TEST_F(StoreFaults, TheOutcomeOfAJobIsKeptOnceTheDiskHasSpace) {
  DiskStore desk(directory_.path());
  ASSERT_TRUE(desk.Open());
  JobStore& jobs = desk.store->jobs();
  for (const char* id : {"finished", "repeated"}) {
    chp::Job job;
    job.id = job.kind = job.lane = id;
    ASSERT_TRUE(jobs.Schedule(connection_, job));
  }
  const auto running = jobs.Claim(DiskStore::kNowMs, 9);
  ASSERT_EQ(running->size(), 2u);
  desk.vfs.FailWrites(SQLITE_FULL);
  const chp::Error again{.code = chp::Code::kTransient, .reason = "test.again", .message = "No."};
  EXPECT_FALSE(jobs.Finish(running->at(0).id, JobState::kDone, nullptr));
  EXPECT_FALSE(jobs.RetryAt(running->at(1).id, DiskStore::kNowMs, again, true));
  EXPECT_FALSE(jobs.Claim(DiskStore::kNowMs, 9));
  desk.vfs.Heal();
  const auto claimed = jobs.Claim(DiskStore::kNowMs, 9);
  ASSERT_EQ(claimed->size(), 1u);
  EXPECT_EQ(claimed->at(0).id, running->at(1).id);
  EXPECT_EQ(claimed->at(0).last_reason, "test.again");
  EXPECT_EQ(jobs.List(9)->at(1).state, JobState::kDone);
}

TEST_F(StoreFaults, AFileThatBecomesReadOnlyRefusesUntilItCanBeWritten) {
  DiskStore desk(directory_.path());
  ASSERT_TRUE(desk.Open());
  desk.vfs.FailWrites(SQLITE_READONLY);
  const auto refused = DeliverTo(desk, "1");
  ASSERT_FALSE(refused);
  ExpectSentence(refused.error());
  EXPECT_NE(refused.error().message.find("it cannot be written"), std::string::npos);
  EXPECT_TRUE(desk.store->tickets().List({}));
  desk.vfs.Heal();
  EXPECT_TRUE(DeliverTo(desk, "1"));
  ExpectAllKept(desk);
}

TEST_F(StoreFaults, AStartThatMeetsADiskErrorSaysSoAndCanBeRepeated) {
  DiskStore desk(directory_.path());
  for (int call = 1;; ++call) {
    desk.vfs.FailAt(call, 1000, SQLITE_IOERR_READ);
    const auto opened = desk.Open();
    desk.vfs.Heal();
    desk.store.reset();
    if (opened) break;
    EXPECT_EQ(opened.error().code, chp::Code::kConfig);
    EXPECT_NE(opened.error().message.find(desk.file), std::string::npos);
  }
  ASSERT_TRUE(desk.Open());
  ExpectAllKept(desk);
}

TEST_F(StoreFaults, ADamagedPageIsNamedAndHarmsNothingElse) {
  const std::string file = (directory_.path() / "desk.db").string();
  std::string page(4096, '\0');
  std::int64_t place = 0;
  {
    SqliteConnection sql(file, "", SqliteConnection::Access::kReadWrite);
    place = sql.Number("SELECT (rootpage-1)*4096 FROM sqlite_master WHERE name='articles'").value();
  }
  std::fstream bytes(file, std::ios::binary | std::ios::in | std::ios::out);
  bytes.seekg(place).read(page.data(), 4096);
  bytes.seekp(place).write(std::string(4096, '\x5a').data(), 4096).flush();
  DiskStore desk(directory_.path());
  ASSERT_TRUE(desk.Open());
  const auto refused = DeliverTo(desk, "1");
  ASSERT_FALSE(refused);
  ExpectSentence(refused.error());
  EXPECT_NE(refused.error().message.find("restore it from a backup"), std::string::npos);
  EXPECT_TRUE(desk.store->directory().Groups());
  desk.store.reset();
  bytes.seekp(place).write(page.data(), 4096).flush();
  ASSERT_TRUE(desk.Open());
  EXPECT_TRUE(DeliverTo(desk, "1"));
}

}  // namespace
}  // namespace stub
