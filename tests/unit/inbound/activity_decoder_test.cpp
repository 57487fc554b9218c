// Today's X Activity API goes through the same router and normaliser (x_api.md 2.7).
#include "twitter_channel/inbound/activity_decoder.hpp"

#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "tests/unit/inbound/activity_bodies.hpp"
#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"

namespace twitter::testing {
namespace {

namespace json = boost::json;

TEST(Activity, AMentionBecomesAMessage) {
  const chp::Message message = WebhookBench().Message("activity-post_mention_create");
  EXPECT_EQ(message.role, chp::Role::kOpen);
  EXPECT_EQ(message.source, "mention");
  EXPECT_EQ(message.group_id, "1");
  EXPECT_EQ(message.external_id, "2087500000000000011");
  EXPECT_EQ(message.conversation_id, "2087500000000000011");
  EXPECT_EQ(message.text, "@AcmeHelp the new watering can leaks, is that normal?");
  EXPECT_EQ(message.sent_ms, 1'786'557'600'000);
  EXPECT_EQ(message.permalink, "https://twitter.com/_/status/2087500000000000011");
}

TEST(Activity, TheAuthorComesFromTheIncludes) {
  const chp::Party author = WebhookBench().Message("activity-post_mention_create").author;
  EXPECT_EQ(author.external_id, kCustomerId);
  EXPECT_EQ(author.handle, "jo_harper");
  EXPECT_EQ(Json(author.extra_json), Json(R"({"web":"https://jo.example.com",
      "note":"Gardens, parcels & patience.","address":"Leeds, England","followers":22})"));
}

TEST(Activity, ADirectMessageBecomesAMessage) {
  const chp::Message message = WebhookBench().Message("activity-dm_received");
  EXPECT_EQ(message.source, "direct_message");
  EXPECT_EQ(message.group_id, "2");
  EXPECT_EQ(message.external_id, "2087600000000000017");
  EXPECT_EQ(message.text, "It is 4711, \"express\"");
  EXPECT_EQ(message.author.handle, "jo_harper");
  EXPECT_EQ(message.conversation_id, "2871234567-1497182655123456789");
}

TEST(Activity, AnAuthorXDidNotSendIsKnownById) {
  const Post post = DecodedPost(MinimalPost());
  EXPECT_EQ(post.author.id, kCustomerId);
  EXPECT_EQ(post.author.screen_name, "");
}

TEST(Activity, AWrappedUserIsUnwrapped) {
  const Post post = DecodedPost(
      MinimalPost(),
      {{"users", json::array{{{"data", {{"id", kCustomerId}, {"username", "jo_harper"}}}}}}});
  EXPECT_EQ(post.author.screen_name, "jo_harper");
}

TEST(Activity, AnUnreadableUserIsAsGoodAsNone) {
  const Post post = DecodedPost(
      MinimalPost(), {{"users", json::array{{{"id", kCustomerId}, {"username", 7}}, "x"}}});
  EXPECT_EQ(post.author.screen_name, "");
}

TEST(Activity, AReplyNamesWhatItAnswers) {
  json::object payload = MinimalPost();
  payload["in_reply_to_user_id"] = kOurUserId;
  payload["referenced_tweets"] = json::array{{{"type", "replied_to"}, {"id", "77"}}};
  const Post post = DecodedPost(payload);
  EXPECT_EQ(post.in_reply_to_post_id, "77");
  EXPECT_EQ(post.in_reply_to_user_id, kOurUserId);
}

TEST(Activity, AQuotedPostIsReadFromTheIncludes) {
  json::object payload = MinimalPost();
  payload["referenced_tweets"] = json::array{{{"type", "quoted"}, {"id", "77"}}};
  const Post post = DecodedPost(
      payload,
      {{"tweets", json::array{{{"id", "77"}, {"author_id", kOurUserId}, {"text", "quoted"}}}}});
  ASSERT_TRUE(post.quoted);
  EXPECT_EQ(post.quoted->author.id, kOurUserId);
}

TEST(Activity, ThePostDialectIsReadToo) {
  json::object payload = MinimalPost();
  payload["in_reply_to_post_id"] = "70";
  payload["referenced_posts"] = json::array{{{"type", "reposted"}, {"id", "77"}}};
  payload["note_post"] = {{"text", "the long text"}};
  payload["edit_history_post_ids"] = json::array{"70", "71"};
  payload["public_metrics"] = {{"repost_count", 3}};
  const Post post = DecodedPost(
      payload,
      {{"posts", json::array{{{"id", "77"}, {"author_id", kOurUserId}, {"text", "original"}}}}});
  EXPECT_EQ(post.in_reply_to_post_id, "70");
  EXPECT_EQ(post.reposted_post_id, "77");
  EXPECT_EQ(post.reposted->text, "original");
  EXPECT_EQ(post.text, "the long text");
  EXPECT_EQ(post.edit_ids, (std::vector<std::string>{"70", "71"}));
  EXPECT_EQ(post.retweet_count, 3);
}

TEST(Activity, ALongPostIsComplete) {
  json::object payload = MinimalPost();
  payload["note_tweet"] = {
      {"text", "long @AcmeHelp"},
      {"entities",
       {{"mentions",
         json::array{{{"start", 5}, {"end", 14}, {"username", "AcmeHelp"}, {"id", kOurUserId}}}}}}};
  const Post post = DecodedPost(payload);
  EXPECT_EQ(post.text, "long @AcmeHelp");
  ASSERT_EQ(post.entities.mentions.size(), 1U);
  EXPECT_EQ(post.entities.mentions[0].span, (Span{5, 14}));
}

TEST(Activity, EntitiesOutsideOfTheTextAreCutToIt) {
  json::object payload = MinimalPost();
  payload["entities"] = {
      {"hashtags", json::array{{{"start", -4}, {"end", 9000}, {"tag", "acme"}}}}};
  EXPECT_EQ(DecodedPost(payload).entities.hashtags[0].span, (Span{0, 5}));
}

TEST(Activity, AVideoIsReadWithItsVariants) {
  json::object payload = MinimalPost();
  payload["text"] = "look https://t.co/v1";
  payload["entities"] = {
      {"urls", json::array{{{"start", 5},
                            {"end", 20},
                            {"url", "https://t.co/v1"},
                            {"expanded_url", "https://x.com/jo/status/1/video/1"},
                            {"media_key", "13_1"}}}}};
  const json::object media{{"media_key", "13_1"},
                           {"type", "video"},
                           {"preview_image_url", "https://pbs.twimg.com/p.jpg"},
                           {"variants", json::array{{{"bit_rate", 832000},
                                                     {"content_type", "video/mp4"},
                                                     {"url", "https://video.twimg.com/v.mp4"}}}}};
  const Post post = DecodedPost(payload, {{"media", json::array{media}}});
  ASSERT_EQ(post.entities.media.size(), 1U);
  EXPECT_EQ(post.entities.media[0].type, MediaType::kVideo);
  EXPECT_EQ(post.entities.media[0].url, "https://pbs.twimg.com/p.jpg");
  EXPECT_EQ(post.entities.media[0].short_url, "https://t.co/v1");
  EXPECT_EQ(post.entities.media[0].variants[0].bitrate, 832000);
}

TEST(Activity, ATimeThatIsMissingIsReadFromTheId) {
  json::object payload = MinimalPost();
  payload["id"] = "2080761390344937796";
  EXPECT_EQ(DecodedPost(payload).created_ms, 1'784'927'148'792);
}

class EveryPostEvent : public ::testing::TestWithParam<const char*> {};

TEST_P(EveryPostEvent, BringsAPost) {
  const EventBody body = Decoded(Activity(GetParam(), MinimalPost()));
  ASSERT_EQ(body.events.size(), 1U);
  EXPECT_EQ(std::get<PostCreated>(body.events[0]).post.id, "2087500000000000099");
}

INSTANTIATE_TEST_SUITE_P(Activity, EveryPostEvent,
                         ::testing::Values("post.create", "post.mention.create",
                                           "post.reply.create", "post.quote.create",
                                           "post.repost.create"));

TEST(Activity, ADeletedPostIsReported) {
  const EventBody body = Decoded(Activity("post.delete", {{"id", "5"}, {"author_id", "6"}}));
  const auto& deleted = std::get<PostDeleted>(body.events.at(0));
  EXPECT_EQ(deleted.post_id, "5");
  EXPECT_EQ(deleted.user_id, "6");
}

TEST(Activity, ARevocationNeedsNoFilter) {
  const EventBody body = Decoded(
      R"({"data":{"event_uuid":"1","filter":{},"event_type":"oauth.revoke",
          "payload":{"date_time":"2026-07-23T21:44:05+00:00","user_id":"1111","app_id":"29"}}})");
  EXPECT_EQ(std::get<AccessRevoked>(body.events.at(0)).user_id, "1111");
  EXPECT_EQ(body.for_user_id, "");
}

