// `changed_` is set before the claiming thread looks and cleared when it begins to look, so that a
// change in between is never missed.
#include "host_stub/jobs/job_runner.hpp"

#include <algorithm>
#include <chrono>

#include <spdlog/spdlog.h>

namespace stub {
namespace {

// The wall clock may be set while we sleep.
constexpr std::chrono::milliseconds kLongestSleep{60'000};
constexpr std::int64_t kHourMs = 3'600'000;
// After a failing store, and when the store says "due" but lets nothing be claimed.
constexpr std::chrono::milliseconds kPause{500};

}  // namespace

JobRunner::JobRunner(JobRunnerParts parts, std::size_t workers)
    : parts_(std::move(parts)), idle_(workers) {
  threads_.reserve(workers + 1);
  threads_.emplace_back([this] { ClaimLoop(); });
  for (std::size_t i = 0; i < workers; ++i) threads_.emplace_back([this] { WorkLoop(); });
}

JobRunner::~JobRunner() {
  StopClaiming();
  Join();
}

void JobRunner::Wake() {
  const std::lock_guard lock(mutex_);
  changed_ = true;
  claimer_.notify_one();
}

void JobRunner::StopClaiming() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  claimer_.notify_all();
  workers_.notify_all();
}

void JobRunner::Join() {
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
  for (const QueuedJob& job : claimed_) parts_.put_back(job);
  claimed_.clear();
}

void JobRunner::ClaimLoop() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (idle_ == 0) {
      claimer_.wait(lock, [this] { return stopping_ || idle_ > 0; });
      continue;
    }
    changed_ = false;
    MaintainHourly(lock);
    if (!ClaimSome(lock)) SleepUntilDue(lock);
  }
}

void JobRunner::MaintainHourly(std::unique_lock<std::mutex>& lock) {
  const std::int64_t now = parts_.clock.MonoMs();
  if (now < next_maintenance_ms_) return;
  next_maintenance_ms_ = now + kHourMs;
  lock.unlock();
  parts_.maintain();
  lock.lock();
}

bool JobRunner::ClaimSome(std::unique_lock<std::mutex>& lock) {
  const std::size_t wanted = idle_;
  lock.unlock();
  auto jobs = parts_.jobs.Claim(parts_.clock.NowMs(), wanted);
  if (!jobs) spdlog::error("Jobs cannot be claimed: {}", jobs.error().message);
  lock.lock();
  if (!jobs) {
    claimer_.wait_for(lock, kPause, [this] { return stopping_; });
    return true;
  }
  // Most looks find nothing: waking every worker for them would cost more than the look.
  for (QueuedJob& job : *jobs) {
    claimed_.push_back(std::move(job));
    workers_.notify_one();
  }
  idle_ -= std::min(idle_, jobs->size());
  return !jobs->empty();
}

void JobRunner::SleepUntilDue(std::unique_lock<std::mutex>& lock) {
  lock.unlock();
  const auto due = parts_.jobs.NextDue();
  const std::int64_t now = parts_.clock.NowMs();
  lock.lock();
  std::chrono::milliseconds sleep = kLongestSleep;
  if (!due) sleep = kPause;
  if (due && *due) {
    sleep = std::clamp(std::chrono::milliseconds(**due > now ? **due - now : 0), kPause / 10,
                       kLongestSleep);
  }
  claimer_.wait_for(lock, sleep, [this] { return stopping_ || changed_; });
}

void JobRunner::WorkLoop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    workers_.wait(lock, [this] { return stopping_ || !claimed_.empty(); });
    if (stopping_) return;
    const QueuedJob job = std::move(claimed_.front());
    claimed_.pop_front();
    lock.unlock();
    RunOne(job);
    lock.lock();
    ++idle_;
    changed_ = true;
    claimer_.notify_one();
  }
}

// The barrier of this thread: a bug in one job must not end the others.
void JobRunner::RunOne(const QueuedJob& job) {
  try {
    parts_.execute(job);
  } catch (const std::exception& bug) {
    spdlog::critical("Job {} failed by a bug of this host: {}", job.job_id, bug.what());
    const chp::Error error{.code = chp::Code::kInternal,
                           .reason = "host.bug",
                           .message = "This host failed while it ran this job."};
    static_cast<void>(parts_.jobs.Finish(job.id, JobState::kFailed, &error));
  }
}

}  // namespace stub
