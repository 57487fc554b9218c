// Access tokens that are good now (plugin_abi.md A16), while everything works and X says no.
#include "twitter_channel/auth/token_renewal.hpp"

#include "tests/unit/auth/token_fixture.hpp"

namespace twitter {
namespace {

using testing::RotatingX;
using TokenRenewalTest = testing::TokenTest;

TEST_F(TokenRenewalTest, AGoodTokenIsUsedWithoutAsking) {
  clock_.Advance(kLifeMs - kAheadMs - 1);
  EXPECT_EQ(Access().value(), "access-1");
  EXPECT_TRUE(x_.offered.empty());
}

TEST_F(TokenRenewalTest, ATokenIsRenewedBeforeItEnds) {
  clock_.Advance(kLifeMs - kAheadMs);
  EXPECT_EQ(Access().value(), "access-2");
  EXPECT_EQ(x_.offered, std::vector<std::string>{"refresh-1"});
  EXPECT_EQ(StoredAccess(), "access-2");
  EXPECT_FALSE(kv_.Peek(RenewalKey("7"))) << "the lease is given back";
}

TEST_F(TokenRenewalTest, EachRenewalUsesTheRefreshTokenOfTheLast) {
  for (int i = 0; i < 3; ++i) {
    clock_.Advance(kLifeMs);
    ASSERT_TRUE(Access());
  }
  EXPECT_EQ(x_.offered, (std::vector<std::string>{"refresh-1", "refresh-2", "refresh-3"}));
}

TEST_F(TokenRenewalTest, ARestartGoesOnFromTheStore) {
  clock_.Advance(kLifeMs);
  ASSERT_TRUE(Access());
  TokenRenewal restarted(kv_, clock_);
  EXPECT_EQ(restarted.Access(kGrant, x_, call_).value(), "access-2");
  clock_.Advance(kLifeMs);
  EXPECT_EQ(restarted.Access(kGrant, x_, call_).value(), "access-3");
}

TEST_F(TokenRenewalTest, TheNewPairIsStoredBeforeItIsUsed) {
  clock_.Advance(kLifeMs);
  kv_.faults.FailFrom(4, testing::StoreFailure());  // find, lease, find, then the pair
  const auto token = Access();
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().code, chp::Code::kTransient);
  EXPECT_EQ(token.error().reason, "oauth2.not_stored");
  EXPECT_EQ(token.error().message.find("access-2"), std::string::npos);
}

TEST_F(TokenRenewalTest, ATokenThatXRefusesIsReplaced) {
  EXPECT_EQ(renewal_.Renew(kGrant, "access-1", x_, call_).value(), "access-2");
}

TEST_F(TokenRenewalTest, ATokenThatXRefusedForAWriteIsReplacedWhenItIsNeededNext) {
  renewal_.Refused(kGrant, "access-1");
  EXPECT_TRUE(x_.offered.empty());
  EXPECT_EQ(Access().value(), "access-2");
  EXPECT_EQ(Access().value(), "access-2");
  EXPECT_EQ(x_.offered.size(), 1U);
}

TEST_F(TokenRenewalTest, AnOldTokenThatWasRefusedLeavesTheNewOneAlone) {
  ASSERT_TRUE(renewal_.Renew(kGrant, "access-1", x_, call_));
  renewal_.Refused(kGrant, "access-1");
  EXPECT_EQ(Access().value(), "access-2");
  EXPECT_EQ(x_.offered.size(), 1U);
}

TEST_F(TokenRenewalTest, WhoWasRefusedWithAnOldTokenGetsTheStoredOne) {
  ASSERT_TRUE(renewal_.Renew(kGrant, "access-1", x_, call_));
  EXPECT_EQ(renewal_.Renew(kGrant, "access-1", x_, call_).value(), "access-2");
  EXPECT_EQ(x_.offered.size(), 1U);
}

TEST_F(TokenRenewalTest, AFreshTokenThatXRefusesTooIsNotReplacedForEver) {
  ASSERT_TRUE(renewal_.Renew(kGrant, "access-1", x_, call_));
  const auto again = renewal_.Renew(kGrant, "access-2", x_, call_);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().reason, "oauth2.new_token_refused");
  EXPECT_EQ(again.error().code, chp::Code::kAuth);
  EXPECT_EQ(again.error().scope, chp::Scope::kAccount);
  EXPECT_EQ(x_.offered.size(), 1U);
}

TEST_F(TokenRenewalTest, OneThatXHasTakenMayBeReplacedAgain) {
  ASSERT_TRUE(renewal_.Renew(kGrant, "access-1", x_, call_));
  renewal_.Taken(kGrant, "access-2");
  EXPECT_EQ(renewal_.Renew(kGrant, "access-2", x_, call_).value(), "access-3");
}

TEST_F(TokenRenewalTest, AWithdrawnGrantEndsTheAccountPlainly) {
  x_.is_withdrawn = true;
  clock_.Advance(kLifeMs);
  const auto token = Access();
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().code, chp::Code::kAuth);
  EXPECT_EQ(token.error().reason, "x.invalid_token");
  EXPECT_EQ(token.error().scope, chp::Scope::kAccount);
  EXPECT_FALSE(kv_.Peek(RenewalKey("7")));
}

