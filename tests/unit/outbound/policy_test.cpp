// Whether X takes a reply on the plan, what would work instead, and what it costs.
#include "twitter_channel/outbound/policy.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "tests/unit/outbound/reply_fixture.hpp"

namespace twitter {
namespace {

using testing::MessageReply;
using testing::PostReply;

constexpr std::string_view kFound = R"({
  "kind": "post", "id": "2087400000000000001", "author": {"id": "3001", "screen_name": "jo"},
  "conversation_id": "2087400000000000001"})";

class PolicyTest : public ::testing::Test {
 protected:
  // A customer's message that the host took.
  void Arrives(std::string_view id, std::string_view source, std::string_view conversation,
               std::string_view surface = "post") {
    chp::Message message;
    message.account_id = "7";
    message.external_id = id;
    message.source = source;
    message.conversation_id = conversation;
    message.surface = surface;
    message.author.external_id = "3001";
    ASSERT_TRUE(contacts_.Deliver({.messages = {message}, .updates = {}, .jobs = {}}).ok());
  }
  Composition For(const chp::Reply& reply, std::string_view plan = "pay_per_use") const {
    Config config = *testing::TestConfig();
    config.app.plan = PlanNamed(plan).value();
    return Compose(reply, config, config.accounts.front(), &contacts_);
  }
  static chp::Reply ToFound(std::string_view text = "We can help.") {
    chp::Reply reply = PostReply(text);
    reply.context_json = kFound;
    return reply;
  }
  static std::vector<std::string> Offers(const Composition& composition) {
    std::vector<std::string> reasons;
    for (const Alternative& offer : composition.alternatives) reasons.push_back(offer.reason);
    return reasons;
  }

  testing::FakeHost host_;
  ContactBook contacts_{host_.ingest};
};

TEST_F(PolicyTest, APostThatDoesNotNameUsCannotBeAnsweredInPublic) {
  const Composition composition = For(ToFound());
  ASSERT_TRUE(composition.refusal.has_value());
  EXPECT_EQ(composition.refusal->reason, "compose.reply_gate");
  EXPECT_NE(composition.refusal->message.find("@jo neither names nor quotes @acme"),
            std::string::npos);
  EXPECT_EQ(Offers(composition),
            (std::vector<std::string>{"compose.direct_message", "compose.by_hand"}));
  EXPECT_EQ(composition.alternatives.back().url, "https://x.com/i/web/status/2087400000000000001");
}

TEST_F(PolicyTest, TheRefusalIsSaidBeforeAnythingIsWritten) {
  EXPECT_EQ(For(ToFound("")).refusal->reason, "compose.reply_gate");
}

TEST_F(PolicyTest, OtherPlansHaveNoGate) {
  EXPECT_FALSE(For(ToFound(), "enterprise").refusal.has_value());
  EXPECT_FALSE(For(ToFound(), "legacy_v1_1").refusal.has_value());
}

TEST_F(PolicyTest, WhoNamesUsCanBeAnswered) { EXPECT_FALSE(For(PostReply()).refusal.has_value()); }

TEST_F(PolicyTest, WhoQuotesUsCanBeAnswered) {
  chp::Reply reply = ToFound();
  reply.context_json = R"({"kind": "post", "id": "2087400000000000001",
    "author": {"id": "3001", "screen_name": "jo"}, "facts": {"quoted": "5", "quoted_user": "2001"}})";
  EXPECT_FALSE(For(reply).refusal.has_value());
}

TEST_F(PolicyTest, OurOwnPostCanBeContinued) {
  chp::Reply reply = ToFound();
  reply.context_json =
      R"({"kind": "post", "id": "2087400000000000001", "author": {"id": "2001", "screen_name": "acme"}})";
  EXPECT_FALSE(For(reply).refusal.has_value());
}

TEST_F(PolicyTest, WhatIsNotKnownIsLeftToX) {
  chp::Reply reply = ToFound();
  reply.context_json = "";
  EXPECT_FALSE(For(reply).refusal.has_value());
}

TEST_F(PolicyTest, AnAnswerGoesToTheLaterPostThatNamesUs) {
  Arrives("2087500000000000009", "mention", "2087400000000000001");
  const Composition composition = For(ToFound());
  EXPECT_FALSE(composition.refusal.has_value());
  EXPECT_EQ(composition.in_reply_to, "2087500000000000009");
  ASSERT_FALSE(composition.warnings.empty());
  EXPECT_EQ(composition.warnings.front().reason, "compose.answers_mention");
}

TEST_F(PolicyTest, TheLatestOfThemIsAnsweredInWhateverOrderTheyCame) {
  Arrives("2087500000000000009", "mention", "2087400000000000001");
  Arrives("2087500000000000005", "reply", "2087400000000000001");
  Arrives("999", "quote", "2087400000000000001");
  EXPECT_EQ(For(ToFound()).in_reply_to, "2087500000000000009");
}

TEST_F(PolicyTest, APostThatAnswersUsWithoutNamingUsIsTaken) {
  Arrives("2087400000000000001", "reply", "2087400000000000001");
  const Composition composition = For(ToFound());
  EXPECT_FALSE(composition.refusal.has_value());
  EXPECT_TRUE(composition.warnings.empty());
}

