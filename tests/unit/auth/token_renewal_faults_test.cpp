// Answers that are lost, stores that fail and processes that stop, at every step of a renewal.
#include "tests/unit/auth/token_fixture.hpp"
#include "twitter_channel/auth/token_renewal.hpp"

namespace twitter {
namespace {

using testing::RotatingX;
using testing::StoreFailure;
using TokenRenewalFaultsTest = testing::TokenTest;

TEST_F(TokenRenewalFaultsTest, ALostRequestIsSentOnceMore) {
  clock_.Advance(kLifeMs);
  x_.next_plan = RotatingX::Plan::kLoseRequest;
  EXPECT_EQ(Access().value(), "access-2");
  EXPECT_EQ(x_.offered, (std::vector<std::string>{"refresh-1", "refresh-1"}));
}

TEST_F(TokenRenewalFaultsTest, ALostAnswerEndsTheAccountWhenXHasNoOtherWay) {
  clock_.Advance(kLifeMs);
  x_.next_plan = RotatingX::Plan::kLoseAnswer;
  const auto token = Access();
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().code, chp::Code::kAuth);
  EXPECT_EQ(token.error().reason, "x.invalid_token");
  EXPECT_EQ(x_.offered.size(), 2U);
}

TEST_F(TokenRenewalFaultsTest, ALostAnswerIsMadeGoodByAnExchange) {
  clock_.Advance(kLifeMs);
  x_.next_plan = RotatingX::Plan::kLoseAnswer;
  x_.can_recover = true;
  const std::string token = Access().value();
  EXPECT_EQ(token, x_.current_access);
  EXPECT_EQ(StoredAccess(), token);
  EXPECT_EQ(x_.recoveries, 1);
}

TEST_F(TokenRenewalFaultsTest, WhileXDoesNotAnswerNobodyHurries) {
  clock_.Advance(kLifeMs);
  x_.next_plan = x_.later_plan = RotatingX::Plan::kLoseRequest;
  const auto token = Access();
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().code, chp::Code::kTransient);
  EXPECT_EQ(token.error().reason, "oauth2.renewal_unknown");
  EXPECT_GE(token.error().retry_after_ms, 1'000);
  x_.next_plan = x_.later_plan = RotatingX::Plan::kAnswer;
  ASSERT_FALSE(Access());
  EXPECT_EQ(x_.offered.size(), 2U) << "the lease holds";
  clock_.Advance(kLeaseMs);
  EXPECT_EQ(Access().value(), "access-2");
}

TEST_F(TokenRenewalFaultsTest, ATokenThatIsGoodYetStaysInUseWhileXDoesNotAnswer) {
  clock_.Advance(kLifeMs - kAheadMs);
  x_.next_plan = x_.later_plan = RotatingX::Plan::kLoseRequest;
  EXPECT_EQ(Access().value(), "access-1");
}

TEST_F(TokenRenewalFaultsTest, AnXThatCannotBeReachedIsAskedAgainLater) {
  clock_.Advance(kLifeMs);
  x_.next_plan = RotatingX::Plan::kNoConnection;
  const auto token = Access();
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().reason, "http.no_connection");
  EXPECT_EQ(Access().value(), "access-2");
}

TEST_F(TokenRenewalFaultsTest, APairThatWasNotStoredIsStoredByTheNextCaller) {
  clock_.Advance(kLifeMs);
  kv_.faults.FailFrom(4, StoreFailure());
  ASSERT_FALSE(Access());
  kv_.faults.Clear();
  EXPECT_EQ(Access().value(), "access-2");
  EXPECT_EQ(StoredAccess(), "access-2");
  EXPECT_EQ(x_.offered.size(), 1U);
}

TEST_F(TokenRenewalFaultsTest, AStoreThatStaysAwayDoesNotMakeAPairForgotten) {
  clock_.Advance(kLifeMs);
  kv_.faults.FailFrom(4, StoreFailure());
  ASSERT_FALSE(Access());
  kv_.faults.FailFrom(2, StoreFailure());  // it can be read by now
  ASSERT_FALSE(Access());
  kv_.faults.Clear();
  EXPECT_EQ(Access().value(), "access-2");
}

TEST_F(TokenRenewalFaultsTest, OnceSentARenewalIsNotCancelled) {
  clock_.Advance(kLifeMs);
  bool is_cancelled = false;
  testing::FakeCall call([&] { return is_cancelled; });
  x_.meanwhile = [&] { is_cancelled = true; };
  EXPECT_EQ(renewal_.Access(kGrant, x_, call).value(), "access-2");
  EXPECT_EQ(StoredAccess(), "access-2");
}

TEST_F(TokenRenewalFaultsTest, OneThatIsCancelledBeforeIsNotSent) {
  clock_.Advance(kLifeMs);
  testing::FakeCall call([] { return true; });
  const auto token = renewal_.Access(kGrant, x_, call);
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().code, chp::Code::kCancelled);
  EXPECT_TRUE(x_.offered.empty());
}

// --- the process stops --------------------------------------------------------------------------

// The number of store operations of a renewal in which nothing goes wrong.
constexpr int kSteps = 5;

class StoppedRenewalTest : public testing::TokenTest, public ::testing::WithParamInterface<int> {
 protected:
  // The process that ran is gone with all it had in memory; its lease ends by itself.
  chp::Result<std::string> AfterRestart() {
    kv_.faults.Clear();
    clock_.Advance(kLeaseMs);
    TokenRenewal restarted(kv_, clock_);
    return restarted.Access(kGrant, x_, call_);
  }
};

TEST_P(StoppedRenewalTest, TheAccountStaysLinkedWhereXAllowsIt) {
  clock_.Advance(kLifeMs);
  x_.can_recover = true;
  kv_.faults.FailFrom(GetParam(), StoreFailure());
  (void)Access();
  const auto token = AfterRestart();
  ASSERT_TRUE(token) << token.error().message;
  EXPECT_EQ(*token, x_.current_access);
  EXPECT_EQ(StoredAccess(), x_.current_access);
}

TEST_P(StoppedRenewalTest, OnlyAnAnswerThatWasNeverStoredIsLost) {
  clock_.Advance(kLifeMs);
  kv_.faults.FailFrom(GetParam(), StoreFailure());
  (void)Access();
  const bool was_given = x_.given == 2;
  const bool was_stored = StoredAccess() == x_.current_access;
  const auto token = AfterRestart();
  if (was_given && !was_stored) {
    ASSERT_FALSE(token);
    EXPECT_EQ(token.error().reason, "x.invalid_token");
  } else {
    ASSERT_TRUE(token) << token.error().message;
    EXPECT_EQ(*token, x_.current_access);
  }
}

INSTANTIATE_TEST_SUITE_P(AtEachStep, StoppedRenewalTest, ::testing::Range(1, kSteps + 1));

TEST_F(TokenRenewalFaultsTest, TheStepsOfARenewalAreAllTried) {
  clock_.Advance(kLifeMs);
  const int before = kv_.faults.operations();
  ASSERT_TRUE(Access());
  EXPECT_EQ(kv_.faults.operations() - before, kSteps);
}

}  // namespace
}  // namespace twitter
