// The table of channel_types.h: one row per verdict, and the waits.
#include "host_stub/jobs/retry_schedule.hpp"

#include <gtest/gtest.h>

namespace stub {
namespace {

using chp::Code;
using chp::Scope;
using Kind = Reaction::Kind;

constexpr std::int64_t kNow = 1'000'000'000;
constexpr std::int64_t kDay = 86'400'000;

chp::Error ErrorOf(Code code, std::int64_t retry_after_ms = 0, Scope scope = Scope::kDefault) {
  chp::Error error;
  error.code = code;
  error.retry_after_ms = retry_after_ms;
  error.scope = scope;
  return error;
}

JobFacts Reply(std::int32_t attempts = 0) {
  return {.type = JobType::kSendReply, .attempts = attempts, .first_run_ms = kNow};
}

// With no jitter: half of the whole wait.
Reaction React(const chp::Error& error, const JobFacts& facts) {
  return ReactTo(error, facts, kNow, 0.0);
}

struct Row {
  Code code;
  Reaction reaction;
};

void PrintTo(const Row& row, std::ostream* out) { *out << static_cast<int>(row.code); }

class VerdictTable : public ::testing::TestWithParam<Row> {};

TEST_P(VerdictTable, HasOneReaction) {
  EXPECT_EQ(React(ErrorOf(GetParam().code), Reply()), GetParam().reaction)
      << static_cast<int>(GetParam().code);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, VerdictTable,
    ::testing::Values(
        Row{Code::kAgain, {.kind = Kind::kRetry, .at_ms = kNow + 1000}},
        Row{Code::kCancelled, {.kind = Kind::kRetry, .at_ms = kNow + 1000}},
        Row{Code::kTransient, {.kind = Kind::kRetry, .at_ms = kNow + 1000, .counts = true}},
        Row{Code::kUncertain, {.kind = Kind::kRetry, .at_ms = kNow + 1000, .counts = true}},
        Row{Code::kConflict, {.kind = Kind::kRetry, .at_ms = kNow + 500, .counts = true}},
        Row{Code::kRateLimited,
            {.kind = Kind::kPauseScope, .at_ms = kNow + 60'000, .scope = Scope::kLane}},
        Row{Code::kAuth, {.kind = Kind::kStopScope, .at_ms = INT64_MAX, .scope = Scope::kAccount}},
        Row{Code::kConfig,
            {.kind = Kind::kStopScope, .at_ms = INT64_MAX, .scope = Scope::kConnection}},
        Row{Code::kRejected, {.kind = Kind::kFail}},
        Row{Code::kInvalid, {.kind = Kind::kFail, .alarm = true}},
        Row{Code::kUnsupported, {.kind = Kind::kFail, .alarm = true}},
        Row{Code::kNotFound, {.kind = Kind::kFail, .alarm = true}},
        Row{Code::kInternal, {.kind = Kind::kFail, .alarm = true}}));

TEST(RetrySchedule, WaitsDoubleUpToAnHour) {
  const JobFacts plugin_job{.type = JobType::kPlugin, .attempts = 3};
  EXPECT_EQ(React(ErrorOf(Code::kTransient), plugin_job).at_ms, kNow + 8'000);
  const JobFacts old{.type = JobType::kPlugin, .attempts = 1'000'000};
  EXPECT_EQ(React(ErrorOf(Code::kTransient), old).at_ms, kNow + 1'800'000);
}

TEST(RetrySchedule, JitterNeverExceedsTheWholeWait) {
  const auto reaction = ReactTo(ErrorOf(Code::kTransient), Reply(), kNow, 0.999);
  EXPECT_GT(reaction.at_ms, kNow + 1000);
  EXPECT_LE(reaction.at_ms, kNow + 2000);
}

TEST(RetrySchedule, AReplyEndsWithItsEighthAttempt) {
  EXPECT_EQ(React(ErrorOf(Code::kTransient), Reply(6)).kind, Kind::kRetry);
  EXPECT_EQ(React(ErrorOf(Code::kTransient), Reply(7)).kind, Kind::kFail);
}

TEST(RetrySchedule, APluginsJobIsNeverGivenUpForAPassingFailure) {
  const JobFacts job{.type = JobType::kPlugin, .attempts = 500};
  EXPECT_EQ(React(ErrorOf(Code::kTransient), job).kind, Kind::kRetry);
}

TEST(RetrySchedule, AgainOfAReplyEndsAfterADay) {
  JobFacts facts = Reply();
  facts.first_run_ms = kNow - kDay + 1;
  EXPECT_EQ(React(ErrorOf(Code::kAgain), facts).kind, Kind::kRetry);
  facts.first_run_ms = kNow - kDay;
  EXPECT_EQ(React(ErrorOf(Code::kAgain), facts).kind, Kind::kFail);
}

TEST(RetrySchedule, PeriodicWorkGoesOnForEver) {
  const JobFacts poll{.type = JobType::kPlugin, .first_run_ms = kNow - 30 * kDay};
  EXPECT_EQ(React(ErrorOf(Code::kAgain, 60'000), poll),
            (Reaction{.kind = Kind::kRetry, .at_ms = kNow + 60'000}));
}

TEST(RetrySchedule, WhatThePluginAsksForIsTheLeastThatIsWaited) {
  EXPECT_EQ(React(ErrorOf(Code::kTransient, 30'000), Reply()).at_ms, kNow + 30'000);
  EXPECT_EQ(React(ErrorOf(Code::kRateLimited, 900'000), Reply()).at_ms, kNow + 900'000);
}

TEST(RetrySchedule, AbsurdWaitsAreBounded) {
  EXPECT_EQ(React(ErrorOf(Code::kRateLimited, INT64_MAX), Reply()).at_ms, kNow + 7 * kDay);
  EXPECT_EQ(React(ErrorOf(Code::kAgain, INT64_MIN), Reply()).at_ms, kNow + 1000);
}

TEST(RetrySchedule, ANamedScopeWins) {
  EXPECT_EQ(React(ErrorOf(Code::kRateLimited, 0, Scope::kConnection), Reply()).scope,
            Scope::kConnection);
  EXPECT_EQ(React(ErrorOf(Code::kAuth, 0, Scope::kMessage), Reply()).kind, Kind::kFail);
}

TEST(RetrySchedule, DeadCredentialsOfTheConnectionsOwnWorkStopTheConnection) {
  const JobFacts own{.type = JobType::kPlugin, .has_account = false};
  EXPECT_EQ(React(ErrorOf(Code::kAuth), own).scope, Scope::kConnection);
}

}  // namespace
}  // namespace stub