TEST(Activity, AnotherKindIsCounted) {
  const EventBody body = Decoded(Activity("follow.follow", {}));
  EXPECT_EQ(std::get<OtherEvent>(body.events.at(0)).kind, "follow.follow");
}

TEST(Activity, DirectMessagesSentByUsAreRead) {
  json::value root = Json(RecordedBody("activity-dm_received"));
  root.at("data").at("event_type") = "dm.sent";
  EXPECT_EQ(Decoded(json::serialize(root)).events.size(), 1U);
}

class BadPost : public ::testing::TestWithParam<const char*> {};

TEST_P(BadPost, IsABadItem) {
  json::object payload = MinimalPost();
  const json::value wrong = Json(GetParam());
  for (const auto& member : wrong.as_object()) payload[member.key()] = member.value();
  const EventBody body = Decoded(Activity("post.mention.create", payload));
  EXPECT_TRUE(body.events.empty());
  ASSERT_EQ(body.bad.size(), 1U);
  EXPECT_EQ(body.bad[0].where, "data.payload");
}

INSTANTIATE_TEST_SUITE_P(Activity, BadPost,
                         ::testing::Values(R"({"id":null})", R"({"id":"abc"})",
                                           R"({"author_id":[]})", R"({"text":5})",
                                           R"({"created_at":"yesterday"})", R"({"entities":[]})",
                                           R"({"entities":{"mentions":[1]}})",
                                           R"({"referenced_tweets":"x"})", R"({"note_tweet":7})"));

TEST(Activity, APayloadThatIsNoObjectIsABadItem) {
  const EventBody body =
      Decoded(R"({"data":{"filter":{"user_id":"1"},"event_type":"post.create","payload":[]}})");
  EXPECT_EQ(body.bad.size(), 1U);
}

}  // namespace
}  // namespace twitter::testing
