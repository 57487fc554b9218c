// Files behind handles, and work for later.
#include "tests/unit/host_channels/services_fixture.hpp"

namespace stub {
namespace {

using testing::ServicesTest;

class BlobServiceTest : public ServicesTest {
 protected:
  std::uint64_t Create() {
    auto meta = chp::Zeroed<chp_attachment>();
    meta.filename = chp::Str("a.png");
    meta.media_type = chp::Str("image/png");
    std::uint64_t writer = 0;
    EXPECT_EQ(BlobService().create(ctx(), &meta, &writer), CHP_OK);
    return writer;
  }
};

TEST_F(BlobServiceTest, WhatIsCommittedCanBeRead) {
  const std::uint64_t writer = Create();
  ASSERT_EQ(BlobService().write(ctx(), writer, "abc", 3), CHP_OK);
  std::string id;
  chp::StringSink sink(id);
  const chp_sink table = sink.Table();
  ASSERT_EQ(BlobService().commit(ctx(), writer, &table), CHP_OK);
  std::uint64_t reader = 0;
  ASSERT_EQ(BlobService().open(ctx(), id.data(), id.size(), &reader), CHP_OK);
  char buffer[8] = {};
  std::size_t got = 0;
  ASSERT_EQ(BlobService().read(ctx(), reader, buffer, sizeof buffer, &got), CHP_OK);
  EXPECT_EQ(std::string_view(buffer, got), "abc");
  BlobService().close(ctx(), reader);
}

TEST_F(BlobServiceTest, AFinishedHandleIsInvalid) {
  const std::uint64_t writer = Create();
  BlobService().abandon(ctx(), writer);
  EXPECT_EQ(BlobService().write(ctx(), writer, "abc", 3), CHP_E_INVALID);
  BlobService().abandon(ctx(), writer);
}

TEST_F(BlobServiceTest, HandlesNobodyGaveAreInvalid) {
  char buffer[1];
  std::size_t got = 0;
  EXPECT_EQ(BlobService().write(ctx(), 99, "abc", 3), CHP_E_INVALID);
  EXPECT_EQ(BlobService().commit(ctx(), 99, nullptr), CHP_E_INVALID);
  EXPECT_EQ(BlobService().read(ctx(), 99, buffer, 1, &got), CHP_E_INVALID);
  BlobService().close(ctx(), 99);
}

TEST_F(BlobServiceTest, AnUnknownBlobIsNotOpened) {
  std::uint64_t reader = 0;
  EXPECT_NE(BlobService().open(ctx(), "../../etc/passwd", 16, &reader), CHP_OK);
}

TEST_F(BlobServiceTest, TooManyOpenFilesAreRefused) {
  auto meta = chp::Zeroed<chp_attachment>();
  chp_status status = CHP_OK;
  std::uint64_t writer = 0;
  for (int i = 0; i < 300 && status == CHP_OK; ++i)
    status = BlobService().create(ctx(), &meta, &writer);
  EXPECT_EQ(status, CHP_E_TRANSIENT);
}

class JobsServiceTest : public ServicesTest {
 protected:
  chp_status Schedule(const chp::Job& job) {
    chp::CStructs structs;
    return JobsService().schedule(ctx(), structs.Add(job));
  }
  static chp::Job JobOf(const std::string& id) {
    chp::Job job;
    job.id = id;
    job.kind = "poll";
    return job;
  }
};

TEST_F(JobsServiceTest, AScheduledJobIsDue) {
  ASSERT_EQ(Schedule(JobOf("poll/1")), CHP_OK);
  const auto claimed = store_->jobs().Claim(clock_->NowMs(), 9);
  ASSERT_TRUE(claimed);
  ASSERT_EQ(claimed->size(), 1u);
  EXPECT_EQ(claimed->front().job_id, "poll/1");
}

TEST_F(JobsServiceTest, ACancelledJobIsNot) {
  Schedule(JobOf("poll/1"));
  ASSERT_EQ(JobsService().cancel(ctx(), "poll/1", 6), CHP_OK);
  EXPECT_TRUE(store_->jobs().Claim(clock_->NowMs(), 9)->empty());
}

TEST_F(JobsServiceTest, BrokenJobsAreInvalid) {
  EXPECT_EQ(JobsService().schedule(ctx(), nullptr), CHP_E_INVALID);
  EXPECT_EQ(Schedule(JobOf("")), CHP_E_INVALID);
  EXPECT_EQ(Schedule(JobOf("two words")), CHP_E_INVALID);
  chp::Job huge = JobOf("a");
  huge.payload_json = std::string((1u << 20) + 1, ' ');
  EXPECT_EQ(Schedule(huge), CHP_E_INVALID);
}

TEST_F(JobsServiceTest, AJobOfAForeignAccountIsNotFound) {
  chp::Job job = JobOf("a");
  job.account_id = std::to_string(NewAccount(NewConnection("other"), "7"));
  EXPECT_EQ(Schedule(job), CHP_E_NOT_FOUND);
}
TEST(HandleTable, AStreamIsLentToOneCallAtATime) {
  HandleTable<int> table;
  const std::uint64_t handle = table.Add(std::make_unique<int>(1)).value();
  auto lent = table.Borrow(handle);
  ASSERT_NE(lent, nullptr);
  EXPECT_EQ(table.Borrow(handle), nullptr);
  table.GiveBack(handle, std::move(lent));
  EXPECT_NE(table.Borrow(handle), nullptr);
}

TEST(HandleTable, AHandleThatWasClosedMeanwhileStaysClosed) {
  HandleTable<int> table;
  const std::uint64_t handle = table.Add(std::make_unique<int>(1)).value();
  auto lent = table.Borrow(handle);
  EXPECT_TRUE(table.Take(handle).first);
  table.GiveBack(handle, std::move(lent));
  EXPECT_EQ(table.Borrow(handle), nullptr);
}

}  // namespace
}  // namespace stub
