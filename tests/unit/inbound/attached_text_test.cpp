// Quotes, polls, previews and places as text.
#include "twitter_channel/inbound/attached_text.hpp"

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"

namespace twitter::testing {
namespace {

// The one post of a body with these further members.
Post DecodedPost(std::string_view members) {
  auto body = DecodeEvents(R"({"for_user_id":"1","tweet_create_events":[{"id_str":"5","text":"look",
      "user":{"id_str":"2","screen_name":"jo"},)" +
                           std::string(members) + "}]}");
  EXPECT_TRUE(body.ok());
  EXPECT_EQ(body->events.size(), 1u) << (body->bad.empty() ? "" : body->bad[0].reason);
  return std::get<PostCreated>(body->events.at(0)).post;
}

DirectMessage MessageWith(std::string_view attachment) {
  auto body = DecodeEvents(R"({"for_user_id":"1","direct_message_events":[{"type":"message_create",
      "id":"9","created_timestamp":"1516403560557","message_create":{"sender_id":"2",
      "target":{"recipient_id":"1"},"message_data":{"text":"here","attachment":)" +
                           std::string(attachment) + "}}}]}");
  EXPECT_TRUE(body.ok());
  EXPECT_EQ(body->events.size(), 1u) << (body->bad.empty() ? "" : body->bad[0].reason);
  return std::get<DirectMessageCreated>(body->events.at(0)).message;
}

TEST(AttachedText, APostWithNothingHasNone) {
  EXPECT_EQ(AttachedText(DecodedPost(R"("a":1)")), "");
}

TEST(AttachedText, AQuoteIsShownAsOne) {
  const Post post = DecodedPost(R"("quoted_status_id_str":"4","quoted_status":{"id_str":"4",
      "text":"first &amp; line\nsecond https://t.co/a","user":{"id_str":"1","screen_name":"acme"},
      "entities":{"urls":[{"url":"https://t.co/a","expanded_url":"https://acme.example/"}]}})");
  EXPECT_EQ(AttachedText(post), "\n\n> @acme: first & line\n> second https://acme.example/");
}

TEST(AttachedText, AQuoteOfALongPostIsWhole) {
  const Post post = DecodedPost(R"("quoted_status_id_str":"4","quoted_status":{"id_str":"4",
      "text":"cut","truncated":true,"extended_tweet":{"full_text":"the whole text"},
      "user":{"id_str":"1","screen_name":"acme"}})");
  EXPECT_EQ(AttachedText(post), "\n\n> @acme: the whole text");
}

TEST(AttachedText, TheOptionsOfAPollAreListed) {
  const std::string_view values =
      R"({"choice1_label":{"type":"STRING","string_value":"Yes &amp; no"},
          "choice2_label":{"string_value":"Never"},"counts_are_final":{"boolean_value":false}})";
  const Post post = DecodedPost(R"("card":{"name":"poll2choice_text_only","binding_values":)" +
                                std::string(values) + "}");
  EXPECT_EQ(AttachedText(post), "\n\nPoll:\n- Yes & no\n- Never");
}

TEST(AttachedText, APollAmongTheEntitiesIsListedToo) {
  const Post post = DecodedPost(
      R"("entities":{"polls":[{"options":[{"position":1,"text":"A"},{"position":2,"text":"B"}]}]})");
  EXPECT_EQ(AttachedText(post), "\n\nPoll:\n- A\n- B");
}

TEST(AttachedText, ThePreviewOfALinkIsNamed) {
  const Post post =
      DecodedPost(R"("card":{"name":"summary","url":"https://t.co/c","binding_values":{
      "title":{"string_value":"Our shop"},"description":{"string_value":"Everything"}}})");
  EXPECT_EQ(AttachedText(post), "\n\n[Our shop] Everything");
}

TEST(AttachedText, OddCardsAreIgnored) {
  for (const char* card : {"5", "[]", "{}", R"({"binding_values":[]})",
                           R"({"binding_values":{"title":"x","choice1_label":[1]}})"}) {
    EXPECT_EQ(AttachedText(DecodedPost(R"("card":)" + std::string(card))), "") << card;
  }
}

TEST(AttachedText, ASharedPlaceIsNamed) {
  EXPECT_EQ(AttachedText(MessageWith(R"({"type":"location","location":{"type":"shared_place",
      "shared_place":{"place":{"id":"fd70","name":"Boulder","full_name":"Boulder, CO"}}}})")),
            "\n\nLocation: Boulder, CO");
}

TEST(AttachedText, ASharedCoordinateIsLatitudeFirst) {
  EXPECT_EQ(AttachedText(MessageWith(R"({"type":"location","location":{"type":"shared_coordinate",
      "shared_coordinate":{"coordinates":{"type":"Point","coordinates":[-105.27346,40.01924]}}}})")),
            "\n\nLocation: 40.01924, -105.27346");
}

TEST(AttachedText, AnOddLocationIsIgnored) {
  for (const char* attachment :
       {R"({"type":"location"})", R"({"location":5})",
        R"({"location":{"shared_coordinate":{"coordinates":{"coordinates":["a","b"]}}}})",
        R"({"location":{"shared_coordinate":{"coordinates":{"coordinates":[1]}}}})"}) {
    EXPECT_EQ(AttachedText(MessageWith(attachment)), "") << attachment;
  }
}

TEST(AttachedText, NulBytesAreLeftOut) {
  Post post;
  post.card.title = "Shop";
  post.card.title.push_back('\0');
  post.poll.options.emplace_back(1, '\0');
  EXPECT_EQ(AttachedText(post).find('\0'), std::string::npos);
  DirectMessage message;
  message.location.name = std::string("Bo\0ulder", 8);
  EXPECT_EQ(AttachedText(message), "\n\nLocation: Boulder");
}

TEST(AttachedText, TheTitleIsThePostsOwnText) {
  const chp::Message message = WebhookBench({.sync = R"({"mentions":{"group_id":"1"},
      "quotes":{"group_id":"1"}})"})
                                   .Message("tweet_create-quote");
  EXPECT_NE(message.text.find("\n\n> @"), std::string::npos);
  EXPECT_EQ(message.subject.find("> @"), std::string::npos);
}

}  // namespace
}  // namespace twitter::testing
