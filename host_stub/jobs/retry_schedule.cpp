// Back-off doubles from 2 s (from 1 s after a lost compare-and-set) up to an hour; the upper half
// of each wait is random, so that jobs that failed together do not come back together. What a
// plugin says itself (retry_after) is the least that is waited.
//
// A reply ends after eight attempts or, while it only says AGAIN, after a day: an agent waits for
// the outcome. A plugin's own job never ends by AGAIN, which is how periodic work goes on, nor by
// a failure that may pass.
#include "host_stub/jobs/retry_schedule.hpp"

#include <algorithm>

namespace stub {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kHour = 3600 * kSecond;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kLongestWait = 7 * kDay;  // whatever a plugin asks for
constexpr std::int64_t kUsualPause = 60 * kSecond;
constexpr std::int32_t kMostAttempts = 8;

std::int64_t Asked(const chp::Error& error, std::int64_t otherwise) {
  if (error.retry_after_ms <= 0) return otherwise;
  return std::min(error.retry_after_ms, kLongestWait);
}

std::int64_t BackOff(std::int64_t first, std::int32_t attempts, double random) {
  std::int64_t wait = first;
  for (std::int32_t i = 0; i < attempts && wait < kHour; ++i) wait *= 2;
  const std::int64_t half = std::min(wait, kHour) / 2;
  return half + static_cast<std::int64_t>(static_cast<double>(half) * random);
}

Reaction Fail(bool alarm) { return {.kind = Reaction::Kind::kFail, .alarm = alarm}; }

Reaction RetryAt(std::int64_t at_ms, bool counts) {
  return {.kind = Reaction::Kind::kRetry, .at_ms = at_ms, .counts = counts};
}

bool EndsAfterADay(const JobFacts& facts, std::int64_t now_ms) {
  return facts.type != JobType::kPlugin && facts.first_run_ms > 0 &&
         now_ms - facts.first_run_ms >= kDay;
}

Reaction BackOffOrEnd(const chp::Error& error, const JobFacts& facts, std::int64_t now_ms,
                      std::int64_t wait) {
  const bool last = facts.type == JobType::kSendReply && facts.attempts + 1 >= kMostAttempts;
  if (last) return Fail(false);
  return RetryAt(now_ms + std::max(wait, Asked(error, 0)), true);
}

Reaction StopOrFail(const chp::Error& error, const JobFacts& facts) {
  chp::Scope scope = ScopeOf(error);
  if (scope == chp::Scope::kMessage) return Fail(false);
  // The connection's own work has no account to stop.
  if (scope == chp::Scope::kAccount && !facts.has_account) scope = chp::Scope::kConnection;
  return {.kind = Reaction::Kind::kStopScope, .at_ms = INT64_MAX, .scope = scope};
}

}  // namespace

chp::Scope ScopeOf(const chp::Error& error) {
  if (error.scope != chp::Scope::kDefault) return error.scope;
  switch (error.code) {
    case chp::Code::kRateLimited:
      return chp::Scope::kLane;
    case chp::Code::kAuth:
      return chp::Scope::kAccount;
    case chp::Code::kConfig:
      return chp::Scope::kConnection;
    default:
      return chp::Scope::kMessage;
  }
}

Reaction ReactTo(const chp::Error& error, const JobFacts& facts, std::int64_t now_ms,
                 double random) {
  switch (error.code) {
    case chp::Code::kAgain:
      if (EndsAfterADay(facts, now_ms)) return Fail(false);
      return RetryAt(now_ms + Asked(error, kSecond), false);
    case chp::Code::kCancelled:
      if (EndsAfterADay(facts, now_ms)) return Fail(false);
      return RetryAt(now_ms + kSecond, false);
    case chp::Code::kRateLimited:
      return {.kind = Reaction::Kind::kPauseScope,
              .at_ms = now_ms + Asked(error, kUsualPause),
              .scope = ScopeOf(error)};
    case chp::Code::kTransient:
    case chp::Code::kUncertain:
      return BackOffOrEnd(error, facts, now_ms, BackOff(2 * kSecond, facts.attempts, random));
    case chp::Code::kConflict:
      return BackOffOrEnd(error, facts, now_ms, BackOff(kSecond, facts.attempts, random));
    case chp::Code::kAuth:
    case chp::Code::kConfig:
      return StopOrFail(error, facts);
    case chp::Code::kRejected:
      return Fail(false);
    default:
      return Fail(true);
  }
}

}  // namespace stub
