// The threads that run jobs: what happens when a job throws, and when the host stops.
#include "host_stub/jobs/job_runner.hpp"

#include <future>

#include "tests/unit/host_channels/store_fixture.hpp"

namespace stub {
namespace {

class JobRunnerTest : public testing::StoreFixture {
 protected:
  JobRunnerTest() { connection_ = NewConnection("scripted"); }

  void Enqueue(const std::string& id, const std::string& lane) {
    QueuedJob job;
    job.connection_id = connection_;
    job.job_id = id;
    job.kind = "work";
    job.lane = lane;
    ASSERT_TRUE(store_->jobs().Enqueue(job));
  }
  std::unique_ptr<JobRunner> Run(std::function<void(const QueuedJob&)> execute,
                                 std::size_t workers) {
    return std::make_unique<JobRunner>(JobRunnerParts{.jobs = store_->jobs(),
                                                      .clock = *clock_,
                                                      .execute = std::move(execute),
                                                      .put_back = [](const QueuedJob&) {},
                                                      .maintain = [this] { ++maintained_; }},
                                       workers);
  }

  Id connection_ = 0;
  std::atomic<int> maintained_ = 0;
};

TEST_F(JobRunnerTest, AJobThatThrowsFailsAndTheNextRuns) {
  Enqueue("first", "a");
  std::promise<void> second_ran;
  const auto runner = Run(
      [&](const QueuedJob& job) {
        if (job.job_id == "first") throw std::runtime_error("bug");
        second_ran.set_value();
      },
      1);
  Enqueue("second", "b");
  runner->Wake();
  second_ran.get_future().wait();
  const auto jobs = store_->jobs().List(9);
  ASSERT_TRUE(jobs);
  EXPECT_EQ(jobs->back().job_id, "first");
  EXPECT_EQ(jobs->back().state, JobState::kFailed);
}

TEST_F(JobRunnerTest, JobsOfTwoLanesRunAtOnce) {
  Enqueue("first", "a");
  Enqueue("second", "b");
  std::promise<void> first_inside;
  std::promise<void> second_inside;
  std::promise<void> both_ended;
  std::atomic<int> ended = 0;
  auto first_seen = first_inside.get_future();
  auto second_seen = second_inside.get_future();
  const auto runner = Run(
      [&](const QueuedJob& job) {
        const bool is_first = job.job_id == "first";
        (is_first ? first_inside : second_inside).set_value();
        (is_first ? second_seen : first_seen).wait();
        if (++ended == 2) both_ended.set_value();
      },
      2);
  both_ended.get_future().wait();
}

TEST_F(JobRunnerTest, AWaitingJobRunsWhenTheStoreTellsOfIt) {
  std::promise<std::string> ran;
  const auto runner = Run([&](const QueuedJob& job) { ran.set_value(job.job_id); }, 1);
  store_->OnJobsChanged([&] { runner->Wake(); });
  Enqueue("late", "a");
  EXPECT_EQ(ran.get_future().get(), "late");
  store_->OnJobsChanged({});
}

TEST_F(JobRunnerTest, StoppingWaitsForTheRunningJob) {
  Enqueue("long", "a");
  std::promise<void> inside;
  std::promise<void> may_end;
  std::atomic<bool> ended = false;
  const auto runner = Run(
      [&](const QueuedJob&) {
        inside.set_value();
        may_end.get_future().wait();
        ended = true;
      },
      1);
  inside.get_future().wait();
  runner->StopClaiming();
  may_end.set_value();
  runner->Join();
  EXPECT_TRUE(ended);
}

TEST_F(JobRunnerTest, MaintenanceIsDoneOnceAnHour) {
  const auto runner = Run([](const QueuedJob&) {}, 1);
  ASSERT_TRUE(Eventually([&] { return maintained_ == 1; }));
  clock_->Advance(3'600'000);
  runner->Wake();
  EXPECT_TRUE(Eventually([&] { return maintained_ == 2; }));
}

}  // namespace
}  // namespace stub
