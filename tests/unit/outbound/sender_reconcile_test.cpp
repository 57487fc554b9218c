// A write whose outcome is unknown: looking for it, sending again, asking a person (sender.hpp).
#include <gtest/gtest.h>

#include "tests/unit/outbound/sender_fixture.hpp"

namespace twitter {
namespace {

using testing::AcceptedBut;
using testing::kFirstRemoteId;
using testing::kMinuteMs;
using testing::LostAnswer;
using testing::LostRequest;
using testing::MessageReply;
using testing::PostReply;
using testing::Refused;
using testing::XError;

class Reconcile : public testing::SenderTest {
 protected:
  // Newer messages of the same conversation: a full page that hides what came before.
  void FillThePage() {
    for (std::size_t index = 0; index <= x_.direct_messages.page_size; ++index) {
      DirectMessage other;
      other.id = std::to_string(100 + index);
      other.sender.id = "3001";
      other.created_ms = host_.clock.NowMs() + kMinuteMs;
      x_.direct_messages.sent.push_back(other);
    }
  }
};

TEST_F(Reconcile, AnUncertainWriteIsReportedAsUncertain) {
  x_.posts.plans.Add(LostAnswer());
  const auto sent = Send(PostReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().code, chp::Code::kUncertain);
}

TEST_F(Reconcile, AnAcceptedPostWhoseAnswerWasLostIsFound) {
  x_.posts.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(PostReply()).ok());
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(SentId(), testing::kFirstSentId);
  EXPECT_EQ(x_.posts.requests.size(), 1u);
}

TEST_F(Reconcile, AFoundPostIsBound) {
  x_.posts.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(PostReply()).ok());
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(host_.journal, (testing::Journal{"bind 7 article-1 " + testing::kFirstSentId}));
}

TEST_F(Reconcile, AnAnswerThatXChangedIsFound) {
  x_.posts.plans.Add(LostAnswer());
  const chp::Reply reply = PostReply("Look: https://desk.test/help?a=1&b=2 <now>");
  ASSERT_FALSE(Send(reply).ok());
  x_.posts.timeline[0].text = "@Jo @ann Look: https://t.co/abc &lt;now&gt;";
  ASSERT_TRUE(Send(reply).ok());
  EXPECT_EQ(SentId(), testing::kFirstSentId);
}

TEST_F(Reconcile, AnAcceptedDirectMessageWhoseAnswerWasLostIsFound) {
  x_.direct_messages.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(MessageReply()).ok());
  ASSERT_TRUE(Send(MessageReply()).ok());
  EXPECT_EQ(x_.direct_messages.requests.size(), 1u);
}

TEST_F(Reconcile, APostUnderAnotherParentIsNotOurs) {
  x_.posts.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(PostReply()).ok());
  x_.posts.timeline[0].in_reply_to_post_id = "1";
  EXPECT_EQ(ReasonOf(PostReply()), "x.checking");
}

TEST_F(Reconcile, AMessageToSomebodyElseIsNotOurs) {
  x_.direct_messages.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(MessageReply()).ok());
  x_.direct_messages.sent[0].recipient.id = "3009";
  EXPECT_EQ(ReasonOf(MessageReply()), "x.checking");
}

TEST_F(Reconcile, AnOlderPostOfTheSameTextIsNotOurs) {
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

TEST_F(Reconcile, AMessageOfAnotherReplyIsNotOurs) {
  chp::Reply second = MessageReply("ok");
  second.idempotency_key = "article-3";
  ASSERT_TRUE(Send(MessageReply("ok")).ok());
  x_.direct_messages.plans.Add(LostRequest());
  ASSERT_FALSE(Send(second).ok());
  EXPECT_EQ(ReasonOf(second), "x.checking");
}

TEST_F(Reconcile, ALostPostIsSentAgainOnceItsAbsenceIsProven) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(x_.posts.requests.size(), 2u);
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

TEST_F(Reconcile, AbsenceIsNotProvenBeforeFiveMinutes) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_FALSE(Send(PostReply()).ok());
  for (int second = 0; second < 299; ++second) {
    host_.clock.Advance(1'000);
    ASSERT_FALSE(Send(PostReply()).ok());
  }
  EXPECT_EQ(x_.posts.requests.size(), 1u);
}

TEST_F(Reconcile, OneLookProvesNothing) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_FALSE(Send(PostReply()).ok());
  host_.clock.Advance(10 * kMinuteMs);
  EXPECT_EQ(ReasonOf(PostReply()), "x.checking");
}

TEST_F(Reconcile, TwoLooksWithinAMinuteProveNothing) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_FALSE(Send(PostReply()).ok());
  host_.clock.Advance(10 * kMinuteMs);
  ASSERT_FALSE(Send(PostReply()).ok());
  host_.clock.Advance(kMinuteMs - 1);
  EXPECT_EQ(ReasonOf(PostReply()), "x.checking");
  EXPECT_EQ(x_.posts.requests.size(), 1u);
}

TEST_F(Reconcile, SaysWhenToLookAgain) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_FALSE(Send(PostReply()).ok());
  host_.clock.Advance(kMinuteMs);
  const auto sent = Send(PostReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().code, chp::Code::kAgain);
  EXPECT_EQ(sent.error().retry_after_ms, 4 * kMinuteMs);
}