TEST_F(TokenRenewalTest, AnAccountWithoutAPairIsToBeLinkedAgain) {
  const auto token = renewal_.Access({"7", "another-grant"}, x_, call_);
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().code, chp::Code::kAuth);
  EXPECT_EQ(token.error().reason, "oauth2.no_tokens");
}

TEST_F(TokenRenewalTest, AWrongClientLeavesAGoodTokenInUse) {
  x_.next_plan = x_.later_plan = RotatingX::Plan::kClientRefused;
  clock_.Advance(kLifeMs - kAheadMs);
  EXPECT_EQ(Access().value(), "access-1");
  clock_.Advance(kAheadMs);
  const auto token = Access();
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().reason, "x.client_refused");
}

TEST_F(TokenRenewalTest, WithoutARefreshTokenTheTokenIsUsedToItsEnd) {
  const StoredPair before = TokenStore(kv_).Find(kGrant).value().value();
  TokenPair alone = before.pair;
  alone.refresh.clear();
  ASSERT_TRUE(TokenStore(kv_).Replace(kGrant, before, alone));
  clock_.Advance(kLifeMs - 1);
  EXPECT_EQ(Access().value(), "access-1");
  clock_.Advance(1);
  const auto token = Access();
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().code, chp::Code::kAuth);
  EXPECT_EQ(token.error().reason, "oauth2.no_refresh_token");
  EXPECT_NE(token.error().message.find("offline.access"), std::string::npos);
}

// --- several at once ---------------------------------------------------------------------------

TEST_F(TokenRenewalTest, AnotherNodeKeepsItsHandsOffWhileOneRenews) {
  TokenRenewal other(kv_, clock_);
  clock_.Advance(kLifeMs);
  x_.meanwhile = [&] {
    const auto token = other.Access(kGrant, x_, call_);
    ASSERT_FALSE(token);
    EXPECT_EQ(token.error().code, chp::Code::kTransient);
    EXPECT_EQ(token.error().reason, "oauth2.renewing_elsewhere");
    EXPECT_GT(token.error().retry_after_ms, 0);
  };
  EXPECT_EQ(Access().value(), "access-2");
  EXPECT_EQ(other.Access(kGrant, x_, call_).value(), "access-2");
  EXPECT_EQ(x_.offered.size(), 1U);
}

TEST_F(TokenRenewalTest, AnotherNodeUsesATokenThatIsGoodYetWhileOneRenews) {
  TokenRenewal other(kv_, clock_);
  clock_.Advance(kLifeMs - kAheadMs);
  x_.meanwhile = [&] { EXPECT_EQ(other.Access(kGrant, x_, call_).value(), "access-1"); };
  EXPECT_EQ(Access().value(), "access-2");
}

TEST_F(TokenRenewalTest, WhoComesJustAfterARenewalDoesNotRenewAgain) {
  TokenRenewal other(kv_, clock_);
  clock_.Advance(kLifeMs);
  ASSERT_TRUE(other.Access(kGrant, x_, call_));
  EXPECT_EQ(renewal_.Renew(kGrant, "access-1", x_, call_).value(), "access-2");
  EXPECT_EQ(x_.offered.size(), 1U);
}

TEST_F(TokenRenewalTest, ANewLinkingMeanwhileIsNotOverwritten) {
  clock_.Advance(kLifeMs);
  x_.meanwhile = [&] {
    ASSERT_TRUE(TokenStore(kv_).Keep(
        {.grant_id = "grant-2", .consented_ms = clock_.now_ms, .access = "of the new linking"}));
    ASSERT_TRUE(TokenStore(kv_).Find({"7", "grant-2"}));
  };
  const auto token = Access();
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().reason, "oauth2.superseded");
  EXPECT_EQ(StoredAccess(), "of the new linking");
}

// --- clocks -----------------------------------------------------------------------------------

TEST_F(TokenRenewalTest, ANodeWhoseClockIsAheadRenewsEarlyAndOnce) {
  testing::FakeClock ahead;
  ahead.now_ms = clock_.now_ms + kLifeMs;
  TokenRenewal other(kv_, ahead);
  EXPECT_EQ(other.Access(kGrant, x_, call_).value(), "access-2");
  EXPECT_EQ(other.Access(kGrant, x_, call_).value(), "access-2");
  EXPECT_EQ(Access().value(), "access-2");
  EXPECT_EQ(x_.offered.size(), 1U);
}

TEST_F(TokenRenewalTest, ANodeWhoseClockIsBehindRenewsWhenXRefuses) {
  testing::FakeClock behind;
  behind.now_ms = clock_.now_ms - 10 * kLifeMs;
  TokenRenewal other(kv_, behind);
  clock_.Advance(2 * kLifeMs);
  EXPECT_EQ(other.Access(kGrant, x_, call_).value(), "access-1");
  EXPECT_EQ(other.Renew(kGrant, "access-1", x_, call_).value(), "access-2");
  other.Taken(kGrant, "access-2");
  EXPECT_EQ(x_.offered.size(), 1U);
}

}  // namespace
}  // namespace twitter
