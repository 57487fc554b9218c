// A long answer: several messages on X, one remote write per call, each answering the one before.
#include <gtest/gtest.h>

#include "tests/unit/outbound/sender_fixture.hpp"

namespace twitter {
namespace {

using testing::kFirstRemoteId;
using testing::LostAnswer;
using testing::LostRequest;
using testing::MessageReply;
using testing::PostReply;
using testing::Refused;
using testing::XError;

using SenderThread = testing::ThreadTest;

std::string Id(int part) { return std::to_string(kFirstRemoteId + part); }

TEST_F(SenderThread, OneCallWritesOnePart) {
  const auto sent = Send(PostReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(x_.posts.requests.size(), 1u);
  EXPECT_EQ(sent.error().code, chp::Code::kAgain);
  EXPECT_EQ(sent.error().reason, "x.next_part");
  EXPECT_EQ(sent.error().retry_after_ms, 1) << "the next one follows at once";
}

TEST_F(SenderThread, EachPartAnswersTheOneBefore) {
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  ASSERT_EQ(x_.posts.timeline.size(), 3u);
  EXPECT_EQ(x_.posts.timeline[0].in_reply_to_post_id, "2087400000000000001");
  EXPECT_EQ(x_.posts.timeline[1].in_reply_to_post_id, Id(0));
  EXPECT_EQ(x_.posts.timeline[2].in_reply_to_post_id, Id(1));
  EXPECT_EQ(x_.posts.timeline[2].text, "three (3/3)");
}

TEST_F(SenderThread, EachPartIsBoundBeforeTheNextIsWritten) {
  (void)Send(PostReply());
  EXPECT_EQ(host_.journal, (testing::Journal{"bind 7 article-1 " + Id(0)}));
}

TEST_F(SenderThread, TheReceiptOfAnUnfinishedOneNamesWhatIsThere) {
  (void)Send(PostReply());
  ASSERT_EQ(receipt_.parts.size(), 1u);
  EXPECT_EQ(receipt_.parts[0].external_id, Id(0));
}

TEST_F(SenderThread, TheReceiptNamesAllParts) {
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  ASSERT_EQ(receipt_.parts.size(), 3u);
  EXPECT_EQ(receipt_.parts[0].external_id, Id(0));
  EXPECT_EQ(receipt_.parts[2].external_id, Id(2));
  EXPECT_NE(receipt_.article_json.find("@acme"), std::string::npos);
}

TEST_F(SenderThread, OfDirectMessagesAllGoToTheSamePerson) {
  ASSERT_TRUE(SendUntilKnown(MessageReply()).ok());
  ASSERT_EQ(x_.direct_messages.sent.size(), 3u);
  for (const auto& message : x_.direct_messages.sent) EXPECT_EQ(message.recipient.id, "3001");
}

TEST_F(SenderThread, ARefusedPartSaysWhatIsThere) {
  (void)Send(PostReply());
  x_.posts.plans.Add(Refused(XError(chp::Code::kRejected, "x.reply_not_allowed", 403)));
  const auto sent = Send(PostReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().reason, "x.reply_not_allowed");
  EXPECT_TRUE(sent.error().message.starts_with("1 of 3 parts")) << sent.error().message;
  EXPECT_EQ(receipt_.parts.size(), 1u);
}

TEST_F(SenderThread, SentAgainItGoesOnWithTheRefusedPart) {
  (void)Send(PostReply());
  x_.posts.plans.Add(Refused(XError(chp::Code::kRejected, "x.reply_not_allowed", 403)));
  (void)Send(PostReply());
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(x_.posts.timeline.size(), 3u);
}

TEST_F(SenderThread, APartWhoseAnswerWasLostIsFound) {
  (void)Send(PostReply());
  x_.posts.plans.Add(LostAnswer());
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(x_.posts.requests.size(), 3u);
}

TEST_F(SenderThread, APartThatNeverArrivedIsWrittenAgain) {
  (void)Send(PostReply());
  x_.posts.plans.Add(LostRequest());
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(x_.posts.requests.size(), 4u);
  EXPECT_EQ(x_.posts.timeline.size(), 3u);
}

TEST_F(SenderThread, PartsThatReadTheSameAreNotTakenForOneAnother) {
  texts_ = {"ok", "ok"};
  (void)Send(MessageReply());
  x_.direct_messages.plans.Add(LostRequest());
  (void)Send(MessageReply());
  EXPECT_EQ(ReasonOf(MessageReply()), "x.checking");
  EXPECT_EQ(receipt_.parts.size(), 1u);
}

TEST_F(SenderThread, GoesOnAsItBeganWhateverIsComposedNow) {
  (void)Send(PostReply());
  texts_ = {"all in one, since the account may write long posts now"};
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(x_.posts.timeline.size(), 3u);
  EXPECT_EQ(x_.posts.timeline[2].text, "three (3/3)");
}

TEST_F(SenderThread, GoesOnAlthoughItWouldBeRefusedNow) {
  (void)Send(PostReply());
  refusal_ = ComposeNote{"compose.too_late", "The budget is used up."};
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(x_.posts.timeline.size(), 3u);
}

TEST_F(SenderThread, IsNotContinuedByAnotherPersonsAccount) {
  (void)Send(PostReply());
  config_ = testing::ConfigOfAccount("2002");
  EXPECT_EQ(ReasonOf(PostReply()), "account.changed");
  EXPECT_EQ(x_.posts.requests.size(), 1u);
}

TEST_F(SenderThread, NothingLeavesBeforeItIsConfirmed) {
  confirmations_ = {{"needs_confirmation.personal_data", "It looks like a phone number."}};
  EXPECT_EQ(ReasonOf(PostReply()), "needs_confirmation.personal_data");
  EXPECT_TRUE(x_.posts.requests.empty());
  EXPECT_TRUE(host_.kv.entries.empty());
}

TEST_F(SenderThread, TextsAreKeptAsASecretUntilAllIsThere) {
  (void)Send(PostReply());
  const std::string key = "account/7/out/";
  for (const auto& [name, entry] : host_.kv.entries) {
    EXPECT_EQ(entry.secret, name.starts_with(key)) << name;
  }
  ASSERT_TRUE(SendUntilKnown(PostReply()).ok());
  for (const auto& [name, entry] : host_.kv.entries) {
    EXPECT_EQ(entry.value.find("(1/3)"), std::string::npos) << name;
  }
}

TEST_F(SenderThread, APersonDecidesAboutOnePart) {
  (void)Send(MessageReply());
  x_.direct_messages.plans.Add(LostRequest());
  (void)Send(MessageReply());
  x_.direct_messages.page_size = 0;  // no look sees anything
  ASSERT_EQ(ReasonOfLast(SendUntilKnown(MessageReply())), "x.uncertain");
  chp::Reply again = MessageReply();
  again.force = true;
  ASSERT_TRUE(SendUntilKnown(again).ok());
  EXPECT_EQ(x_.direct_messages.sent.size(), 3u);
}

TEST_F(SenderThread, ALaterPartThatWaitsForANewTokenSaysWhatIsOnX) {
  ASSERT_EQ(ReasonOf(PostReply()), "x.next_part");
  x_.auth.prepare_error = XError(chp::Code::kAuth, "x.invalid_token", 401);
  const auto sent = Send(PostReply());
  ASSERT_FALSE(sent.ok());
  EXPECT_TRUE(sent.error().message.starts_with("1 of 3 parts")) << sent.error().message;
  x_.auth.prepare_error.reset();
  EXPECT_TRUE(SendUntilKnown(PostReply()).ok());
  EXPECT_EQ(x_.posts.timeline.size(), 3u);
}

}  // namespace
}  // namespace twitter
