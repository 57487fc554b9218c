// Sending a reply: what is asked of X, and what is concluded from its answers.
#include <gtest/gtest.h>

#include "tests/unit/outbound/sender_fixture.hpp"

namespace twitter {
namespace {

using testing::kFirstRemoteId;
using testing::kMinuteMs;
using testing::LostAnswer;
using testing::LostRequest;
using testing::MessageReply;
using testing::PostReply;
using testing::Refused;
using testing::XError;

using Sender = testing::SenderTest;

const std::string kFirstId = std::to_string(kFirstRemoteId);

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
  EXPECT_EQ(SentId(), kFirstId);
}

TEST_F(Sender, BindsThePostToTheReply) {
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(host_.journal, (testing::Journal{"bind 7 article-1 " + kFirstId}));
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

TEST_F(Sender, AnUncertainWriteIsReportedAsUncertain) {
  x_.posts.plans.Add(LostAnswer());
  const auto sent = Send(PostReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().code, chp::Code::kUncertain);
}

TEST_F(Sender, AnAcceptedPostWhoseAnswerWasLostIsFound) {
  x_.posts.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(PostReply()).ok());
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(SentId(), kFirstId);
  EXPECT_EQ(x_.posts.requests.size(), 1u);
}

TEST_F(Sender, AFoundPostIsBound) {
  x_.posts.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(PostReply()).ok());
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(host_.journal, (testing::Journal{"bind 7 article-1 " + kFirstId}));
}

TEST_F(Sender, AnAnswerThatXChangedIsFound) {
  x_.posts.plans.Add(LostAnswer());
  const chp::Reply reply = PostReply("Look: https://desk.test/help?a=1&b=2 <now>");
  ASSERT_FALSE(Send(reply).ok());
  x_.posts.timeline[0].text = "@Jo @ann Look: https://t.co/abc &lt;now&gt;";
  ASSERT_TRUE(Send(reply).ok());
  EXPECT_EQ(SentId(), kFirstId);
}

TEST_F(Sender, AnAcceptedDirectMessageWhoseAnswerWasLostIsFound) {
  x_.direct_messages.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(MessageReply()).ok());
  ASSERT_TRUE(Send(MessageReply()).ok());
  EXPECT_EQ(x_.direct_messages.requests.size(), 1u);
}

TEST_F(Sender, APostUnderAnotherParentIsNotOurs) {
  x_.posts.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(PostReply()).ok());
  x_.posts.timeline[0].in_reply_to_post_id = "1";
  EXPECT_EQ(ReasonOf(PostReply()), "x.checking");
}

TEST_F(Sender, AMessageToSomebodyElseIsNotOurs) {
  x_.direct_messages.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(MessageReply()).ok());
  x_.direct_messages.sent[0].recipient.id = "3009";
  EXPECT_EQ(ReasonOf(MessageReply()), "x.checking");
}

TEST_F(Sender, AnOlderPostOfTheSameTextIsNotOurs) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_FALSE(Send(PostReply()).ok());
  Post older;
  older.id = "1999999999999999999";
  older.text = "Sorry! Which order?";
  older.author = testing::AcmeUser();
  older.in_reply_to_post_id = "2087400000000000001";
  older.created_ms = host_.clock.NowMs() - 10 * kMinuteMs;
  x_.posts.timeline.push_back(older);
  EXPECT_EQ(ReasonOf(PostReply()), "x.checking");
}

TEST_F(Sender, AMessageOfAnotherReplyIsNotOurs) {
  chp::Reply second = MessageReply("ok");
  second.idempotency_key = "article-3";
  ASSERT_TRUE(Send(MessageReply("ok")).ok());
  x_.direct_messages.plans.Add(LostRequest());
  ASSERT_FALSE(Send(second).ok());
  EXPECT_EQ(ReasonOf(second), "x.checking");
}

TEST_F(Sender, ALostPostIsSentAgainOnceItsAbsenceIsProven) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(x_.posts.requests.size(), 2u);
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

TEST_F(Sender, AbsenceIsNotProvenBeforeFiveMinutes) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_FALSE(Send(PostReply()).ok());
  for (int second = 0; second < 299; ++second) {
    host_.clock.Advance(1'000);
    ASSERT_FALSE(Send(PostReply()).ok());
  }
  EXPECT_EQ(x_.posts.requests.size(), 1u);
}

TEST_F(Sender, OneLookProvesNothing) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_FALSE(Send(PostReply()).ok());
  host_.clock.Advance(10 * kMinuteMs);
  EXPECT_EQ(ReasonOf(PostReply()), "x.checking");
}

