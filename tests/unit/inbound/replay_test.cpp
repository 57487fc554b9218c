// Bodies that went to quarantine, read once more.
#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/auth/crypto.hpp"

namespace twitter::testing {
namespace {

class ReplayTest : public ::testing::Test {
 protected:
  chp::Result<std::string> Replay(std::string_view body) {
    return route_.Replay(R"({"body_base64":")" + Base64(body) + "\"}", *ConfigOf({}));
  }

  FakeHost host_;
  WebhookRoute route_{host_.ports()};
};

TEST_F(ReplayTest, ABodyThatCanBeReadNowIsDelivered) {
  const auto done = Replay(RecordedBody("tweet_create-user_mention"));
  ASSERT_TRUE(done.ok()) << done.error().message;
  EXPECT_NE(host_.ingest.Stored(kOurAccountId, "1601234567890123457"), nullptr);
}

TEST_F(ReplayTest, OneThatStillCannotBeReadSaysWhy) {
  EXPECT_EQ(Replay("no json").error().reason, "x.body_not_json");
  EXPECT_EQ(
      Replay(R"({"for_user_id":"1497182655123456789","tweet_create_events":[5]})").error().reason,
      "x.item_unreadable");
  EXPECT_TRUE(host_.ingest.quarantined.empty());
}

TEST_F(ReplayTest, AnAccountThatIsNotLinkedIsNamed) {
  EXPECT_EQ(Replay(R"({"for_user_id":"5"})").error().reason, "account.unknown");
}

TEST_F(ReplayTest, AStoreThatFailsIsToldSo) {
  host_.ingest.faults.FailAt(1, StoreFailure());
  EXPECT_EQ(Replay(RecordedBody("tweet_create-user_mention")).error().code, chp::Code::kTransient);
}

TEST_F(ReplayTest, WhatIsNotBase64IsRefused) {
  for (const char* input : {"{}", R"({"body_base64":"!"})"}) {
    EXPECT_EQ(route_.Replay(input, *ConfigOf({})).error().reason, "replay.body_base64") << input;
  }
  EXPECT_FALSE(route_.Replay("[]", *ConfigOf({})).ok());
}

}  // namespace
}  // namespace twitter::testing
