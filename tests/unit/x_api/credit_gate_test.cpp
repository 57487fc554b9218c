// Out of credit: one refusal, then one probe at a time.
#include "twitter_channel/x_api/credit_gate.hpp"

#include <gtest/gtest.h>

namespace twitter {
namespace {

constexpr std::int64_t kFirst = 60'000;

class CreditGateTest : public ::testing::Test {
 protected:
  CreditGateTest() { gate_.Close("app", kFirst, 0); }
  CreditGate gate_;
};

TEST_F(CreditGateTest, IsOpenUntilXRefuses) {
  CreditGate fresh;
  EXPECT_EQ(fresh.Enter("app", 0), std::nullopt);
  EXPECT_EQ(fresh.closed_until_ms(), std::nullopt);
}

TEST_F(CreditGateTest, WaitsForTheProbe) { EXPECT_EQ(gate_.Enter("app", 20'000), kFirst - 20'000); }

TEST_F(CreditGateTest, LetsOneProbeThrough) {
  EXPECT_EQ(gate_.Enter("app", kFirst), std::nullopt);
  EXPECT_NE(gate_.Enter("app", kFirst), std::nullopt);
}

TEST_F(CreditGateTest, ASuccessfulProbeOpens) {
  ASSERT_EQ(gate_.Enter("app", kFirst), std::nullopt);
  gate_.Open("app");
  EXPECT_EQ(gate_.Enter("app", kFirst), std::nullopt);
  EXPECT_EQ(gate_.Enter("app", kFirst), std::nullopt);
}

TEST_F(CreditGateTest, AFruitlessProbeDoublesTheWait) {
  ASSERT_EQ(gate_.Enter("app", kFirst), std::nullopt);
  gate_.Close("app", kFirst, kFirst);
  EXPECT_EQ(gate_.Enter("app", kFirst), 2 * kFirst);
}

TEST_F(CreditGateTest, TheWaitEndsAtAQuarterOfAnHour) {
  std::int64_t now = kFirst;
  for (int i = 0; i < 10; ++i) {
    ASSERT_EQ(gate_.Enter("app", now), std::nullopt);
    gate_.Close("app", kFirst, now);
    now = gate_.closed_until_ms().value();
  }
  ASSERT_EQ(gate_.Enter("app", now), std::nullopt);
  gate_.Close("app", kFirst, now);
  EXPECT_EQ(gate_.Enter("app", now), 900'000);
}

TEST_F(CreditGateTest, RefusalsUnderWayTogetherCountOnce) {
  gate_.Close("app", kFirst, 10);
  EXPECT_EQ(gate_.closed_until_ms(), kFirst);
}

TEST_F(CreditGateTest, AProbeWithoutAnAnswerIsFollowedByAnother) {
  ASSERT_EQ(gate_.Enter("app", kFirst), std::nullopt);
  gate_.NothingLearnt("app");
  EXPECT_EQ(gate_.Enter("app", kFirst), std::nullopt);
}

TEST_F(CreditGateTest, ASuccessOfBeforeOpensNothing) {
  gate_.Open("app");
  EXPECT_NE(gate_.Enter("app", 0), std::nullopt);
}

TEST_F(CreditGateTest, OtherKeysAreAnotherCustomer) {
  EXPECT_EQ(gate_.Enter("other", 0), std::nullopt);
}

}  // namespace
}  // namespace twitter
