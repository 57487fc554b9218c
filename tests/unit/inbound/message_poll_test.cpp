// Direct messages that are asked for: how far back, what is known, what a failure does.
#include "twitter_channel/inbound/message_poll.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "tests/support/fake_x_api.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter::testing {
namespace {

constexpr std::int64_t kHour = 3'600'000;

class MessagePollTest : public ::testing::Test {
 protected:
  MessagePollTest() { Collect(true); }

  void Collect(bool messages, bool asks_only = true) {
    const std::string group = messages ? R"("direct_messages":{"group_id":2})" : "";
    const std::string json =
        R"({"app":{"generation":"current","asks_only":)" +
        std::string(asks_only ? "true" : "false") +
        R"(},"accounts":[{"id":"7","external_id":"2001","screen_name":"acme","settings":{"sync":{)" +
        group + "}}}]}";
    chp::ConfigInput input;
    input.json = json;
    input.secrets_json =
        R"({"accounts":[{"id":"7","oauth_token":"2001-token","oauth_token_secret":"secret"}]})";
    const auto parsed = ParseConfig(input);
    ASSERT_TRUE(parsed.ok()) << parsed.error().message;
    config_ = *parsed;
  }
  std::string Write(std::int64_t age_ms, std::string text = "it is 4711") {
    DirectMessage message;
    message.created_ms = host_.clock.NowMs() - age_ms;
    message.id = LowestIdAt(message.created_ms);
    message.text = std::move(text);
    message.sender.id = "12";
    message.recipient.id = "2001";
    x_.direct_messages.sent.push_back(message);
    return message.id;
  }
  chp::Error Run() {
    MessagePoll poll(host_.ports(), x_.direct_messages);
    const auto done = poll.Run(call_, *config_, "7");
    return done ? chp::Error{chp::Code::kOk, "", ""} : done.error();
  }
  std::size_t Stored() const { return host_.ingest.messages.size(); }

  FakeHost host_;
  FakeXApi x_{host_.clock};
  FakeCall call_;
  std::shared_ptr<const Config> config_;
};

TEST_F(MessagePollTest, AMessageIsDeliveredOnceAndTheNextTurnComesLater) {
  const std::string id = Write(kHour);
  const chp::Error next = Run();
  EXPECT_EQ(next.reason, "poll.next_turn");
  EXPECT_EQ(next.retry_after_ms, 120'000);
  const chp::Message* message = host_.ingest.Stored("7", id);
  ASSERT_NE(message, nullptr);
  EXPECT_EQ(message->source, "direct_message");
  EXPECT_EQ(message->group_id, "2");
  Run();
  EXPECT_EQ(host_.ingest.batches.size(), 1u) << "what is known is not told again";
}

TEST_F(MessagePollTest, TheFirstTurnLooksBackAsFarAsConfigured) {
  Write(25 * kHour);
  Write(23 * kHour);
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(MessagePollTest, LaterOnesComeHoweverOldTheyAreByThen) {
  Run();
  host_.clock.Advance(30 * kHour);
  Write(29 * kHour);
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(MessagePollTest, WhatTheHostCouldNotStoreIsAskedForAgain) {
  Write(kHour);
  host_.ingest.faults.FailAt(1, StoreFailure());
  EXPECT_EQ(Run().code, chp::Code::kTransient);
  EXPECT_EQ(Stored(), 0u);
  Run();
  EXPECT_EQ(Stored(), 1u);
}

TEST_F(MessagePollTest, NothingIsAskedWhereXSendsThemOrTheyAreNotCollected) {
  Write(kHour);
  Collect(true, false);
  EXPECT_EQ(Run().code, chp::Code::kOk);
  Collect(false);
  EXPECT_EQ(Run().code, chp::Code::kOk);
  EXPECT_EQ(Stored(), 0u);
}

}  // namespace
}  // namespace twitter::testing
