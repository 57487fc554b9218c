// The durable queue: a plugin's jobs, replies to send, lifecycle actions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/model.hpp"

namespace stub {

class JobStore {
 public:
  virtual ~JobStore() = default;
  // chp.host.jobs: scheduling an id again replaces it and revives a finished one.
  virtual chp::Result<void> Schedule(Id connection, const chp::Job& job) = 0;
  virtual chp::Result<void> Cancel(Id connection, std::string_view job_id) = 0;
  virtual chp::Result<void> Enqueue(const QueuedJob& job) = 0;

  // Claims up to `limit` due jobs, at most one per (connection, account, lane), of a lane the
  // oldest of the highest priority; among lanes the highest priority first, then the lane that has
  // waited longest for its turn; none in a paused or stopped scope. Marks them running.
  virtual chp::Result<std::vector<QueuedJob>> Claim(std::int64_t now_ms, std::size_t limit) = 0;
  // When the next job will be due; nullopt: none.
  virtual chp::Result<std::optional<std::int64_t>> NextDue() = 0;
  virtual chp::Result<void> Finish(Id job, JobState state, const chp::Error* error) = 0;
  // kAgain is progress: attempts are counted anew, so that periodic work does not remember old
  // failures for ever.
  virtual chp::Result<void> RetryAt(Id job, std::int64_t run_at_ms, const chp::Error& error,
                                    bool counts_as_attempt) = 0;
  // Pauses a scope until a time; INT64_MAX = until resumed by a person (stopped).
  virtual chp::Result<void> PauseScope(const QueuedJob& job, chp::Scope scope,
                                       std::int64_t until_ms, const chp::Error& error) = 0;
  virtual chp::Result<void> ResumeScope(Id connection, Id account) = 0;
  // At start: whatever was running when the process died waits again.
  virtual chp::Result<void> RecoverRunning() = 0;

  // Newest first, for people: a job that waits in a paused scope is due when the pause ends.
  virtual chp::Result<std::vector<QueuedJob>> List(std::size_t limit) = 0;
  virtual chp::Result<void> RetryNow(Id job) = 0;
};

}  // namespace stub
