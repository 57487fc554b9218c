// The durable queue in SQLite.
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "host_stub/store/job_store.hpp"
#include "host_stub/store/store_context.hpp"

namespace stub {

class SqliteJobStore : public JobStore {
 public:
  explicit SqliteJobStore(StoreContext& context) : context_(context) {}

  chp::Result<void> Schedule(Id connection, const chp::Job& job) override;
  chp::Result<void> Cancel(Id connection, std::string_view job_id) override;
  chp::Result<void> Enqueue(const QueuedJob& job) override;
  chp::Result<std::vector<QueuedJob>> Claim(std::int64_t now_ms, std::size_t limit) override;
  chp::Result<std::optional<std::int64_t>> NextDue() override;
  chp::Result<void> Finish(Id job, JobState state, const chp::Error* error) override;
  chp::Result<void> RetryAt(Id job, std::int64_t run_at_ms, const chp::Error& error,
                            bool counts_as_attempt) override;
  chp::Result<void> PauseScope(const QueuedJob& job, chp::Scope scope, std::int64_t until_ms,
                               const chp::Error& error) override;
  chp::Result<void> ResumeScope(Id connection, Id account) override;
  chp::Result<void> RecoverRunning() override;
  chp::Result<std::vector<QueuedJob>> List(std::size_t limit) override;
  chp::Result<void> RetryNow(Id job) override;

 private:
  // What became of a job that ran.
  using Outcome = std::function<chp::Result<void>(Transaction&)>;

  // An outcome that a failing store cannot keep is kept with the next claim that succeeds: until
  // then its job counts as running, and so does its lane.
  chp::Result<void> Keep(Outcome outcome);
  std::vector<Outcome> TakeLate();

  StoreContext& context_;
  std::mutex mutex_;  // guards late_; the database is used outside
  std::vector<Outcome> late_;
};

}  // namespace stub
