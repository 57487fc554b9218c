// Runs one claimed job: calls the plugin, and does with the job what the verdict says.
#pragma once

#include <functional>

#include "host_stub/channels/account_removal.hpp"
#include "host_stub/channels/registry.hpp"
#include "host_stub/jobs/retry_schedule.hpp"
#include "host_stub/store/store.hpp"

namespace stub {

struct JobLimits {
  std::chrono::milliseconds call_deadline{60'000};
  std::string base_url;
  std::function<double()> random;  // 0 to below 1
};

class JobExecutor {
 public:
  JobExecutor(Store& store, Registry& registry, AccountRemoval& removal, chp::Clock& clock,
              JobLimits limits)
      : store_(store),
        registry_(registry),
        removal_(removal),
        clock_(clock),
        limits_(std::move(limits)) {}
  JobExecutor(const JobExecutor&) = delete;
  JobExecutor& operator=(const JobExecutor&) = delete;

  void Execute(const QueuedJob& job);
  // Puts a job back that was claimed but not begun.
  void PutBack(const QueuedJob& job);

 private:
  chp::Result<void> Call(const QueuedJob& job, Instance& instance);
  chp::Result<void> RunPluginJob(const QueuedJob& job, Instance& instance);
  chp::Result<void> RunAction(const QueuedJob& job, Instance& instance);
  CallLimits LimitsOf(const QueuedJob& job) const;
  void React(const QueuedJob& job, const chp::Error& error, bool config_changed);
  void StopScope(const QueuedJob& job, const Reaction& reaction, const chp::Error& error);
  void MarkDown(const QueuedJob& job, bool only_account, const chp::Error& error);
  void Fail(const QueuedJob& job, const chp::Error& verdict, bool alarm);

  Store& store_;
  Registry& registry_;
  AccountRemoval& removal_;
  chp::Clock& clock_;
  JobLimits limits_;
};

}  // namespace stub