TEST_F(Sender, SaysWhenToLookAgain) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_FALSE(Send(PostReply()).ok());
  host_.clock.Advance(kMinuteMs);
  const auto sent = Send(PostReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().code, chp::Code::kAgain);
  EXPECT_EQ(sent.error().retry_after_ms, 4 * kMinuteMs);
}

TEST_F(Sender, AFailedLookCountsForNothing) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_FALSE(Send(PostReply()).ok());
  host_.clock.Advance(10 * kMinuteMs);
  ASSERT_FALSE(Send(PostReply()).ok());
  host_.clock.Advance(2 * kMinuteMs);
  x_.posts.read_faults.FailAt(1, XError(chp::Code::kTransient, "x.unavailable", 503));
  EXPECT_EQ(ReasonOf(PostReply()), "x.unavailable");
  EXPECT_EQ(x_.posts.requests.size(), 1u);
}

TEST_F(Sender, APersonDecidesWhenLooksShowTooLittle) {
  x_.direct_messages.plans.Add(LostRequest());
  ASSERT_FALSE(Send(MessageReply()).ok());
  for (int index = 0; index < 50; ++index) {  // a full page that hides what came before
    DirectMessage other;
    other.id = std::to_string(100 + index);
    other.created_ms = host_.clock.NowMs() + kMinuteMs;
    x_.direct_messages.sent.push_back(other);
  }
  const auto sent = SendUntilKnown(MessageReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().reason, "x.uncertain");
  EXPECT_EQ(x_.direct_messages.requests.size(), 1u);
}

class UndecidedSend : public Sender {
 protected:
  void SetUp() override {
    x_.direct_messages.plans.Add(LostRequest());
    (void)Send(MessageReply());
    for (int index = 0; index < 50; ++index) {
      DirectMessage other;
      other.id = std::to_string(100 + index);
      other.created_ms = host_.clock.NowMs() + kMinuteMs;
      x_.direct_messages.sent.push_back(other);
    }
    (void)SendUntilKnown(MessageReply());
  }
};

TEST_F(UndecidedSend, StaysUndecided) {
  EXPECT_EQ(ReasonOf(MessageReply()), "x.uncertain");
  EXPECT_EQ(x_.direct_messages.requests.size(), 1u);
}

TEST_F(UndecidedSend, IsSentAgainWhenAPersonSaysSo) {
  chp::Reply reply = MessageReply();
  reply.force = true;
  ASSERT_TRUE(Send(reply).ok());
  EXPECT_EQ(x_.direct_messages.requests.size(), 2u);
}

TEST_F(UndecidedSend, AForcedSendThatIsCalledAgainWritesOnce) {
  chp::Reply reply = MessageReply();
  reply.force = true;
  x_.direct_messages.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(reply).ok());
  ASSERT_TRUE(Send(reply).ok());
  EXPECT_EQ(x_.direct_messages.requests.size(), 2u);
}

TEST_F(Sender, ForceWithoutDoubtChangesNothing) {
  chp::Reply reply = PostReply();
  reply.force = true;
  ASSERT_TRUE(Send(reply).ok());
  ASSERT_TRUE(Send(reply).ok());
  EXPECT_EQ(x_.posts.requests.size(), 1u);
}

TEST_F(Sender, ADuplicateIsNeverASuccessWithoutProof) {
  x_.posts.plans.Add(Refused(XError(chp::Code::kRejected, "x.duplicate", 403)));
  EXPECT_EQ(ReasonOf(PostReply()), "x.duplicate");
}

TEST_F(Sender, ADuplicateOfAnotherReplyIsAFailure) {
  ASSERT_TRUE(Send(PostReply()).ok());
  chp::Reply second = PostReply();
  second.idempotency_key = "article-3";
  x_.posts.plans.Add(Refused(XError(chp::Code::kRejected, "x.duplicate", 403)));
  EXPECT_EQ(ReasonOf(second), "x.duplicate");
}

TEST_F(Sender, ADuplicateOfOurOwnEarlierTryIsFound) {
  x_.posts.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(PostReply()).ok());
  x_.posts.hidden = true;
  host_.clock.Advance(kMinuteMs);
  ASSERT_FALSE(Send(PostReply()).ok());
  host_.clock.Advance(5 * kMinuteMs);
  x_.posts.plans.Add(Refused(XError(chp::Code::kRejected, "x.duplicate", 403)));
  EXPECT_EQ(ReasonOf(PostReply()), "x.duplicate");
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