TEST_F(PolicyTest, APostElsewhereThatNamesUsIsOffered) {
  Arrives("2087500000000000009", "mention", "2087500000000000009");
  const Composition composition = For(ToFound());
  ASSERT_EQ(Offers(composition).front(), "compose.answer_mention");
  EXPECT_EQ(composition.alternatives.front().in_reply_to, "2087500000000000009");
  EXPECT_EQ(composition.alternatives.front().surface, "post");
}

TEST_F(PolicyTest, WhoWroteToUsBeforeIsSaid) {
  Arrives("5", "direct_message", "2001-3001", "direct_message");
  const Composition composition = For(ToFound());
  EXPECT_NE(composition.alternatives.front().message.find("has written one before"),
            std::string::npos);
}

TEST_F(PolicyTest, ADeletedPostIsNotAnswered) {
  Arrives("2087500000000000009", "mention", "2087400000000000001");
  chp::Update deleted;
  deleted.kind = chp::UpdateKind::kDeleted;
  deleted.account_id = "7";
  deleted.external_id = "2087500000000000009";
  ASSERT_TRUE(contacts_.Deliver({.messages = {}, .updates = {deleted}, .jobs = {}}).ok());
  EXPECT_TRUE(For(ToFound()).refusal.has_value());
}

TEST_F(PolicyTest, WhatTheHostDidNotTakeIsNotKnown) {
  host_.ingest.faults.FailAt(1, testing::StoreFailure());
  chp::Message message;
  message.account_id = "7";
  message.external_id = "2087500000000000009";
  message.source = "mention";
  message.conversation_id = "2087400000000000001";
  message.author.external_id = "3001";
  ASSERT_FALSE(contacts_.Deliver({.messages = {message}, .updates = {}, .jobs = {}}).ok());
  EXPECT_TRUE(For(ToFound()).refusal.has_value());
}

TEST_F(PolicyTest, AfterARestartTheHostsMessagesAreReadOnce) {
  Arrives("2087500000000000009", "mention", "2087400000000000001");
  ContactBook fresh(host_.ingest);
  ASSERT_TRUE(fresh.Learn("7", 0).ok());
  EXPECT_EQ(fresh.PostNamingUs("7", "3001"), "2087500000000000009");
  host_.ingest.faults.FailFrom(1, testing::StoreFailure());
  EXPECT_TRUE(fresh.Learn("7", 0).ok());
}

TEST_F(PolicyTest, TheBookForgetsWhoeverCameFirst) {
  chp::Batch batch;
  for (std::size_t i = 0; i <= ContactBook::kMostPeople; ++i) {
    chp::Message message;
    message.account_id = "7";
    message.external_id = std::to_string(i + 1);
    message.source = "mention";
    message.author.external_id = std::to_string(i);
    batch.messages.push_back(message);
  }
  ASSERT_TRUE(contacts_.Deliver(batch).ok());
  EXPECT_EQ(contacts_.PostNamingUs("7", "0"), std::nullopt);
  EXPECT_EQ(contacts_.PostNamingUs("7", "1"), "2");
}

TEST_F(PolicyTest, MoreCashtagsThanThePlanTakesAreRefused) {
  EXPECT_EQ(For(PostReply("$ACME and $JO")).refusal->reason, "compose.cashtags");
  EXPECT_FALSE(For(PostReply("$ACME costs $5")).refusal.has_value());
  EXPECT_FALSE(For(PostReply("$ACME and $JO"), "enterprise").refusal.has_value());
}

TEST_F(PolicyTest, ANewPostThatNamesPeopleIsWarnedOf) {
  chp::Reply reply = PostReply("@jo hello");
  reply.in_reply_to = "";
  reply.context_json = "";
  const Composition composition = For(reply);
  EXPECT_TRUE(std::any_of(
      composition.warnings.begin(), composition.warnings.end(),
      [](const ComposeNote& note) { return note.reason == "compose.mention_in_new_post"; }));
}

TEST_F(PolicyTest, AnAnswerHasAPrice) {
  const Composition composition = For(PostReply());
  ASSERT_TRUE(composition.price.has_value());
  EXPECT_EQ(composition.price->micro_dollars, 10'000);
  EXPECT_EQ(composition.charges, std::vector<Charge>{Charge::kSummonedReply});
}

TEST_F(PolicyTest, ALinkMultipliesThePriceAndThatIsSaid) {
  const Composition composition = For(PostReply("See https://example.com/help"));
  ASSERT_TRUE(composition.price.has_value());
  EXPECT_EQ(composition.price->micro_dollars, 200'000);
  EXPECT_NE(composition.price->message.find("without it this would be $0.01"), std::string::npos);
}

TEST_F(PolicyTest, ALinkInADirectMessageCostsNothingMore) {
  EXPECT_EQ(For(MessageReply("See https://example.com/help")).price->micro_dollars, 15'000);
}

TEST_F(PolicyTest, APlanWithoutPricesNamesNone) {
  EXPECT_FALSE(For(PostReply(), "enterprise").price.has_value());
}

}  // namespace
}  // namespace twitter
