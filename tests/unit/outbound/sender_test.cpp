// Sending a reply: what is asked of X, and what is concluded from its answers.
#include <gtest/gtest.h>

#include "tests/unit/outbound/sender_fixture.hpp"

namespace twitter {
namespace {

using testing::kFirstRemoteId;
using testing::MessageReply;
using testing::PostReply;
using testing::Refused;
using testing::XError;

using Sender = testing::SenderTest;

TEST_F(Sender, PostsTheAnswer) {
  ASSERT_TRUE(Send(PostReply("foo * bar")).ok());
  ASSERT_EQ(x_.posts.requests.size(), 1u);
  EXPECT_EQ(x_.posts.requests[0].text, "foo * bar");
  EXPECT_EQ(x_.posts.requests[0].in_reply_to_post_id, "2087400000000000001");
}

TEST_F(Sender, UsesTheTokenOfTheAccount) {
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(x_.posts.tokens, (std::vector<std::string>{"token-7"}));
}

TEST_F(Sender, SendsTheDirectMessage) {
  ASSERT_TRUE(Send(MessageReply("Found it.")).ok());
  ASSERT_EQ(x_.direct_messages.requests.size(), 1u);
  EXPECT_EQ(x_.direct_messages.requests[0].recipient_id, "3001");
  EXPECT_EQ(x_.direct_messages.requests[0].text, "Found it.");
}

TEST_F(Sender, AnswersWithTheIdOfThePost) {
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(SentId(), testing::kFirstSentId);
}

TEST_F(Sender, BindsThePostToTheReply) {
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(host_.journal, (testing::Journal{"bind 7 article-1 " + testing::kFirstSentId}));
}

TEST_F(Sender, ASecondCallReturnsTheReceiptWithoutCallingX) {
  ASSERT_TRUE(Send(PostReply()).ok());
  const chp::Receipt first = receipt_;
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(x_.posts.requests.size(), 1u);
  EXPECT_EQ(receipt_.parts, first.parts);
  EXPECT_EQ(receipt_.article_json, first.article_json);
}

TEST_F(Sender, TwoRepliesOfTheSameTextAreTwoMessages) {
  chp::Reply second = MessageReply("ok");
  second.idempotency_key = "article-3";
  ASSERT_TRUE(Send(MessageReply("ok")).ok());
  ASSERT_TRUE(Send(second).ok());
  EXPECT_EQ(x_.direct_messages.sent.size(), 2u);
}

TEST_F(Sender, RefusedByTheComposerIsNotTried) {
  EXPECT_EQ(ReasonOf(PostReply(" ")), "compose.empty");
  EXPECT_TRUE(x_.posts.requests.empty());
  EXPECT_TRUE(host_.kv.entries.empty());
}

TEST_F(Sender, AnUnknownAccountIsAConfigurationError) {
  chp::Reply reply = PostReply();
  reply.account_id = "8";
  const auto sent = Send(reply);
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().reason, "account.unknown");
  EXPECT_EQ(sent.error().code, chp::Code::kConfig);
}

TEST_F(Sender, ADisabledAccountSendsNothing) {
  const std::string json =
      R"({"app": {"consumer_key": "k"}, "accounts": [{"id": "7", "external_id": "2001",
          "screen_name": "acme", "active": false}]})";
  config_ = ParseConfig({.json = json, .secrets_json = testing::kSecretsJson}).value();
  EXPECT_EQ(ReasonOf(PostReply()), "account.paused");
  EXPECT_TRUE(x_.posts.requests.empty());
}

TEST_F(Sender, AnAccountWithoutTokenIsAnAuthError) {
  config_ = ParseConfig({.json = testing::kConfigJson, .secrets_json = "{}"}).value();
  const auto sent = Send(PostReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().reason, "account.no_token");
  EXPECT_EQ(sent.error().code, chp::Code::kAuth);
}

TEST_F(Sender, ARefusalOfXPassesThrough) {
  const chp::Error refusal = XError(chp::Code::kAuth, "x.invalid_token", 401);
  x_.posts.plans.Add(Refused(refusal));
  const auto sent = Send(PostReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error(), refusal);
}

TEST_F(Sender, ARefusedReplyCanBeSentAgain) {
  x_.posts.plans.Add(Refused(XError(chp::Code::kRejected, "x.dm_forbidden", 403)));
  ASSERT_FALSE(Send(PostReply()).ok());
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

TEST_F(Sender, AfterARateLimitTheSameCallSendsAtOnce) {
  x_.posts.plans.Add(Refused(XError(chp::Code::kRateLimited, "x.rate_limited", 429)));
  ASSERT_FALSE(Send(PostReply()).ok());
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

// The account's token had ended.
TEST_F(Sender, WhatIsToComeAgainIsSentByTheNextCallOnce) {
  x_.posts.plans.Add(Refused(XError(chp::Code::kAgain, "x.token_renewed", 401)));
  const auto first = Send(PostReply());
  ASSERT_FALSE(first.ok());
  EXPECT_EQ(first.error().code, chp::Code::kAgain);
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

// Killed or told to wait while the token is renewed: there is no doubt about the reply.
TEST_F(Sender, WaitingForANewTokenLeavesNoIntent) {
  x_.auth.prepare_error = XError(chp::Code::kTransient, "oauth2.renewing_elsewhere", 0);
  EXPECT_EQ(ReasonOf(PostReply()), "oauth2.renewing_elsewhere");
  EXPECT_TRUE(host_.kv.entries.empty());
  EXPECT_TRUE(x_.posts.requests.empty());
  x_.auth.prepare_error.reset();
  EXPECT_EQ(ReasonOf(PostReply()), "");
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

TEST_F(Sender, ADamagedRecordSendsNothing) {
  ASSERT_TRUE(Send(PostReply()).ok());
  for (auto& [key, entry] : host_.kv.entries) entry.value = "{\"state\": 3}";
  const auto sent = Send(PostReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().reason, "ledger.damaged");
  EXPECT_EQ(x_.posts.requests.size(), 1u);
}

TEST_F(Sender, KeysOfTheLedgerBelongToTheAccount) {
  ASSERT_TRUE(Send(PostReply()).ok());
  for (const auto& [key, entry] : host_.kv.entries)
    EXPECT_TRUE(key.starts_with("account/7/")) << key;
}

TEST_F(Sender, TheLogHoldsNoText) {
  host_.kv.faults.FailFrom(3, testing::StoreFailure());
  ASSERT_TRUE(Send(PostReply("a private matter")).ok());
  EXPECT_FALSE(host_.log.lines.empty());
  EXPECT_FALSE(host_.log.Contains("private"));
}

}  // namespace
}  // namespace twitter