TEST_F(Reconcile, ALookThatShowsTooLittleProvesNothing) {
  x_.direct_messages.plans.Add(LostRequest());
  ASSERT_FALSE(Send(MessageReply()).ok());
  ASSERT_EQ(ReasonOf(MessageReply()), "x.checking");
  FillThePage();
  host_.clock.Advance(10 * kMinuteMs);
  EXPECT_EQ(ReasonOf(MessageReply()), "x.checking");
  EXPECT_EQ(x_.direct_messages.requests.size(), 1u);
}

TEST_F(Reconcile, AMessageOfSomebodyElseIsNotOurs) {
  x_.direct_messages.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(MessageReply()).ok());
  x_.direct_messages.sent[0].sender.id = "3001";
  EXPECT_EQ(ReasonOf(MessageReply()), "x.checking");
}

TEST_F(Reconcile, AFailedLookCountsForNothing) {
  x_.posts.plans.Add(LostRequest());
  ASSERT_FALSE(Send(PostReply()).ok());
  host_.clock.Advance(10 * kMinuteMs);
  ASSERT_FALSE(Send(PostReply()).ok());
  host_.clock.Advance(2 * kMinuteMs);
  x_.posts.read_faults.FailAt(1, XError(chp::Code::kTransient, "x.unavailable", 503));
  EXPECT_EQ(ReasonOf(PostReply()), "x.unavailable");
  EXPECT_EQ(x_.posts.requests.size(), 1u);
}

TEST_F(Reconcile, APersonDecidesWhenLooksShowTooLittle) {
  x_.direct_messages.plans.Add(LostRequest());
  ASSERT_FALSE(Send(MessageReply()).ok());
  FillThePage();
  const auto sent = SendUntilKnown(MessageReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().reason, "x.uncertain");
  EXPECT_EQ(x_.direct_messages.requests.size(), 1u);
}

class UndecidedSend : public Reconcile {
 protected:
  void SetUp() override {
    x_.direct_messages.plans.Add(LostRequest());
    (void)Send(MessageReply());
    FillThePage();
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

TEST_F(Reconcile, ForceWithoutDoubtChangesNothing) {
  chp::Reply reply = PostReply();
  reply.force = true;
  ASSERT_TRUE(Send(reply).ok());
  ASSERT_TRUE(Send(reply).ok());
  EXPECT_EQ(x_.posts.requests.size(), 1u);
}

TEST_F(Reconcile, ADuplicateIsNeverASuccessWithoutProof) {
  x_.posts.plans.Add(Refused(XError(chp::Code::kRejected, "x.duplicate", 403)));
  EXPECT_EQ(ReasonOf(PostReply()), "x.duplicate");
}

TEST_F(Reconcile, ADuplicateOfAnotherReplyIsAFailure) {
  ASSERT_TRUE(Send(PostReply()).ok());
  chp::Reply second = PostReply();
  second.idempotency_key = "article-3";
  x_.posts.plans.Add(Refused(XError(chp::Code::kRejected, "x.duplicate", 403)));
  EXPECT_EQ(ReasonOf(second), "x.duplicate");
}

TEST_F(Reconcile, ADuplicateOfOurOwnEarlierTryIsFound) {
  x_.posts.plans.Add(LostAnswer());
  ASSERT_FALSE(Send(PostReply()).ok());
  x_.posts.hidden_reads = 2;
  x_.posts.plans.Add(Refused(XError(chp::Code::kRejected, "x.duplicate", 403)));
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(SentId(), testing::kFirstSentId);
}

// A proxy sent the request twice; X refuses the copy, whose nonce was used.
TEST_F(Reconcile, ARefusedSignatureOfWhatIsOnXIsASuccess) {
  x_.posts.plans.Add(AcceptedBut(XError(chp::Code::kAuth, "x.unauthorized", 401)));
  ASSERT_TRUE(Send(PostReply()).ok());
  EXPECT_EQ(SentId(), testing::kFirstSentId);
}

TEST_F(Reconcile, ARefusedSignatureOfWhatIsNotSeenYetIsLookedForAgain) {
  x_.posts.plans.Add(AcceptedBut(XError(chp::Code::kAuth, "x.unauthorized", 401)));
  x_.posts.hidden_reads = 1;
  EXPECT_EQ(ReasonOf(PostReply()), "x.checking");
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(SentId(), testing::kFirstSentId);
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

TEST_F(Reconcile, ARefusedSignatureOfWhatIsNotOnXIsSentAgainForAnHour) {
  const chp::Error refusal = XError(chp::Code::kAuth, "x.unauthorized", 401);
  for (int tries = 0; tries < 20; ++tries) x_.posts.plans.Add(Refused(refusal));
  EXPECT_EQ(ReasonOfLast(SendUntilKnown(PostReply())), "x.unauthorized");
  EXPECT_EQ(x_.posts.requests.size(), 13u) << "every five minutes";
}

// A first request that was lost, and a copy of the second.
TEST_F(Reconcile, ARefusedSignatureOfALaterTryIsLookedForToo) {
  x_.posts.plans.Add(LostRequest());
  x_.posts.plans.Add(AcceptedBut(XError(chp::Code::kAuth, "x.unauthorized", 401)));
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(SentId(), testing::kFirstSentId);
  EXPECT_EQ(x_.posts.timeline.size(), 1u);
}

TEST_F(Reconcile, DeadCredentialsAreARefusalAtOnce) {
  const chp::Error refusal = XError(chp::Code::kAuth, "x.unauthorized", 401);
  x_.posts.plans.Add(Refused(refusal));
  x_.posts.read_faults.FailAt(1, refusal);
  const auto sent = Send(PostReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error(), refusal);
}

}  // namespace
}  // namespace twitter
