// What is held back without asking X, and what is counted.
#include "twitter_channel/x_api/request_guard.hpp"

#include "tests/unit/x_api/guard_fixture.hpp"

namespace twitter {
namespace {

using RequestGuardTest = testing::GuardTest;

TEST_F(RequestGuardTest, AWindowThatIsUsedUpPausesTheLaneUntilItsReset) {
  ASSERT_TRUE(Ask(As("7"), Message(),
                  Answer(201, "{}",
                         {{"x-rate-limit-limit", "15"},
                          {"x-rate-limit-remaining", "0"},
                          {"x-rate-limit-reset", std::to_string(Seconds(300))}}))
                  .ok());
  const auto held = guard_.Before(As("7"), Message());
  ASSERT_FALSE(held.ok());
  EXPECT_EQ(held.error().code, chp::Code::kRateLimited);
  EXPECT_EQ(held.error().reason, "x.rate_limited");
  EXPECT_EQ(held.error().scope, chp::Scope::kLane);
  EXPECT_EQ(held.error().retry_after_ms, 300'000);
  EXPECT_TRUE(guard_.Before(As("8"), Message()).ok());
}

TEST_F(RequestGuardTest, FortyMessagesAreLimitedByThePlanBeforeXSaysAnything) {
  int passed = 0;
  for (int i = 0; i < 40; ++i) passed += Ask(As("7"), Message(), Answer(201)).ok() ? 1 : 0;
  EXPECT_EQ(passed, 15);
  EXPECT_TRUE(Ask(As("8"), Message(), Answer(201)).ok());
}

TEST_F(RequestGuardTest, OutOfCreditPausesTheConnectionAfterOneRefusal) {
  ASSERT_TRUE(Ask(As("7"), Post(), Answer(402)).ok());
  const auto held = guard_.Before(As("8"), Message());
  ASSERT_FALSE(held.ok());
  EXPECT_EQ(held.error().reason, "x.out_of_credit");
  EXPECT_EQ(held.error().scope, chp::Scope::kConnection);
  EXPECT_EQ(held.error().retry_after_ms, 60'000);
}

TEST_F(RequestGuardTest, ARefusalOf402SaysWhenTheProbeIs) {
  ASSERT_TRUE(Ask(As("7"), Post(), Answer(402)).ok());
  clock_.Advance(20'000);
  chp::Error error{.code = chp::Code::kRateLimited, .reason = "x.out_of_credit", .message = ""};
  guard_.Refine(As("7"), error);
  EXPECT_EQ(error.retry_after_ms, 40'000);
}

TEST_F(RequestGuardTest, AProbeThatSucceedsOpensTheConnection) {
  ASSERT_TRUE(Ask(As("7"), Post(), Answer(402)).ok());
  clock_.Advance(60'000);
  ASSERT_TRUE(Ask(As("7"), Post(), Answer(201)).ok());
  EXPECT_TRUE(guard_.Before(As("7"), Post()).ok());
  EXPECT_TRUE(guard_.Before(As("8"), Post()).ok());
}

TEST_F(RequestGuardTest, WhatSaysNothingOfCreditIsNoProof) {
  for (const int status : {401, 503, 429}) {
    ASSERT_TRUE(Ask(As("7"), Post(), Answer(402)).ok());
    clock_.Advance(guard_.credit().closed_until_ms().value() - clock_.now_ms);
    ASSERT_TRUE(guard_.Before(As("8"), Message()).ok());
    guard_.After(As("8"), Message(), Answer(status));
    EXPECT_TRUE(guard_.credit().closed_until_ms().has_value()) << status;
    ASSERT_TRUE(Ask(As("7"), Post(), Answer(201)).ok()) << status;
  }
}

TEST_F(RequestGuardTest, TheBudgetStopsWhatIsPaidForUntilMidnightUtc) {
  app_.daily_budget_micros = 20'000;
  ASSERT_TRUE(Ask(As("7"), Post(), Answer(201)).ok());
  ASSERT_TRUE(Ask(As("8"), Post(), Answer(201)).ok());
  const auto held = guard_.Before(As("7"), Post());
  ASSERT_FALSE(held.ok());
  EXPECT_EQ(held.error().reason, "app.budget_used_up");
  EXPECT_EQ(held.error().scope, chp::Scope::kConnection);
  EXPECT_EQ(held.error().retry_after_ms, MsToMidnight(clock_.now_ms));
  EXPECT_TRUE(guard_.Before(As("7"), Read("/2/webhooks")).ok());
  clock_.Advance(MsToMidnight(clock_.now_ms));
  EXPECT_TRUE(guard_.Before(As("7"), Post()).ok());
}

TEST_F(RequestGuardTest, ARaisedBudgetLetsGoAtOnce) {
  app_.daily_budget_micros = 10'000;
  ASSERT_TRUE(Ask(As("7"), Post(), Answer(201)).ok());
  ASSERT_FALSE(guard_.Before(As("7"), Post()).ok());
  app_.daily_budget_micros = 100'000;
  EXPECT_TRUE(guard_.Before(As("7"), Post()).ok());
}

TEST_F(RequestGuardTest, CountsWhatSucceededAndNothingElse) {
  ASSERT_TRUE(Ask(As("7"), Post(), Answer(201)).ok());
  ASSERT_TRUE(Ask(As("7"), Post(), Answer(403)).ok());
  ASSERT_TRUE(guard_.Before(As("7"), Post()).ok());
  guard_.Unanswered(As("7"), Post());
  const auto days = guard_.costs().Days().value();
  ASSERT_EQ(days.size(), 1u);
  EXPECT_EQ(days[0].account_id, "7");
  EXPECT_EQ(CostOf(days[0].bill, app_.plan), 10'000);
}

TEST_F(RequestGuardTest, SigningInIsNeverHeldBack) {
  ASSERT_TRUE(Ask(As("7"), Post(), Answer(402)).ok());
  V11Request sign_in = Post();
  sign_in.path = "/oauth/request_token";
  sign_in.operation = Operation::kAuthorize;
  EXPECT_TRUE(guard_.Before(As(""), sign_in).ok());
}

TEST_F(RequestGuardTest, RegularReadingLeavesAShareToThoseWhoWait) {
  int passed = 0;
  for (int i = 0; i < 15; ++i) {
    passed += Ask(As("7", Purpose::kBackground), Read("/2/dm_events"), Answer(200)).ok() ? 1 : 0;
  }
  EXPECT_EQ(passed, 12);
  EXPECT_TRUE(guard_.Before(As("7", Purpose::kAnswer), Read("/2/dm_events")).ok());
}

}  // namespace
}  // namespace twitter
