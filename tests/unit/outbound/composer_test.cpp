// What will be posted for a reply, and what is refused.
#include "twitter_channel/outbound/composer.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/unit/outbound/reply_fixture.hpp"

namespace twitter {
namespace {

using testing::MessageReply;
using testing::PostReply;

Composition ComposeFor(const chp::Reply& reply) {
  const auto config = testing::TestConfig();
  return Compose(reply, *config, config->accounts.front());
}

std::string RefusalOf(const chp::Reply& reply) {
  const Composition composition = ComposeFor(reply);
  return composition.refusal ? composition.refusal->reason : "";
}

TEST(Composer, SendsTheTextAsWritten) {
  const std::string text = "Hello * <b> & \xF0\x9F\x98\x80\nsecond line";
  EXPECT_EQ(ComposeFor(PostReply(text)).text, text);
}

TEST(Composer, DropsWhiteSpaceAround) {
  EXPECT_EQ(ComposeFor(PostReply("  \n Hello \t ")).text, "Hello");
}

TEST(Composer, KeepsOneLineEndStyle) {
  EXPECT_EQ(ComposeFor(PostReply("one\r\ntwo")).text, "one\ntwo");
}

TEST(Composer, AnswersThePost) {
  EXPECT_EQ(ComposeFor(PostReply()).in_reply_to, "2087400000000000001");
}

TEST(Composer, NamesAuthorAndOthersButNotUs) {
  EXPECT_EQ(ComposeFor(PostReply()).mentions, (std::vector<std::string>{"Jo", "ann"}));
}

TEST(Composer, RemovesLeadingHandlesThatXAdds) {
  EXPECT_EQ(ComposeFor(PostReply("@jo @Ann  thanks @jo")).text, "thanks @jo");
}

TEST(Composer, KeepsLeadingHandlesOfOthers) {
  EXPECT_EQ(ComposeFor(PostReply("@jo @bob thanks")).text, "@bob thanks");
}

TEST(Composer, KeepsAHandleWithPunctuation) {
  EXPECT_EQ(ComposeFor(PostReply("@jo: thanks")).text, "@jo: thanks");
}

TEST(Composer, KeepsHandlesOfANewPost) {
  chp::Reply reply = PostReply("@jo hello");
  reply.in_reply_to = {};
  EXPECT_EQ(ComposeFor(reply).text, "@jo hello");
}

TEST(Composer, WarnsAboutANewPost) {
  chp::Reply reply = PostReply();
  reply.in_reply_to = {};
  const Composition composition = ComposeFor(reply);
  ASSERT_EQ(composition.warnings.size(), 1u);
  EXPECT_EQ(composition.warnings[0].reason, "compose.new_post");
}

TEST(Composer, IgnoresTheContextOfAnotherPost) {
  chp::Reply reply = PostReply("@jo hello");
  reply.in_reply_to = "99";
  EXPECT_EQ(ComposeFor(reply).text, "@jo hello");
}

TEST(Composer, ExcludesWhoShallNotBeNamed) {
  chp::Reply reply = PostReply();
  reply.options_json = R"({"exclude_mentions": [{"handle": "@ANN"}]})";
  const Composition composition = ComposeFor(reply);
  EXPECT_EQ(composition.mentions, (std::vector<std::string>{"Jo"}));
  EXPECT_EQ(composition.exclude_user_ids, (std::vector<std::string>{"3002"}));
}

TEST(Composer, SaysThatTheAuthorIsAlwaysNamed) {
  chp::Reply reply = PostReply();
  reply.options_json = R"({"exclude_mentions": [{"handle": "jo"}]})";
  const Composition composition = ComposeFor(reply);
  EXPECT_TRUE(composition.exclude_user_ids.empty());
  ASSERT_EQ(composition.warnings.size(), 1u);
  EXPECT_EQ(composition.warnings[0].reason, "compose.author_is_named");
}

TEST(Composer, AddsNoInitialsUnlessAsked) {
  chp::Reply reply = PostReply("Hi");
  reply.agent_json = R"({"first_name": "Anna", "last_name": "Schmidt"})";
  EXPECT_EQ(ComposeFor(reply).text, "Hi");
}

TEST(Composer, CountsInitials) {
  chp::Reply reply = PostReply("Hi");
  reply.options_json = R"({"initials": true})";
  reply.agent_json = R"({"first_name": "anna", "last_name": "schmidt"})";
  const Composition composition = ComposeFor(reply);
  EXPECT_EQ(composition.text, "Hi\n/AS");
  EXPECT_EQ(composition.length, 6u);
}

TEST(Composer, AddsInitialsToDirectMessages) {
  chp::Reply reply = MessageReply("Hi");
  reply.options_json = R"({"initials": true})";
  reply.agent_json = R"({"first_name": "Anna", "last_name": "Schmidt"})";
  EXPECT_EQ(ComposeFor(reply).text, "Hi\n/AS");
}

TEST(Composer, TakesExactly280) { EXPECT_EQ(RefusalOf(PostReply(std::string(280, 'a'))), ""); }

TEST(Composer, Refuses281WithNumbers) {
  const Composition composition = ComposeFor(PostReply(std::string(281, 'a')));
  ASSERT_TRUE(composition.refusal.has_value());
  EXPECT_EQ(composition.refusal->reason, "compose.too_long");
  EXPECT_NE(composition.refusal->message.find("281 of 280"), std::string::npos);
}

TEST(Composer, RefusesWhatOnlyInitialsMakeTooLong) {
  const std::string text(278, 'a');
  chp::Reply reply = PostReply(text);
  reply.options_json = R"({"initials": true})";
  EXPECT_EQ(RefusalOf(reply), "compose.too_long");
}

TEST(Composer, DoesNotCountHandlesThatXAdds) {
  EXPECT_EQ(RefusalOf(PostReply("@jo " + std::string(280, 'a'))), "");
}

TEST(Composer, TakesTenThousandInADirectMessage) {
  EXPECT_EQ(RefusalOf(MessageReply(std::string(10'000, 'a'))), "");
}

TEST(Composer, RefusesALongerDirectMessage) {
  EXPECT_EQ(RefusalOf(MessageReply(std::string(10'001, 'a'))), "compose.too_long");
}

TEST(Composer, RefusesEmptyText) { EXPECT_EQ(RefusalOf(PostReply("")), "compose.empty"); }

TEST(Composer, RefusesWhiteSpaceOnly) {
  EXPECT_EQ(RefusalOf(PostReply(" \n\t ")), "compose.empty");
}

TEST(Composer, RefusesInitialsWithoutText) {
  chp::Reply reply = PostReply(" ");
  reply.options_json = R"({"initials": true})";
  EXPECT_EQ(RefusalOf(reply), "compose.empty");
}

TEST(Composer, RefusesHandlesWithoutText) {
  EXPECT_EQ(RefusalOf(PostReply("@jo @ann ")), "compose.empty");
}

TEST(Composer, RefusesNamesOfOthersWithoutText) {
  EXPECT_EQ(RefusalOf(PostReply("@jo @bob @carl")), "compose.only_mentions");
}

TEST(Composer, RefusesInvisibleCharactersOnly) {
  EXPECT_EQ(RefusalOf(PostReply("\u200B\u2060\u200E\uFE0F")), "compose.empty");
}

TEST(Composer, LeavesOutControlCharactersAndSaysSo) {
  const Composition composition = ComposeFor(PostReply("a\x01\x1B\uFEFF b\uFFFE"));
  EXPECT_EQ(composition.text, "a b");
  ASSERT_EQ(composition.warnings.size(), 1u);
  EXPECT_EQ(composition.warnings[0].reason, "compose.characters_removed");
  EXPECT_NE(composition.warnings[0].message.find("4"), std::string::npos);
}

TEST(Composer, KeepsJoinersAndDirectionMarks) {
  const std::string text = "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645 \u2067a\u2069";
  EXPECT_EQ(ComposeFor(PostReply(text)).text, text);
}

TEST(Composer, TakesEveryLineEndForOne) {
  EXPECT_EQ(ComposeFor(PostReply("a\rb\vc\fd\u0085e\n\nf")).text, "a\nb\nc\nd\ne\n\nf");
}

TEST(Composer, RefusesAHundredThousandCharacters) {
  EXPECT_EQ(RefusalOf(PostReply(std::string(100'000, 'a'))), "compose.too_long");
  EXPECT_EQ(RefusalOf(MessageReply(std::string(100'000, 'a'))), "compose.too_long");
}

TEST(Composer, RefusesAttachments) {
  chp::Reply reply = PostReply();
  reply.attachments.emplace_back();
  EXPECT_EQ(RefusalOf(reply), "compose.attachments_unsupported");
}

TEST(Composer, RefusesBrokenUtf8) { EXPECT_EQ(RefusalOf(PostReply("a\xFF")), "compose.not_utf8"); }

TEST(Composer, RefusesAnUnknownSurface) {
  chp::Reply reply = PostReply();
  reply.surface = "carrier pigeon";
  EXPECT_EQ(RefusalOf(reply), "compose.unknown_surface");
}

TEST(Composer, RefusesOptionsOfTheWrongType) {
  chp::Reply reply = PostReply();
  reply.options_json = R"({"initials": "yes"})";
  EXPECT_EQ(RefusalOf(reply), "compose.bad_options");
}

TEST(Composer, RefusesOptionsThatAreNoObject) {
  chp::Reply reply = PostReply();
  reply.options_json = "[1";
  EXPECT_EQ(RefusalOf(reply), "compose.bad_options");
}

TEST(Composer, RefusesADamagedContext) {
  chp::Reply reply = PostReply();
  reply.context_json = R"({"kind": 5})";
  EXPECT_EQ(RefusalOf(reply), "reply.context");
}

TEST(Composer, WritesToTheRecipientTheHostNames) {
  chp::Reply reply = MessageReply();
  reply.recipient_id = "9007199254740993";
  EXPECT_EQ(ComposeFor(reply).recipient_id, "9007199254740993");
}

TEST(Composer, WritesToTheCounterpartOtherwise) {
  EXPECT_EQ(ComposeFor(MessageReply()).recipient_id, "3001");
}

TEST(Composer, AnswersAPostByDirectMessage) {
  chp::Reply reply = MessageReply();
  reply.context_json = testing::kPostContext;
  EXPECT_EQ(ComposeFor(reply).recipient_id, "3001");
}

TEST(Composer, RefusesADirectMessageToNobody) {
  chp::Reply reply = MessageReply();
  reply.context_json = {};
  EXPECT_EQ(RefusalOf(reply), "compose.no_recipient");
}

TEST(Composer, RefusesADirectMessageToOurselves) {
  chp::Reply reply = MessageReply();
  reply.recipient_id = "2001";
  EXPECT_EQ(RefusalOf(reply), "compose.no_recipient");
}

TEST(Composer, KeepsHandlesInDirectMessages) {
  EXPECT_EQ(ComposeFor(MessageReply("@jo hello")).text, "@jo hello");
}

}  // namespace
}  // namespace twitter
