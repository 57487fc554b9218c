// A public reply that looks like private data waits for the agent's word, in preview and sender.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/outbound/sender_fixture.hpp"
#include "twitter_channel/outbound/composer.hpp"

namespace twitter {
namespace {

using testing::MessageReply;
using testing::PostReply;
using testing::SenderTest;

class Hold : public SenderTest {
 protected:
  Composition ComposeFor(const chp::Reply& reply) const {
    Account account = config_->accounts.front();
    account.settings.order_patterns = {"AC-####"};
    return Compose(reply, *config_, account);
  }
  std::vector<std::string> HeldFor(const chp::Reply& reply) const {
    std::vector<std::string> reasons;
    for (const ComposeNote& note : ComposeFor(reply).confirmations) reasons.push_back(note.reason);
    return reasons;
  }
};

using Reasons = std::vector<std::string>;

TEST_F(Hold, EachKindIsAskedAboutOnce) {
  EXPECT_EQ(HeldFor(PostReply("jo@acme.com, ann@acme.com, +49 30 1234567, 4111 1111 1111 1111, "
                              "AC-4711")),
            (Reasons{"needs_confirmation.email", "needs_confirmation.phone",
                     "needs_confirmation.card", "needs_confirmation.order_number"}));
}

TEST_F(Hold, DirectMessagesArePrivate) {
  EXPECT_EQ(HeldFor(MessageReply("jo@acme.com")), Reasons{});
}

TEST_F(Hold, OnlyWhatIsConfirmedGoes) {
  chp::Reply reply = PostReply("jo@acme.com, +49 30 1234567");
  reply.options_json = R"({"confirmed": [{"what": "email"}]})";
  EXPECT_EQ(HeldFor(reply), Reasons{"needs_confirmation.phone"});
}

TEST_F(Hold, OffersADirectMessage) {
  const Composition composition = ComposeFor(PostReply("jo@acme.com"));
  ASSERT_EQ(composition.alternatives.size(), 1u);
  EXPECT_EQ(composition.alternatives[0].reason, "compose.as_direct_message");
  EXPECT_EQ(composition.alternatives[0].surface, "direct_message");
}

TEST_F(Hold, TheNoteDoesNotRepeatTheData) {
  const Composition composition = ComposeFor(PostReply("4111 1111 1111 1111"));
  ASSERT_EQ(composition.confirmations.size(), 1u);
  EXPECT_EQ(composition.confirmations[0].message.find("4111"), std::string::npos);
}

TEST_F(Hold, WhatIsRefusedIsNotAskedAboutToo) {
  EXPECT_EQ(HeldFor(PostReply("jo@acme.com" + std::string(300, 'a'))), Reasons{});
}

TEST_F(Hold, ASenderWithoutPreviewCannotSkipIt) {
  EXPECT_EQ(ReasonOf(PostReply("jo@acme.com")), "needs_confirmation.email");
  EXPECT_TRUE(x_.posts.requests.empty());
}

TEST_F(Hold, AConfirmedReplyIsSent) {
  chp::Reply reply = PostReply("jo@acme.com");
  EXPECT_EQ(ReasonOf(reply), "needs_confirmation.email");
  reply.options_json = R"({"confirmed": [{"what": "email"}]})";
  EXPECT_EQ(ReasonOf(reply), "");
  ASSERT_EQ(x_.posts.requests.size(), 1u);
  EXPECT_EQ(x_.posts.requests[0].text, "jo@acme.com");
}

TEST(MessageButton, IsALinkToTheAccountAtTheEnd) {
  const auto config = testing::TestConfig();
  chp::Reply reply = PostReply("Tell us more");
  reply.options_json = R"({"message_button": true, "initials": true})";
  reply.agent_json = R"({"first_name": "Anna", "last_name": "Schmidt"})";
  const Composition composition = Compose(reply, *config, config->accounts.front());
  EXPECT_EQ(composition.text,
            "Tell us more\n/AS\nhttps://twitter.com/messages/compose?recipient_id=2001");
  EXPECT_EQ(composition.length, 12u + 4u + 1u + 23u);
  EXPECT_TRUE(composition.confirmations.empty());
}

TEST(MessageButton, HasNoPlaceInADirectMessage) {
  const auto config = testing::TestConfig();
  chp::Reply reply = MessageReply("Found it");
  reply.options_json = R"({"message_button": true})";
  EXPECT_EQ(Compose(reply, *config, config->accounts.front()).text, "Found it");
}

std::shared_ptr<const Config> ConfigWithPattern(std::string_view pattern, std::string& problem) {
  std::string json(testing::kConfigJson);
  const std::string settings = R"("settings": {"sync": {"order_numbers": [{"pattern": ")" +
                               std::string(pattern) + R"("}]}})";
  json.replace(json.find(R"("settings": {})"), 14, settings);
  auto config = ParseConfig({.json = json, .secrets_json = testing::kSecretsJson});
  if (config) return *config;
  problem = config.error().message;
  return nullptr;
}

TEST(OrderNumbers, AreAnAccountsSetting) {
  std::string problem;
  const auto config = ConfigWithPattern("AC-####", problem);
  ASSERT_NE(config, nullptr) << problem;
  EXPECT_EQ(config->accounts[0].settings.order_patterns, Reasons{"AC-####"});
}

TEST(OrderNumbers, NeedADigit) {
  std::string problem;
  EXPECT_EQ(ConfigWithPattern("word", problem), nullptr);
  EXPECT_NE(problem.find("Row 1 of the order numbers"), std::string::npos) << problem;
}

}  // namespace
}  // namespace twitter
