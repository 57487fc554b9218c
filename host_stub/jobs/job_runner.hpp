// Threads for jobs: one claims what is due, the others run it. Nothing polls: the claiming thread
// sleeps until the store says that jobs have changed, a worker is free, or the next job is due.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "host_stub/store/job_store.hpp"

namespace stub {

struct JobRunnerParts {
  JobStore& jobs;
  chp::Clock& clock;
  std::function<void(const QueuedJob&)> execute;   // on a worker; may throw
  std::function<void(const QueuedJob&)> put_back;  // claimed, but stopped before it began
  std::function<void()> maintain;  // at the start and every hour, between two claims
};

class JobRunner {
 public:
  JobRunner(JobRunnerParts parts, std::size_t workers);
  ~JobRunner();
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;

  // Something may be due now. Returns at once; from any thread.
  void Wake();
  // Claims nothing more and puts back what has not begun. Returns at once.
  void StopClaiming();
  // After StopClaiming: returns when the running jobs have returned.
  void Join();

 private:
  void ClaimLoop();
  void WorkLoop();
  void RunOne(const QueuedJob& job);
  // Claims up to the number of idle workers. False when nothing could be claimed.
  bool ClaimSome(std::unique_lock<std::mutex>& lock);
  void MaintainHourly(std::unique_lock<std::mutex>& lock);
  void SleepUntilDue(std::unique_lock<std::mutex>& lock);

  JobRunnerParts parts_;
  std::mutex mutex_;  // guards what follows; released for the store, for jobs and for the log
  std::condition_variable claimer_;
  std::condition_variable workers_;
  std::deque<QueuedJob> claimed_;
  std::size_t idle_;
  bool changed_ = true;
  std::int64_t next_maintenance_ms_ = 0;  // on the monotonic clock
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace stub
