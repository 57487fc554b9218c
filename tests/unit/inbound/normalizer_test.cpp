// The fields of a message, from recorded webhook bodies (behaviour.md 5.4 to 5.6, 8.2, 8.3).
#include "twitter_channel/inbound/normalizer.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/context.hpp"

namespace twitter::testing {
namespace {

std::string Handles(const std::vector<chp::Party>& parties) {
  std::string handles;
  for (const chp::Party& party : parties) handles += "@" + party.handle + " ";
  return handles;
}

chp::Message Stored(std::string_view name, std::string_view sync = kUsualSync) {
  return WebhookBench({.sync = sync}).Message(name);
}

TEST(NormalizePost, HasTheFieldsOfAMention) {
  const chp::Message message = Stored("tweet_create-user_mention");
  EXPECT_EQ(message.role, chp::Role::kOpen);
  EXPECT_EQ(message.visibility, chp::Visibility::kPublic);
  EXPECT_FALSE(message.own);
  EXPECT_EQ(message.account_id, "7");
  EXPECT_EQ(message.external_id, "1601234567890123457");
  EXPECT_EQ(message.surface, "post");
  EXPECT_EQ(message.group_id, "1");
  EXPECT_EQ(message.in_reply_to, "");
  EXPECT_EQ(message.text, "@AcmeHelp my parcel is late & nobody answers the phone");
  EXPECT_EQ(message.permalink, "https://twitter.com/_/status/1601234567890123457");
  EXPECT_EQ(message.author.handle, "jo_harper");
  EXPECT_EQ(Handles(message.recipients), "@AcmeHelp ");
}

TEST(NormalizePost, TheTitleIsTheReadableText) {
  EXPECT_EQ(Stored("tweet_create-user_mention").subject,
            "@AcmeHelp my parcel is late & nobody answers the phone");
}

TEST(NormalizePost, ACustomersPostIsAboutItsAuthor) {
  EXPECT_EQ(Stored("tweet_create-user_mention").customer, std::nullopt);
}

TEST(NormalizePost, TheTimeIsThePostsOwn) {
  EXPECT_EQ(Stored("tweet_create-user_mention").sent_ms, 1'670'595'605'123);
}

TEST(NormalizePost, TheIdIsTheStringWhereTheNumberDiffers) {
  const std::string body = RecordedBody("tweet_create-user_mention");
  ASSERT_NE(Json(body).at("tweet_create_events").at(0).at("id").as_int64(), 1601234567890123457);
  EXPECT_EQ(Stored("tweet_create-user_mention").external_id, "1601234567890123457");
}

TEST(NormalizePost, HasTheAttributesOfTheReference) {
  EXPECT_EQ(Json(Stored("tweet_create-user_mention").attributes_json), Json(R"({
    "mention_ids": ["1497182655123456789"],
    "geo": {},
    "retweeted": false,
    "possibly_sensitive": false,
    "in_reply_to_user_id": "1497182655123456789",
    "place": {},
    "retweet_count": 0,
    "source": "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
    "favorited": false,
    "truncated": false})"));
}

TEST(NormalizePost, SaysWhyItWasTaken) {
  WebhookBench bench(
      {.sync = R"({"quotes":{"group_id":"4"},"search":[{"term":"CAN","group_id":"5"}]})"});
  bench.host.clock.now_ms = 1'670'598'901'000;  // a second after it was written
  EXPECT_EQ(Json(bench.Message("tweet_create-quote").match_json),
            Json(R"({"source":"quote","detail":"AcmeHelp","matches":[
                {"source":"quote","detail":"AcmeHelp"},{"source":"search_term","detail":"CAN"}]})"));
}

TEST(NormalizePost, AQuoteNobodyAskedForIsContextWithoutASource) {
  const chp::Message message = Stored("tweet_create-quote");
  EXPECT_EQ(message.role, chp::Role::kContext);
  EXPECT_EQ(message.source, "");
}

// P35
TEST(NormalizePost, EverybodyNamedIsARecipientOnce) {
  EXPECT_EQ(Handles(Stored("tweet_create-user_mention_multiple").recipients),
            "@AcmeHelp @SamOkafor ");
}

// P36
// The host takes nobody without an id, and would refuse the whole message.
TEST(NormalizePost, WhoIsNamedWithoutAnIdIsNoRecipient) {
  const auto config = ConfigOf({});
  Post post;
  post.id = "100";
  post.author.id = "2871234567";
  post.entities.mentions.push_back({"", "acme", "", {0, 5}});
  post.entities.mentions.push_back({"55", "jo", "", {6, 9}});
  const chp::Message message =
      NormalizePost(Post(post), Routing(), config->accounts.at(0), *config);
  EXPECT_EQ(Handles(message.recipients), "@jo ");
}

TEST(NormalizePost, ALongTweetIsComplete) {
  EXPECT_EQ(Stored("tweet_create-user_mention_extended").text,
            "@AcmeHelp I ordered a watering can three weeks ago, the parcel page said \"handed "
            "over\" on Monday,\nthen nothing, then \"handed over\" again. See "
            "https://parcels.example.com/track?id=77&lang=en for the whole story, and the picture "
            "of the box that did arrive with somebody else's shoes in it #acmefail 🌻 "
            "https://twitter.com/jo_harper/status/1601234567890123471/photo/1");
}

TEST(NormalizePost, ALongTweetHasAShortTitleOnOneLine) {
  EXPECT_EQ(Stored("tweet_create-user_mention_extended").subject,
            "@AcmeHelp I ordered a watering can three weeks ago, the parcel page said \"handed...");
}

// P37
TEST(NormalizePost, LinksSayWhereTheyLead) {
  EXPECT_EQ(Stored("tweet_create-user_mention_with_url").text,
            "@AcmeHelp https://acme.example.com/help");
}

TEST(NormalizePost, LinksSayWhereTheyLeadInTheTitleToo) {
  EXPECT_EQ(Stored("tweet_create-user_mention_with_url").subject,
            "@AcmeHelp https://acme.example.com/help");
}

// P38
TEST(NormalizePost, MediaLinksLeadToTheirPage) {
  EXPECT_EQ(Stored("tweet_create-user_mention_with_media").text,
            "@AcmeHelp https://twitter.com/jo_harper/status/1601234567890123487/photo/1");
}

// P28 to P33, as far as a message says it: the host connects it to its parent.
TEST(NormalizePost, AnAnswerNamesItsParent) {
  const chp::Message message = Stored("tweet_create-response");
  EXPECT_EQ(message.in_reply_to, "1601234567890123457");
  EXPECT_EQ(message.parent_ids, std::vector<std::string>{"1601234567890123457"});
}

TEST(NormalizePost, AnAnswersConversationIsUnknownInV11) {
  EXPECT_EQ(Stored("tweet_create-response").conversation_id, "");
}

TEST(NormalizePost, APostThatAnswersNothingBeginsItsConversation) {
  EXPECT_EQ(Stored("tweet_create-user_mention").conversation_id, "1601234567890123457");
}

// P40
TEST(NormalizePost, ATrackedRepostIsAMessage) {
  const chp::Message message =
      Stored("tweet_create-retweet", R"({"mentions":{"group_id":"1"},"track_retweets":true})");
  EXPECT_EQ(message.source, "repost");
  EXPECT_EQ(message.text,
            "RT @AcmeHelp: Summer opening hours start on Monday. Questions? Ask us here.");
}

TEST(NormalizePost, OurOwnAnswerIsOursAndJoins) {
  const chp::Message message = Stored("tweet_create-own_reply");
  EXPECT_TRUE(message.own);
  EXPECT_TRUE(message.author.own);
  EXPECT_EQ(message.role, chp::Role::kJoin);
  EXPECT_EQ(message.source, "own");
  EXPECT_EQ(message.customer, std::nullopt);
  EXPECT_EQ(message.in_reply_to, "1601234567890123457");
}

TEST(NormalizePost, TellsTheComposerWhomToAnswer) {
  auto context = ParseContext(Stored("tweet_create-user_mention_multiple").context_json);
  ASSERT_TRUE(context);
  context->facts = {};  // for the router
  EXPECT_EQ(*context, (ReplyContext{.kind = ReplyContext::Kind::kPost,
                                    .id = "1601234567890123463",
                                    .author = {"2871234567", "jo_harper"},
                                    .mentions = {{"1497182655123456789", "AcmeHelp"},
                                                 {"1388112233445566778", "SamOkafor"}},
                                    .conversation_id = "1601234567890123463",
                                    .counterpart = {}}));
}

// P01 to P06: what a host needs to make the customer's record.
TEST(PartyFrom, SaysWhoTheCustomerIs) {
  const chp::Party author = Stored("tweet_create-user_mention").author;
  EXPECT_EQ(author.external_id, "2871234567");
  EXPECT_EQ(author.display_name, "jo harper");
  EXPECT_EQ(author.avatar_url,
            "https://pbs.twimg.com/profile_images/2871234567/jo_harper_normal.jpg");
  EXPECT_EQ(Json(author.extra_json), Json(R"({"web":"https://t.co/JoHarper01",
      "note":"Gardens, parcels & patience.","address":"Leeds, England","followers":22})"));
}

TEST(PartyFrom, AnotherAccountOfTheConnectionIsOwn) {
  WebhookBench bench({.sam_is_ours = true});
  EXPECT_TRUE(bench.Message("tweet_create-quote").author.own);
}

TEST(PartyFrom, WhoIsKnownByIdOnlyHasNoExtra) {
  User user;
  user.id = "5";
  EXPECT_EQ(PartyFrom(User(user), *ConfigOf({})).extra_json, "");
}

// P13, P19
TEST(NormalizeDirectMessage, HasTheFieldsOfAnIncomingMessage) {
  const chp::Message message = Stored("direct_message-incoming");
  EXPECT_EQ(message.role, chp::Role::kOpen);
  EXPECT_EQ(message.visibility, chp::Visibility::kPrivate);
  EXPECT_EQ(message.external_id, "1601300000000000019");
  EXPECT_EQ(message.surface, "direct_message");
  EXPECT_EQ(message.source, "direct_message");
  EXPECT_EQ(message.group_id, "2");
  EXPECT_EQ(message.subject, "Hello! My order is 4711 & it never came.");
  EXPECT_EQ(message.text, "Hello! My order is 4711 & it never came.");
  EXPECT_EQ(message.in_reply_to, "");
  EXPECT_EQ(message.sent_ms, 1'670'611'222'333);
  EXPECT_EQ(message.author.handle, "jo_harper");
  EXPECT_EQ(Handles(message.recipients), "@AcmeHelp ");
  EXPECT_EQ(message.customer->external_id, "2871234567");
}

TEST(NormalizeDirectMessage, HasTheAttributesOfTheReference) {
  EXPECT_EQ(Json(Stored("direct_message-incoming").attributes_json), Json(R"({
    "created_at": "1670611222333",
    "recipient_id": "1497182655123456789",
    "recipient_screen_name": "AcmeHelp",
    "sender_id": "2871234567",
    "sender_screen_name": "jo_harper",
    "app_id": "268278",
    "app_name": "Twitter Web Client",
    "geo": {},
    "place": {}})"));
}

TEST(NormalizeDirectMessage, TheLinkSortsIdsByTheirValue) {
  EXPECT_EQ(Stored("direct_message-incoming").permalink,
            "https://twitter.com/messages/2871234567-1497182655123456789");
}

// P23
TEST(NormalizeDirectMessage, TheLinkIsTheSameInBothDirections) {
  EXPECT_EQ(Stored("direct_message-outgoing").permalink,
            "https://twitter.com/messages/2871234567-1497182655123456789");
}

// P21
TEST(NormalizeDirectMessage, LinksSayWhereTheyLead) {
  EXPECT_EQ(Stored("direct_message-incoming_with_url").text,
            "Did you know about this? https://en.wikipedia.org/wiki/Watering_can#History");
}

// P25, text only: the picture itself is fetched later.
TEST(NormalizeDirectMessage, APictureLeavesItsPage) {
  EXPECT_EQ(Stored("direct_message-incoming_with_media").text,
            " https://twitter.com/messages/media/1601300000000000043");
}

// P22 as plugin_abi.md A12 replaced it: it belongs to the counterpart's conversation.
TEST(NormalizeDirectMessage, OurOwnMessageIsAboutItsRecipient) {
  const chp::Message message = Stored("direct_message-outgoing");
  EXPECT_TRUE(message.own);
  EXPECT_EQ(message.role, chp::Role::kOpen);
  EXPECT_EQ(message.source, "own");
  EXPECT_EQ(message.customer->external_id, "2871234567");
  EXPECT_EQ(message.customer->handle, "jo_harper");
}

TEST(NormalizeDirectMessage, BothDirectionsAreOneConversation) {
  EXPECT_EQ(Stored("direct_message-outgoing").conversation_id,
            Stored("direct_message-incoming").conversation_id);
}

TEST(NormalizeDirectMessage, TellsTheComposerTheCounterpart) {
  const auto context = ParseContext(Stored("direct_message-outgoing").context_json);
  ASSERT_TRUE(context);
  EXPECT_EQ(context->kind, ReplyContext::Kind::kDirectMessage);
  EXPECT_EQ(context->author, (Correspondent{"1497182655123456789", "AcmeHelp"}));
  EXPECT_EQ(context->counterpart, (Correspondent{"2871234567", "jo_harper"}));
}

// C05, C11
TEST(Attributes, GeoAndPlaceAreKept) {
  Post post = RecordedPost("tweet_create-user_mention");
  post.geo_json = R"({"type":"Point","coordinates":[1,1]})";
  post.place_json = R"({"country":"UK","name":"Leeds","id":"1"})";
  const auto config = ConfigOf({});
  const Account& account = *config->ById(kOurAccountId);
  const auto attributes =
      Json(NormalizePost(Post(post), RoutePost(post, account), account, *config).attributes_json);
  EXPECT_EQ(attributes.at("geo"), Json(post.geo_json));
  EXPECT_EQ(attributes.at("place"), Json(post.place_json));
}

}  // namespace
}  // namespace twitter::testing
