// The 26 events that X shows in the documentation of its Activity API (x_api.md 2.7), each as it
// is written there: numbers with twins in digits, users plain and wrapped, ids below zero, nothing
// included, filters that name nobody.
#include <string>
#include <string_view>
#include <variant>

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/event_counters.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"

namespace twitter::testing {
namespace {

struct Documented {
  std::string_view file;  // "activity-<this>"
  std::string_view counted_as;
  std::size_t messages = 0;
  std::size_t updates = 0;
};

void PrintTo(const Documented& event, std::ostream* out) { *out << event.file; }

constexpr Documented kDocumented[] = {
    {"post_create", "post", 1},
    {"post_delete", "post_deleted", 0, 1},
    {"post_mention_create", "post", 1},
    {"post_reply_create", "post", 1},
    {"post_quote_create", "post", 1},
    {"post_repost_create", "post"},
    {"like_create", "like.create"},
    {"follow_follow", "follow.follow"},
    {"follow_unfollow", "follow.unfollow"},
    {"profile_update_bio", "profile.update.bio"},
    {"profile_update_profile_picture", "profile.update.profile_picture"},
    {"profile_update_banner_picture", "profile.update.banner_picture"},
    {"profile_update_screenname", "profile.update.screenname"},
    {"profile_update_geo", "profile.update.geo"},
    {"profile_update_url", "profile.update.url"},
    {"chat_received", "direct_message", 1},
    {"chat_sent", "chat.sent"},
    {"dm_sent", "direct_message", 1},
    {"dm_received", "direct_message", 1},
    {"news_new", "news.new"},
    {"spaces_start", "spaces.start"},
    {"spaces_end", "spaces.end"},
    {"broadcast_start", "broadcast.start"},
    {"broadcast_end", "broadcast.end"},
    {"broadcast_chat", "broadcast.chat"},
    {"oauth_revoke", "access_revoked"},
};
static_assert(std::size(kDocumented) == 26);

std::string BodyOf(std::string_view file) { return RecordedBody("activity-" + std::string(file)); }

class DocumentedEvent : public ::testing::TestWithParam<Documented> {};

TEST_P(DocumentedEvent, IsReadAsWhatItIs) {
  const auto body = DecodeEvents(BodyOf(GetParam().file));
  ASSERT_TRUE(body.ok());
  EXPECT_TRUE(body->bad.empty());
  ASSERT_EQ(body->events.size(), 1U);
  EXPECT_EQ(KindOf(body->events[0]), GetParam().counted_as);
}

TEST_P(DocumentedEvent, IsAcceptedAndBringsTheHostWhatItHolds) {
  WebhookBench bench;
  bench.Accept(BodyOf(GetParam().file));
  std::size_t messages = 0;
  std::size_t updates = 0;
  for (const chp::Batch& batch : bench.host.ingest.batches) {
    messages += batch.messages.size();
    updates += batch.updates.size();
  }
  EXPECT_EQ(messages, GetParam().messages);
  EXPECT_EQ(updates, GetParam().updates);
  EXPECT_TRUE(bench.host.ingest.quarantined.empty());
}

INSTANTIATE_TEST_SUITE_P(Activity, DocumentedEvent, ::testing::ValuesIn(kDocumented));

// What the decoder says of an event that X names or writes in another way.
std::string KindOfEvent(const boost::json::value& root) {
  const auto body = DecodeEvents(boost::json::serialize(root));
  if (!body || !body->bad.empty() || body->events.size() != 1) return "unreadable";
  return std::string(KindOf(body->events[0]));
}

struct OtherName {
  std::string_view file;
  std::string_view written;
};

class EveryName : public ::testing::TestWithParam<OtherName> {};

TEST_P(EveryName, MeansTheSameEvent) {
  boost::json::value root = Json(BodyOf(GetParam().file));
  const std::string today = KindOfEvent(root);
  root.at("data").at("event_type") = GetParam().written;
  EXPECT_EQ(KindOfEvent(root), today);
}

INSTANTIATE_TEST_SUITE_P(Activity, EveryName,
                         ::testing::Values(OtherName{"post_create", "tweet.create"},
                                           OtherName{"post_mention_create", "PostMentionCreate"},
                                           OtherName{"post_delete", "TweetDelete"},
                                           OtherName{"dm_received", "DmReceived"},
                                           OtherName{"chat_received", "ChatReceived"},
                                           OtherName{"profile_update_bio", "ProfileBioUpdate"},
                                           OtherName{"profile_update_profile_picture",
                                                     "ProfilePictureUpdate"},
                                           OtherName{"oauth_revoke", "OauthRevoke"}));

TEST(Activity, AnAliasIsCountedUnderTodaysName) {
  boost::json::value root = Json(BodyOf("chat_sent"));
  root.at("data").at("event_type") = "chat.conversation_join";
  EXPECT_EQ(KindOfEvent(root), "chat.conversation.join");
}

TEST(Activity, AnEventNobodyHasDocumentedIsCountedUnderItsOwnName) {
  boost::json::value root = Json(BodyOf("chat_sent"));
  root.at("data").at("event_type") = "chat.hologram";
  EXPECT_EQ(KindOfEvent(root), "chat.hologram");
  root.at("data").at("event_type") = std::string(65, 'x');
  EXPECT_EQ(KindOfEvent(root), "other");
}

// X writes more, less and other than it documents: none of it may cost a customer's message.
class EveryBody : public ::testing::TestWithParam<Documented> {
 protected:
  EveryBody() : root_(Json(BodyOf(GetParam().file))) {}
  boost::json::object& data() { return root_.at("data").as_object(); }
  void ExpectTheSame() {
    const std::string kind(GetParam().counted_as);
    EXPECT_EQ(KindOfEvent(root_), kind);
  }
  boost::json::value root_;
};

TEST_P(EveryBody, MayLeaveOutTagUuidAndIncludes) {
  for (const char* name : {"tag", "event_uuid", "includes"}) data().erase(name);
  ExpectTheSame();
}

TEST_P(EveryBody, MayHaveNullsInstead) {
  for (const char* name : {"tag", "event_uuid", "includes", "created_at"}) data()[name] = nullptr;
  ExpectTheSame();
}

TEST_P(EveryBody, MayHoldErrorsBesideTheData) {
  root_.as_object()["errors"] =
      Json(R"([{"resource_id":"1","parameter":"referenced_tweets.id","title":"Not Found Error",
                "detail":"Could not find tweet.","type":"about:blank"}])");
  ExpectTheSame();
}

