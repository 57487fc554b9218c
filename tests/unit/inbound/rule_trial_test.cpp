// Trying changed rules on what was kept, and taking what they take.
#include "twitter_channel/inbound/rule_trial.hpp"

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"

namespace twitter::testing {
namespace {

namespace json = boost::json;

class RuleTrialTest : public ::testing::Test {
 protected:
  RuleTrialTest() { host_.clock.now_ms = 1'670'700'000'000; }

  // Delivers a recorded body as the account's settings were.
  void Receive(std::string_view body, std::string_view sync) {
    chp::Message message = WebhookBench({.sync = sync}).Message(body);
    const FakeIngest::Key key{message.account_id, message.external_id};
    host_.ingest.messages.insert_or_assign(key, std::move(message));
  }
  chp::Result<std::string> Act(std::string_view action_id, std::string_view input,
                               std::string_view sync, std::string_view account = kOurAccountId) {
    chp::ActionInput action;
    action.id = action_id;
    action.account_id = account;
    action.input_json = input;
    const auto config = ConfigOf({.sync = sync});
    RuleTrial trial(host_.ports());
    return action_id == "rules.take" ? trial.Take(call_, action, *config)
                                     : trial.DryRun(call_, action, *config);
  }

  FakeHost host_;
  FakeCall call_;
};

constexpr std::string_view kNothing = "{}";

TEST_F(RuleTrialTest, TellsWhatEditedSettingsWouldTake) {
  Receive("tweet_create-user_mention", kNothing);
  const auto told = Act("rules.dry_run", R"({"days":30,"settings":
      "{\"sync\":{\"mentions\":{\"group_id\":\"4\"}}}"})",
                        kNothing);
  ASSERT_TRUE(told.ok()) << told.error().message;
  const json::object report = json::parse(*told).as_object();
  EXPECT_EQ(report.at("looked_at"), 1);
  EXPECT_EQ(report.at("taken"), 1);
  EXPECT_EQ(report.at("left"), 0);
  const json::object& change = report.at("changes").at(0).as_object();
  EXPECT_EQ(change.at("before"), "context");
  EXPECT_EQ(change.at("after"), "ticket");
  EXPECT_EQ(change.at("group_id"), "4");
  EXPECT_EQ(change.at("why").at("source"), "reply");
  EXPECT_TRUE(host_.ingest.batches.empty());
}

TEST_F(RuleTrialTest, TellsWhatWouldBeLeftOutAndByWhichRule) {
  Receive("tweet_create-user_mention", kUsualSync);
  const auto told = Act("rules.dry_run", R"({"days":30,"settings":
      "{\"sync\":{\"mentions\":{\"group_id\":\"1\"},\"rules\":[{\"what\":\"exclude_word\",\"value\":\"parcel\"}]}}"})",
                        kUsualSync);
  ASSERT_TRUE(told.ok()) << told.error().message;
  const json::object report = json::parse(*told).as_object();
  EXPECT_EQ(report.at("left"), 1);
  EXPECT_EQ(report.at("changes").at(0).at("why").at("refused").at(0).at("value"), "parcel");
}

TEST_F(RuleTrialTest, WithoutEditedSettingsTheSavedOnesAreTried) {
  Receive("tweet_create-user_mention", kNothing);
  EXPECT_EQ(json::parse(*Act("rules.dry_run", R"({"days":30})", kUsualSync)).at("taken"), 1);
  EXPECT_EQ(json::parse(*Act("rules.dry_run", R"({"days":30})", kNothing)).at("taken"), 0);
}

TEST_F(RuleTrialTest, LooksBackAsFarAsAsked) {
  Receive("tweet_create-user_mention", kNothing);
  EXPECT_EQ(json::parse(*Act("rules.dry_run", R"({"days":1})", kUsualSync)).at("looked_at"), 0);
}

TEST_F(RuleTrialTest, OwnMessagesAreNotTried) {
  Receive("tweet_create-own_reply", kUsualSync);
  EXPECT_EQ(json::parse(*Act("rules.dry_run", R"({"days":30})", kUsualSync)).at("looked_at"), 0);
}

