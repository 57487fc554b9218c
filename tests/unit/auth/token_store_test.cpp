// Where pairs are kept, and who may replace which.
#include "twitter_channel/auth/token_store.hpp"

#include "tests/unit/auth/token_fixture.hpp"

namespace twitter {
namespace {

TEST(TokenPairTest, ComesBackFromItsJson) {
  const TokenPair pair{.grant_id = "g",
                       .consented_ms = 5,
                       .access = "a",
                       .refresh = "r",
                       .expires_ms = 7'200'005,
                       .renew_ms = 6'900'005,
                       .scopes = "tweet.read"};
  EXPECT_EQ(TokenPairFrom(ToJson(pair)), pair);
}

TEST(TokenPairTest, WhatIsNoPairIsNone) {
  for (const char* text : {"", "{}", "[]", "7", "{\"grant_id\":\"g\"}", "{\"access\":\"a\"}",
                           "{\"grant_id\":1,\"access\":\"a\"}", "{\"grant_id\":\"g\",\"acc"}) {
    EXPECT_FALSE(TokenPairFrom(text)) << text;
  }
}

TEST(TokenPairTest, IsRenewedAheadOfItsEndButNotAtEachUseWhenItIsShort) {
  TokenAnswer answer{.access = "a", .refresh = "r"};
  EXPECT_EQ(PairOf(answer, {}, 0).renew_ms, 6'900'000);
  answer.life_ms = 60'000;
  EXPECT_EQ(PairOf(answer, {}, 0).renew_ms, 45'000);
  answer.life_ms = -5;
  EXPECT_GT(PairOf(answer, {}, 0).expires_ms, 0);
}

TEST(TokenPairTest, WhatAnAnswerLeavesOutStays) {
  const TokenPair before{.grant_id = "g", .access = "a", .refresh = "r", .scopes = "tweet.read"};
  const TokenPair kept = PairOf({.access = "b", .refresh = ""}, before, 0);
  EXPECT_EQ(kept.grant_id, "g");
  EXPECT_EQ(kept.refresh, "r");
  EXPECT_EQ(kept.scopes, "tweet.read");
}

using TokenStoreTest = testing::TokenTest;

TEST_F(TokenStoreTest, PairsAreSecretAndStandUnderTheirAccount) {
  ASSERT_TRUE(kv_.Peek("account/7/oauth2"));
  EXPECT_TRUE(kv_.Peek("account/7/oauth2")->secret);
  EXPECT_EQ(kv_.Peek("account/7/oauth2")->expires_ms, 0);
  EXPECT_FALSE(kv_.Peek(ConsentKey("grant-1"))) << "it has moved";
}

TEST_F(TokenStoreTest, AConsentIsSecretAndEndsByItself) {
  ASSERT_TRUE(TokenStore(kv_).Keep({.grant_id = "grant-2", .access = "a"}));
  EXPECT_TRUE(kv_.Peek(ConsentKey("grant-2"))->secret);
  clock_.Advance(std::int64_t{7} * 24 * 3'600'000);
  EXPECT_FALSE(kv_.Peek(ConsentKey("grant-2")));
}

TEST_F(TokenStoreTest, APairOfAnotherGrantCountsAsNone) {
  const auto found = TokenStore(kv_).Find({"7", "grant-of-before"});
  ASSERT_TRUE(found);
  EXPECT_FALSE(*found);
}

TEST_F(TokenStoreTest, ANewConsentTakesThePlaceOfTheOldPair) {
  ASSERT_TRUE(TokenStore(kv_).Keep(
      {.grant_id = "grant-2", .consented_ms = clock_.now_ms + 1, .access = "second"}));
  EXPECT_EQ(TokenStore(kv_).Find({"7", "grant-2"}).value()->pair.access, "second");
  EXPECT_EQ(StoredAccess(), "second");
}

// A node that has not heard of the new linking yet.
TEST_F(TokenStoreTest, AnOldConsentDoesNotComeBack) {
  ASSERT_TRUE(TokenStore(kv_).Keep(
      {.grant_id = "grant-0", .consented_ms = clock_.now_ms - 1, .access = "old"}));
  EXPECT_FALSE(*TokenStore(kv_).Find({"7", "grant-0"}));
  EXPECT_EQ(StoredAccess(), "access-1");
}

TEST_F(TokenStoreTest, AValueThatIsNoPairIsReplacedByTheConsent) {
  ASSERT_TRUE(kv_.Put({.key = "account/7/oauth2", .value = "broken", .expected_version = ~0ULL}));
  ASSERT_TRUE(TokenStore(kv_).Keep({.grant_id = "grant-1", .access = "kept"}));
  EXPECT_EQ(TokenStore(kv_).Find(kGrant).value()->pair.access, "kept");
}

TEST_F(TokenStoreTest, WhoWritesSecondDoesNotOverwrite) {
  TokenStore store(kv_);
  const StoredPair before = store.Find(kGrant).value().value();
  TokenPair other = before.pair;
  other.access = "of another node";
  other.expires_ms += 10;
  ASSERT_TRUE(store.Replace(kGrant, before, other));
  TokenPair ours = before.pair;
  ours.access = "too late";
  ours.expires_ms += 5;
  const auto replaced = store.Replace(kGrant, before, ours);
  ASSERT_FALSE(replaced);
  EXPECT_EQ(replaced.error().code, chp::Code::kConflict);
  EXPECT_EQ(replaced.error().reason, "oauth2.superseded");
  EXPECT_EQ(StoredAccess(), "of another node");
}

TEST_F(TokenStoreTest, AWriteThatWasSaidToFailButArrivedIsNoConflict) {
  TokenStore store(kv_);
  const StoredPair before = store.Find(kGrant).value().value();
  TokenPair fresh = before.pair;
  fresh.access = "fresh";
  ASSERT_TRUE(store.Replace(kGrant, before, fresh));
  EXPECT_TRUE(store.Replace(kGrant, before, fresh));
}

TEST_F(TokenStoreTest, ForgettingLeavesNothing) {
  ASSERT_TRUE(TokenStore(kv_).Keep({.grant_id = "grant-1", .access = "again"}));
  ASSERT_TRUE(TokenStore(kv_).Forget(kGrant));
  EXPECT_TRUE(kv_.entries.empty());
}

}  // namespace
}  // namespace twitter
