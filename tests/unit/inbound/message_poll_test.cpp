// Direct messages that are asked for: how far back, what is known, what a failure does.
#include "twitter_channel/inbound/message_poll.hpp"

#include <algorithm>

#include "tests/unit/inbound/poll_fixture.hpp"
#include "twitter_channel/inbound/poll_place.hpp"

namespace twitter::testing {
namespace {

class MessagePollTest : public PollTest {
 protected:
  DirectMessage& Write(std::int64_t age_ms, std::string text = "it is 4711") {
    DirectMessage message;
    message.created_ms = host().clock.NowMs() - age_ms;
    message.id = LowestIdAt(message.created_ms);
    message.id.back() = static_cast<char>('1' + written_++ % 9);
    message.text = std::move(text);
    message.sender.id = "12";
    message.sender.screen_name = "jo";
    message.recipient.id = "2001";
    message.conversation_id = "12-2001";
    x().direct_messages.sent.push_back(message);
    return x().direct_messages.sent.back();
  }
  chp::Error Run(std::int64_t outage_ms = 0) {
    MessagePoll poll(host().ports(), x().direct_messages);
    return ErrorOf(poll.Run(call_, *config_, JobOf(Feed::kDirectMessages, outage_ms)));
  }
  void RunUntilRead() {
    for (int run = 0; run < 50; ++run) {
      if (Run().reason == "poll.next_turn") return;
    }
    FAIL() << "it never came to an end";
  }
};

TEST_F(MessagePollTest, AMessageIsDeliveredOnceAndTheNextTurnComesLater) {
  const std::string id = Write(kHourMs).id;
  const chp::Error next = Run();
  EXPECT_EQ(next.reason, "poll.next_turn");
  EXPECT_EQ(next.retry_after_ms, 120'000);
  const chp::Message* message = host().ingest.Stored("7", id);
  ASSERT_NE(message, nullptr);
  EXPECT_EQ(message->source, "direct_message");
  EXPECT_EQ(message->group_id, "2");
  EXPECT_EQ(message->recipients.at(0).handle, "acme");
  Run();
  EXPECT_EQ(host().ingest.batches.size(), 1u) << "what is known is not told again";
}

TEST_F(MessagePollTest, TheFirstTurnLooksBackAsFarAsConfigured) {
  Write(25 * kHourMs);
  Write(23 * kHourMs);
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(MessagePollTest, LaterOnesComeHoweverOldTheyAreByThen) {
  Run();
  host().clock.Advance(30 * kHourMs);
  Write(29 * kHourMs);
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(MessagePollTest, WhatTheHostCouldNotStoreIsAskedForAgain) {
  Write(kHourMs);
  host().ingest.faults.FailAt(1, StoreFailure());
  EXPECT_EQ(Run().code, chp::Code::kTransient);
  EXPECT_EQ(Stored(), 0u);
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(MessagePollTest, PagesAreReadBackToTheLastKnownMessageAndDeliveredOldestFirst) {
  Run();
  host().clock.Advance(24 * kHourMs);
  x().direct_messages.page_size = 4;
  for (int i = 1; i <= 30; ++i) Write(i * 10 * kMinuteMs);
  EXPECT_EQ(Run().reason, "poll.next_turn");
  const std::vector<std::string> delivered = Delivered();
  EXPECT_EQ(delivered.size(), 30u);
  EXPECT_TRUE(std::is_sorted(delivered.begin(), delivered.end(), IsLowerId));
}

TEST_F(MessagePollTest, AQuietTurnAsksForFew) {
  Run();
  Run();
  EXPECT_EQ(x().direct_messages.queries.back().count, 10);
}

TEST_F(MessagePollTest, WhatATurnDoesNotReachIsRememberedAndReadByTheNext) {
  Run();
  host().clock.Advance(24 * kHourMs);
  x().direct_messages.page_size = 2;
  for (int i = 1; i <= 50; ++i) Write(i * 10 * kMinuteMs);
  EXPECT_EQ(Run().reason, "poll.interrupted");
  EXPECT_EQ(Stored(), 16u);
  host().clock.Advance(kMinuteMs);
  Write(1'000);
  RunUntilRead();
  EXPECT_EQ(Stored(), 51u);
  EXPECT_EQ(Delivered().size(), 51u) << "the token goes on, nothing is stored twice";
}

TEST_F(MessagePollTest, HoweverOftenItIsInterruptedOneStretchIsLeft) {
  Run();
  x().direct_messages.page_size = 1;
  for (int turn = 0; turn < 60; ++turn) {
    host().clock.Advance(kHourMs);
    for (int i = 1; i <= 20; ++i) Write(i * kMinuteMs);
    Run();
    const auto place = PollPlaceStore(host().kv, "7", FeedName(Feed::kDirectMessages)).Read();
    ASSERT_TRUE(place.ok());
    ASSERT_LE(place->gaps.size(), 1u) << turn;
  }
}

TEST_F(MessagePollTest, ATokenThatXNoLongerTakesIsReadUpToAgain) {
  Run();
  host().clock.Advance(24 * kHourMs);
  x().direct_messages.page_size = 2;
  for (int i = 1; i <= 40; ++i) Write(i * 10 * kMinuteMs);
  Run();
  x().direct_messages.read_faults.FailAt(1, XError(chp::Code::kRejected, "x.bad_request", 400));
  RunUntilRead();
  EXPECT_EQ(Stored(), 40u);
}

TEST_F(MessagePollTest, AMessageThatAppearsInTheListLateIsFound) {
  Run();
  host().clock.Advance(kHourMs);
  Write(60'000);
  Run();
  Write(5 * kMinuteMs);  // older than the one that was seen
  host().clock.Advance(2 * kMinuteMs);
  Run();
  EXPECT_EQ(Stored(), 2u);
}

TEST_F(MessagePollTest, EveryCrashIsSurvivedWithoutLossOrRepetition) {
  for (int step = 1; step < 40; ++step) {
    BeginAnew();
    Run();
    host().clock.Advance(24 * kHourMs);
    x().direct_messages.page_size = 3;
    for (int i = 1; i <= 40; ++i) Write(i * 10 * kMinuteMs);
    host().kv.faults.FailAt(step, StoreFailure());
    host().ingest.faults.FailAt(step, StoreFailure());
    x().direct_messages.read_faults.FailAt(step, XError(chp::Code::kTransient, "http.no_answer"));
    RunUntilRead();
    EXPECT_EQ(Stored(), 40u) << step;
  }
}

TEST_F(MessagePollTest, XsLimitIsWaitedForAndSomeIsLeftToOthers) {
  Run();
  host().clock.Advance(kHourMs);
  x().direct_messages.page_size = 1;
  for (int i = 1; i <= 3; ++i) Write(i * kMinuteMs);
  x().direct_messages.limit = {.remaining = 3, .reset_ms = host().clock.NowMs() + 600'000};
  const chp::Error limited = Run();
  EXPECT_EQ(limited.reason, "poll.rate_limit");
  EXPECT_EQ(limited.retry_after_ms, 600'000);
  EXPECT_EQ(Stored(), 1u);
  x().direct_messages.limit = {};
  RunUntilRead();
  EXPECT_EQ(Stored(), 3u);
}

TEST_F(MessagePollTest, AGroupConversationIsOneNoticeWithALink) {
  for (int i = 1; i <= 3; ++i) {
    DirectMessage& message = Write(i * kMinuteMs, "a secret of the group");
    message.conversation_id = "1585800613253812228";
    message.is_group = true;
    message.recipient = {};
  }
  DirectMessage& own = Write(10 * kMinuteMs, "ours");
  own.sender.id = "2001";
  own.is_group = true;
  own.conversation_id = "1585800613253812229";
  Run();
  const chp::Message* notice = host().ingest.Stored("7", "group-1585800613253812228");
  ASSERT_NE(notice, nullptr);
  EXPECT_EQ(Stored(), 1u) << "of a group in which only we wrote nothing is told";
  EXPECT_NE(notice->text.find("group conversation"), std::string::npos);
  EXPECT_EQ(notice->text.find("secret"), std::string::npos);
  EXPECT_EQ(notice->permalink, "https://twitter.com/messages/1585800613253812228");
  EXPECT_EQ(notice->customer->external_id, "12");
}

TEST_F(MessagePollTest, BesideEventsItHasAnIntervalOfItsOwnAndFindsWhatTheyLeftOut) {
  Write(kHourMs);
  Collect({.asks_only = false, .polling = R"({"check_messages_minutes":30})"});
  EXPECT_EQ(Run().retry_after_ms, 30 * kMinuteMs);
  EXPECT_TRUE(x().direct_messages.queries.empty()) << "what was before is not asked for";
  host().clock.Advance(30 * kMinuteMs);
  Write(20 * kMinuteMs);
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(MessagePollTest, SwitchedOffItReadsAfterAnOutageOnly) {
  Collect({.asks_only = false, .polling = R"({"check_messages_minutes":0})"});
  EXPECT_EQ(Run().code, chp::Code::kOk);
  Write(5 * kHourMs);
  Write(kHourMs);
  EXPECT_EQ(Run(host().clock.NowMs() - 2 * kHourMs).code, chp::Code::kOk);
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(MessagePollTest, ARefusalDoesNotEndTheJob) {
  x().direct_messages.read_faults.FailAt(1, XError(chp::Code::kRejected, "x.forbidden", 403));
  EXPECT_EQ(Run().reason, "poll.next_turn");
  EXPECT_TRUE(host().log.Contains("X refuses to list direct messages"));
}

TEST_F(MessagePollTest, NothingIsAskedWhereTheyAreNotCollected) {
  Write(kHourMs);
  Collect({.messages = ""});
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_EQ(Stored(), 0u);
}

}  // namespace
}  // namespace twitter::testing