TEST_F(RuleTrialTest, WhatSomebodyTookByHandIsNotTried) {
  Receive("tweet_create-user_mention", kUsualSync);
  host_.ingest.messages.begin()->second.source = "by_hand";
  EXPECT_EQ(json::parse(*Act("rules.dry_run", R"({"days":30})", kNothing)).at("looked_at"), 0);
}

TEST_F(RuleTrialTest, TakingDeliversAgainWhatTheRulesTakeNow) {
  Receive("tweet_create-user_mention", kNothing);
  EXPECT_EQ(*Act("rules.take", R"({"days":30})", kUsualSync), R"({"taken":1})");
  ASSERT_EQ(host_.ingest.batches.size(), 1u);
  const chp::Message& message = host_.ingest.batches[0].messages.at(0);
  EXPECT_EQ(message.role, chp::Role::kOpen);
  EXPECT_EQ(message.group_id, "1");
  EXPECT_EQ(message.source, "reply");
}

TEST_F(RuleTrialTest, WhatIsTakenLaterIsCompletedLikeWhatIsTakenAtOnce) {
  for (const char* body :
       {"tweet_create-user_mention_with_media", "direct_message-incoming_with_media"}) {
    host_.ingest.messages.clear();
    Receive(body, kUsualSync);
    const auto at_once = std::exchange(host_.ingest.messages, {}).begin()->second.jobs;
    ASSERT_FALSE(at_once.empty()) << body;
    Receive(body, kNothing);
    EXPECT_TRUE(host_.ingest.messages.begin()->second.jobs.empty()) << body;
    ASSERT_TRUE(Act("rules.take", R"({"days":365})", kUsualSync).ok());
    const auto later = host_.ingest.batches.back().messages.at(0).jobs;
    ASSERT_EQ(later.size(), at_once.size()) << body;
    for (std::size_t i = 0; i < later.size(); ++i) {
      EXPECT_EQ(later[i].id, at_once[i].id);
      EXPECT_EQ(later[i].payload_json, at_once[i].payload_json);
    }
  }
}

TEST_F(RuleTrialTest, WhatIsATicketIsNotTakenAgain) {
  Receive("tweet_create-user_mention", kUsualSync);
  EXPECT_EQ(*Act("rules.take", R"({"days":30})", kUsualSync), R"({"taken":0})");
  EXPECT_TRUE(host_.ingest.batches.empty());
}

TEST_F(RuleTrialTest, AStoreThatFailsIsToldAndNothingIsClaimed) {
  Receive("tweet_create-user_mention", kNothing);
  for (int operation = 1; operation <= 2; ++operation) {
    host_.ingest.faults.FailAt(operation, StoreFailure());
    EXPECT_FALSE(Act("rules.take", R"({"days":30})", kUsualSync).ok());
  }
  EXPECT_EQ(*Act("rules.take", R"({"days":30})", kUsualSync), R"({"taken":1})");
}

TEST_F(RuleTrialTest, BadInputIsNamed) {
  EXPECT_EQ(Act("rules.dry_run", R"({"days":0})", kUsualSync).error().reason, "rules.days");
  EXPECT_EQ(Act("rules.dry_run", "[]", kUsualSync).error().reason, "config.json");
  EXPECT_EQ(Act("rules.dry_run", R"({"settings":"["})", kUsualSync).error().reason, "config.json");
  EXPECT_EQ(Act("rules.dry_run", R"({"settings":"{\"sync\":{\"search\":[{}]}}"})", kUsualSync)
                .error()
                .reason,
            "config.search");
  EXPECT_EQ(Act("rules.dry_run", "{}", kUsualSync, "99").error().reason, "account.unknown");
}

TEST_F(RuleTrialTest, ACancelledTrialEnds) {
  Receive("tweet_create-user_mention", kNothing);
  chp::ActionInput action;
  action.account_id = kOurAccountId;
  action.input_json = R"({"days":30})";
  const auto config = ConfigOf({});
  const FakeCall cancelled([] { return true; });
  EXPECT_EQ(RuleTrial(host_.ports()).DryRun(cancelled, action, *config).error().reason,
            "rules.interrupted");
}

}  // namespace
}  // namespace twitter::testing
