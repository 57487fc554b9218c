// The durable queue: lanes, priorities, pauses, recovery.
#include "tests/unit/host_store/store_fixture.hpp"

namespace stub {
namespace {

class Jobs : public StoreTest {
 protected:
  chp::Job Make(const std::string& id, const std::string& lane = {}) {
    chp::Job job;
    job.id = id;
    job.kind = "work";
    job.account_id = std::to_string(account_);
    job.lane = lane;
    job.run_at_ms = now_ms_;
    return job;
  }
  void Schedule(const chp::Job& job) {
    const auto scheduled = jobs().Schedule(connection_, job);
    ASSERT_TRUE(scheduled) << scheduled.error().reason;
  }
  std::vector<QueuedJob> Claim(std::size_t limit = 100) {
    return jobs().Claim(now_ms_, limit).value();
  }
  std::vector<std::string> ClaimIds(std::size_t limit = 100) {
    std::vector<std::string> ids;
    for (const QueuedJob& job : Claim(limit)) ids.push_back(job.job_id);
    return ids;
  }
  void Finish(const QueuedJob& job) {
    ASSERT_TRUE(jobs().Finish(job.id, JobState::kDone, nullptr));
  }
  QueuedJob Only() {
    const auto all = jobs().List(10).value();
    EXPECT_EQ(all.size(), 1u);
    return all.at(0);
  }
  JobStore& jobs() { return store_->jobs(); }
  using Names = std::vector<std::string>;