TEST_P(EveryBody, MayWrapItsPayload) {
  data()["payload"] = boost::json::object{{"data", data()["payload"]}};
  ExpectTheSame();
}

TEST_P(EveryBody, MayIncludeBesideTheData) {
  if (const auto* includes = data().if_contains("includes")) {
    root_.as_object()["includes"] = *includes;
    data().erase("includes");
  }
  ExpectTheSame();
}

INSTANTIATE_TEST_SUITE_P(Activity, EveryBody, ::testing::ValuesIn(kDocumented));

TEST(Activity, AReplyWithoutIncludesIsAMessageOfSomebodyKnownById) {
  const chp::Message message = WebhookBench().Message("activity-post_reply_create");
  EXPECT_EQ(message.source, "reply");
  EXPECT_EQ(message.author.external_id, kCustomerId);
  EXPECT_EQ(message.author.handle, "");
  EXPECT_EQ(message.in_reply_to, "2087500000000000001");
  EXPECT_EQ(message.conversation_id, "2087500000000000001");
}

TEST(Activity, AnEncryptedMessageLinksToItsConversationOnX) {
  const chp::Message message = WebhookBench().Message("activity-chat_received");
  EXPECT_EQ(message.external_id, "chat-2871234567-1497182655123456789");
  EXPECT_EQ(message.source, "direct_message");
  EXPECT_EQ(message.author.external_id, kCustomerId);
  EXPECT_EQ(message.permalink, "https://twitter.com/messages/2871234567-1497182655123456789");
}

TEST(Activity, ARepostIsAMessageWhereRepostsAreTracked) {
  WebhookBench bench({.sync = R"({"mentions":{"group_id":"1"},"track_retweets":true})"});
  const chp::Message message = bench.Message("activity-post_repost_create");
  EXPECT_EQ(message.source, "repost");
  EXPECT_EQ(message.author.handle, "jo_harper");
}

TEST(Activity, AWithdrawnPermissionStopsItsAccount) {
  WebhookBench bench;
  bench.Accept(BodyOf("oauth_revoke"));
  ASSERT_EQ(bench.host.accounts.states.size(), 1U);
  EXPECT_EQ(bench.host.accounts.states.front().reason, "x.access_revoked");
}

}  // namespace
}  // namespace twitter::testing
