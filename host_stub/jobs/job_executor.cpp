// The reaction is computed by retry_schedule and only carried out here.
#include "host_stub/jobs/job_executor.hpp"

#include <spdlog/spdlog.h>

#include "host_stub/channels/actions.hpp"
#include "host_stub/channels/log_text.hpp"
#include "host_stub/jobs/reply_sending.hpp"
#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/job_store.hpp"

namespace stub {
namespace {

constexpr std::int64_t kUnavailableWaitMs = 30'000;

chp::Error NeverFinished() {
  return {.code = chp::Code::kRejected,
          .reason = "host.never_finished",
          .message =
              "It was begun but not finished within 24 hours. Look on the remote side before "
              "trying again."};
}

// A job that is gone meanwhile (its account was removed) is no failure.
void LogUnlessGone(const QueuedJob& job, const chp::Result<void>& stored) {
  if (stored || stored.error().code == chp::Code::kNotFound) return;
  spdlog::error("Job {} of connection {}: {}", job.job_id, job.connection_id,
                LogText(stored.error().message));
}

}  // namespace

CallLimits JobExecutor::LimitsOf(const QueuedJob& job) const {
  return {.attempt = static_cast<std::uint32_t>(std::max(job.attempts, 0)) + 1,
          .deadline = limits_.call_deadline};
}

void JobExecutor::PutBack(const QueuedJob& job) {
  const chp::Error stopping{.code = chp::Code::kCancelled,
                            .reason = "host.stopping",
                            .message = "The host was stopped before this ran."};
  LogUnlessGone(job, store_.jobs().RetryAt(job.id, clock_.NowMs(), stopping, false));
}

void JobExecutor::Execute(const QueuedJob& job) {
  const auto instance = registry_.Find(job.connection_id);
  if (instance == nullptr) {
    const std::int64_t at = clock_.NowMs() + kUnavailableWaitMs;
    LogUnlessGone(job, store_.jobs().RetryAt(job.id, at, PluginUnavailable(), false));
    return;
  }
  const std::uint64_t generation = instance->config_generation();
  const auto done = Call(job, *instance);
  if (!done) return React(job, done.error(), instance->config_generation() != generation);
  LogUnlessGone(job, store_.jobs().Finish(job.id, JobState::kDone, nullptr));
}

chp::Result<void> JobExecutor::Call(const QueuedJob& job, Instance& instance) {
  switch (job.type) {
    case JobType::kPlugin:
      return RunPluginJob(job, instance);
    case JobType::kSendReply:
      return SendReply(store_, job, instance, LimitsOf(job));
    default:
      return RunAction(job, instance);
  }
}

chp::Result<void> JobExecutor::RunPluginJob(const QueuedJob& job, Instance& instance) {
  const chp::Job value{.id = job.job_id,
                       .kind = job.kind,
                       .account_id = job.account_id == 0 ? "" : std::to_string(job.account_id),
                       .lane = job.lane,
                       .payload_json = job.payload_json,
                       .run_at_ms = job.run_at_ms,
                       .priority = job.priority};
  return instance.Call(LimitsOf(job), [&](chp::Channel& channel, const chp::CallContext& call) {
    return channel.RunJob(call, value);
  });
}

chp::Result<void> JobExecutor::RunAction(const QueuedJob& job, Instance& instance) {
  const std::string account = job.account_id == 0 ? "" : std::to_string(job.account_id);
  const auto output = RunActionOn(instance, LimitsOf(job),
                                  {.id = job.kind,
                                   .account_id = account,
                                   .external_id = {},
                                   .principal = {},
                                   .base_url = limits_.base_url,
                                   .input_json = job.payload_json,
                                   .secrets_json = "{}"});
  if (!output) return output.error();
  const auto& lifecycle = instance.manifest().lifecycle;
  const auto removal = lifecycle.find("account_remove");
  const bool ends_account = removal != lifecycle.end() && removal->second == job.kind;
  return ends_account && job.account_id != 0 ? removal_.Finish(job.account_id)
                                             : chp::Result<void>();
}

void JobExecutor::React(const QueuedJob& job, const chp::Error& error, bool config_changed) {
  const JobFacts facts{.type = job.type,
                       .attempts = job.attempts,
                       .first_run_ms = job.first_run_ms,
                       .has_account = job.account_id != 0};
  Reaction reaction = ReactTo(error, facts, clock_.NowMs(), limits_.random());
  // Credentials that were replaced meanwhile stop nothing: the new ones are tried.
  if (reaction.kind == Reaction::Kind::kStopScope && config_changed) {
    reaction = {.kind = Reaction::Kind::kRetry, .at_ms = clock_.NowMs(), .counts = true};
  }
  if (reaction.kind == Reaction::Kind::kFail) return Fail(job, error, reaction.alarm);
  const bool worth_telling = error.code != chp::Code::kAgain && error.code != chp::Code::kCancelled;
  if (job.type == JobType::kSendReply && worth_telling) {
    NoteReplyFailure(store_, job, error, false);
  }
  if (reaction.kind == Reaction::Kind::kRetry) {
    LogUnlessGone(job, store_.jobs().RetryAt(job.id, reaction.at_ms, error, reaction.counts));
    return;
  }
  StopScope(job, reaction, error);
}

// The scope is paused before the job is put back, so that it is not claimed again in between.
void JobExecutor::StopScope(const QueuedJob& job, const Reaction& reaction,
                            const chp::Error& error) {
  const auto paused = store_.jobs().PauseScope(job, reaction.scope, reaction.at_ms, error);
  LogUnlessGone(job, paused);
  const bool until_resumed = reaction.kind == Reaction::Kind::kStopScope;
  // It keeps its place before those that wait behind it: the pause alone says when it runs.
  const bool keeps_place = paused.ok() && reaction.scope != chp::Scope::kMessage;
  const std::int64_t later = until_resumed ? clock_.NowMs() : reaction.at_ms;
  const std::int64_t at = keeps_place ? job.run_at_ms : later;
  LogUnlessGone(job, store_.jobs().RetryAt(job.id, at, error, false));
  if (!until_resumed) return;
  spdlog::error("Connection {}: {} stopped until somebody acts: {}", job.connection_id,
                reaction.scope == chp::Scope::kConnection ? "everything is" : "an account is",
                LogText(error.message));
  MarkDown(job, reaction.scope != chp::Scope::kConnection, error);
}

void JobExecutor::MarkDown(const QueuedJob& job, bool only_account, const chp::Error& error) {
  const bool one_account = only_account && job.account_id != 0;
  LogUnlessGone(
      job, store_.connections().SetAccountState(
               job.connection_id, {.state = chp::AccountState::kDown,
                                   .account_id = one_account ? std::to_string(job.account_id) : "",
                                   .reason = error.reason,
                                   .message = error.message}));
}

void JobExecutor::Fail(const QueuedJob& job, const chp::Error& verdict, bool alarm) {
  const chp::Error error = verdict.code == chp::Code::kAgain ? NeverFinished() : verdict;
  if (alarm) {
    spdlog::critical("Connection {}: job {} failed by a bug of the plugin or this host: {}",
                     job.connection_id, job.job_id, LogText(error.message));
  }
  // Somebody must see that an account which is to be removed is still there.
  if (job.type == JobType::kAction) MarkDown(job, true, error);
  if (job.type == JobType::kSendReply) NoteReplyFailure(store_, job, error, true);
  LogUnlessGone(job, store_.jobs().Finish(job.id, JobState::kFailed, &error));
}

}  // namespace stub