  const Id connection_ = MakeConnection();
  const Id account_ = MakeAccount(connection_, "100", "acme");
  const chp::Error error_{
      .code = chp::Code::kTransient, .reason = "toy.reason", .message = "It is broken."};
};

TEST_F(Jobs, ADueJobIsClaimedOnceWithItsValues) {
  chp::Job job = Make("a", "post");
  job.payload_json = R"({"x":1})";
  job.priority = 3;
  Schedule(job);
  const auto claimed = Claim();
  ASSERT_EQ(claimed.size(), 1u);
  EXPECT_EQ(claimed[0].connection_id, connection_);
  EXPECT_EQ(claimed[0].account_id, account_);
  EXPECT_EQ(claimed[0].kind, "work");
  EXPECT_EQ(claimed[0].lane, "post");
  EXPECT_EQ(claimed[0].payload_json, R"({"x":1})");
  EXPECT_EQ(claimed[0].priority, 3);
  EXPECT_EQ(claimed[0].state, JobState::kRunning);
  EXPECT_EQ(claimed[0].first_run_ms, now_ms_);
  EXPECT_TRUE(Claim().empty());
}

TEST_F(Jobs, AFutureJobWaitsAndIsAnnounced) {
  chp::Job job = Make("a");
  job.run_at_ms = now_ms_ + 500;
  Schedule(job);
  EXPECT_TRUE(Claim().empty());
  EXPECT_EQ(jobs().NextDue().value(), now_ms_ + 500);
  now_ms_ += 500;
  EXPECT_EQ(ClaimIds(), Names{"a"});
}

TEST_F(Jobs, ALaneRunsOneJobAtATime) {
  Schedule(Make("a", "post"));
  Schedule(Make("b", "post"));
  Schedule(Make("c", "dm"));
  const auto first = Claim();
  ASSERT_EQ(first.size(), 2u);
  EXPECT_TRUE(Claim().empty());
  for (const QueuedJob& job : first) Finish(job);
  EXPECT_EQ(ClaimIds(), Names{"b"});
}

TEST_F(Jobs, AccountsHaveLanesOfTheirOwn) {
  chp::Job other = Make("b", "post");
  other.account_id = std::to_string(MakeAccount(connection_, "200", "sales"));
  Schedule(Make("a", "post"));
  Schedule(other);
  EXPECT_EQ(Claim().size(), 2u);
}

TEST_F(Jobs, HigherPriorityThenOlderGoesFirst) {
  chp::Job old_job = Make("old", "1");
  chp::Job urgent = Make("urgent", "2");
  chp::Job young = Make("young", "3");
  old_job.run_at_ms -= 10;
  urgent.priority = 1;
  for (const auto& job : {young, old_job, urgent}) Schedule(job);
  EXPECT_EQ(ClaimIds(2), (Names{"urgent", "old"}));
  EXPECT_EQ(ClaimIds(2), Names{"young"});
}

// One worker, an account with a pile of old jobs, and another account's single young one.
TEST_F(Jobs, ABusyLaneDelaysAnotherByOneJobOnly) {
  for (const char* id : {"a1", "a2", "a3", "a4"}) {
    chp::Job old_job = Make(id, "busy");
    old_job.run_at_ms -= 1000;
    Schedule(old_job);
  }
  Finish(Claim(1).at(0));
  chp::Job young = Make("b", "post");
  young.account_id = std::to_string(MakeAccount(connection_, "200", "sales"));
  Schedule(young);
  EXPECT_EQ(ClaimIds(1), Names{"b"});
  EXPECT_EQ(ClaimIds(1), Names{"a2"});
}

TEST_F(Jobs, TurnsSurviveARestart) {
  Schedule(Make("a1", "1"));
  Schedule(Make("a2", "1"));
  Finish(Claim(1).at(0));
  Schedule(Make("b", "2"));
  Reopen();
  EXPECT_EQ(ClaimIds(1), Names{"b"});
}

TEST_F(Jobs, SchedulingAgainReplacesAWaitingJob) {
  Schedule(Make("a"));
  chp::Job again = Make("a");
  again.payload_json = "{}";
  again.run_at_ms = now_ms_ + 100;
  Schedule(again);
  EXPECT_TRUE(Claim().empty());
  EXPECT_EQ(Only().payload_json, "{}");
}

TEST_F(Jobs, SchedulingAgainRevivesAFinishedJob) {
  Schedule(Make("a"));
  Finish(Claim().at(0));
  EXPECT_TRUE(Claim().empty());
  Schedule(Make("a"));
  EXPECT_EQ(ClaimIds(), Names{"a"});
}

TEST_F(Jobs, SchedulingARunningJobRunsItOnceMoreAfterwards) {
  Schedule(Make("a"));
  const auto running = Claim().at(0);
  Schedule(Make("a"));
  EXPECT_TRUE(Claim().empty());
  Finish(running);
  Finish(Claim().at(0));
  EXPECT_TRUE(Claim().empty());
}

TEST_F(Jobs, ARetryCountsOnlyWhenItShould) {
  Schedule(Make("a"));
  ASSERT_TRUE(jobs().RetryAt(Claim().at(0).id, now_ms_ + 10, error_, true));
  now_ms_ += 10;
  const auto second = Claim().at(0);
  EXPECT_EQ(second.attempts, 1);
  EXPECT_EQ(second.first_run_ms, now_ms_ - 10);
  EXPECT_EQ(second.last_reason, "toy.reason");
  ASSERT_TRUE(jobs().RetryAt(second.id, now_ms_, error_, false));
  EXPECT_EQ(Claim().at(0).attempts, 1);
}

TEST_F(Jobs, CancelRemovesAWaitingJob) {
  Schedule(Make("a"));
  ASSERT_TRUE(jobs().Cancel(connection_, "a"));
  EXPECT_TRUE(jobs().List(10)->empty());
}

TEST_F(Jobs, CancelOfARunningJobEndsItsRetries) {
  Schedule(Make("a"));
  const auto running = Claim().at(0);
  ASSERT_TRUE(jobs().Cancel(connection_, "a"));
  ASSERT_TRUE(jobs().RetryAt(running.id, now_ms_, error_, true));
  EXPECT_TRUE(jobs().List(10)->empty());
}

TEST_F(Jobs, APausedLaneHoldsBackOnlyItself) {
  Schedule(Make("a", "post"));
  Schedule(Make("b", "dm"));
  QueuedJob lane;
  lane.connection_id = connection_;
  lane.account_id = account_;
  lane.lane = "post";
  ASSERT_TRUE(jobs().PauseScope(lane, chp::Scope::kLane, now_ms_ + 1000, error_));
  EXPECT_EQ(ClaimIds(), Names{"b"});
  EXPECT_EQ(jobs().NextDue().value(), now_ms_ + 1000);
  now_ms_ += 1000;
  EXPECT_EQ(ClaimIds(), Names{"a"});
}

TEST_F(Jobs, APausedAccountOrConnectionHoldsBackAllItsLanes) {
  for (const chp::Scope scope : {chp::Scope::kAccount, chp::Scope::kConnection}) {
    Schedule(Make("a", "post"));
    Schedule(Make("b", "dm"));
    QueuedJob any;
    any.connection_id = connection_;
    any.account_id = account_;
    any.lane = "other";
    ASSERT_TRUE(jobs().PauseScope(any, scope, now_ms_ + 1000, error_));
    EXPECT_TRUE(Claim().empty());
    ASSERT_TRUE(jobs().ResumeScope(connection_, 0));
  }
}

TEST_F(Jobs, AStoppedScopeStaysStoppedOverARestartUntilAPersonResumesIt) {
  Schedule(Make("a", "post"));
  ASSERT_TRUE(jobs().PauseScope(Only(), chp::Scope::kAccount, INT64_MAX, error_));
  Reopen();
  now_ms_ += 1'000'000'000;
  EXPECT_TRUE(Claim().empty());
  EXPECT_FALSE(jobs().NextDue()->has_value());
  ASSERT_TRUE(jobs().ResumeScope(connection_, account_));
  EXPECT_EQ(ClaimIds(), Names{"a"});
}

TEST_F(Jobs, AShorterPauseDoesNotEndALongerOne) {
  Schedule(Make("a", "post"));
  ASSERT_TRUE(jobs().PauseScope(Only(), chp::Scope::kLane, INT64_MAX, error_));
  ASSERT_TRUE(jobs().PauseScope(Only(), chp::Scope::kLane, now_ms_, error_));
  EXPECT_TRUE(Claim().empty());
}

TEST_F(Jobs, ResumeRevivesStoppedJobs) {
  Schedule(Make("a"));
  ASSERT_TRUE(jobs().Finish(Claim().at(0).id, JobState::kStopped, &error_));
  EXPECT_TRUE(Claim().empty());
  ASSERT_TRUE(jobs().ResumeScope(connection_, account_));
  EXPECT_EQ(ClaimIds(), Names{"a"});
}

TEST_F(Jobs, WhatRanWhenTheProcessDiedWaitsAgain) {
  Schedule(Make("a"));
  ASSERT_EQ(Claim().size(), 1u);
  Reopen();
  ASSERT_TRUE(jobs().RecoverRunning());
  EXPECT_EQ(ClaimIds(), Names{"a"});
}

TEST_F(Jobs, RetryNowRunsAFailedJobAgain) {
  Schedule(Make("a"));
  const auto job = Claim().at(0);
  ASSERT_TRUE(jobs().Finish(job.id, JobState::kFailed, &error_));
  EXPECT_EQ(Only().last_message, "It is broken.");
  ASSERT_TRUE(jobs().RetryNow(job.id));
  EXPECT_EQ(ClaimIds(), Names{"a"});
  EXPECT_EQ(jobs().RetryNow(job.id).error().reason, "job.running");
  EXPECT_EQ(jobs().RetryNow(4711).error().code, chp::Code::kNotFound);
}

TEST_F(Jobs, AnAccountOfAnotherConnectionIsRefused) {
  EXPECT_EQ(jobs().Schedule(MakeConnection(), Make("a")).error().reason, "job.account_unknown");
}

TEST_F(Jobs, RemovingAnAccountRemovesItsRunningAndWaitingJobs) {
  Schedule(Make("a", "post"));
  Schedule(Make("b", "dm"));
  const auto running = Claim(1).at(0);
  ASSERT_TRUE(store_->connections().RemoveAccount(account_));
  EXPECT_TRUE(jobs().List(10)->empty());
  EXPECT_EQ(jobs().Finish(running.id, JobState::kDone, nullptr).error().code, chp::Code::kNotFound);
}

TEST_F(Jobs, TheListenerHearsOfNewJobs) {
  int heard = 0;
  store_->OnJobsChanged([&heard] { ++heard; });
  ASSERT_TRUE(store_->kv().Put(connection_, {.key = "a", .value = "1"}));
  EXPECT_EQ(heard, 0);
  Schedule(Make("a"));
  EXPECT_EQ(heard, 1);
  store_->OnJobsChanged({});
}

TEST_F(Jobs, OfALaneThatRunsTheListenerHearsWhenItIsFree) {
  int heard = 0;
  Schedule(Make("a"));
  const auto running = Claim(1).at(0);
  store_->OnJobsChanged([&heard] { ++heard; });
  Schedule(Make("b"));
  EXPECT_EQ(heard, 0);
  ASSERT_TRUE(jobs().Finish(running.id, JobState::kDone, nullptr));
  EXPECT_EQ(heard, 1);
  EXPECT_EQ(Claim(1).at(0).job_id, "b");
  Schedule(Make("c", "another lane"));
  EXPECT_EQ(heard, 2);
  store_->OnJobsChanged({});
}

}  // namespace
}  // namespace stub
