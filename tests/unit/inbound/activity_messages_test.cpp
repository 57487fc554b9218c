// Events of the X Activity API that hold no plain post: encrypted messages, announcements, messages
// in either shape, receipts; and posts that name more than they show.
#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "tests/unit/inbound/activity_bodies.hpp"
#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/activity_decoder.hpp"

namespace twitter::testing {
namespace {

namespace json = boost::json;

json::object Encrypted(std::string_view conversation) {
  return {{"id", "0b8f7d1e-2f6e-4a53-9a0e-5d0c1c0f7a11"},
          {"created_at_msec", "1784928224372"},
          {"sender_id", kCustomerId},
          {"conversation_id", conversation},
          {"encoded_event", "AAAA"}};
}

TEST(Activity, AnEncryptedMessageIsANoticeInsteadOfItsWords) {
  const std::string pair = std::string(kOurUserId) + ":" + std::string(kCustomerId);
  const EventBody body = Decoded(Activity("chat.received", Encrypted(pair)));
  const auto& message = std::get<DirectMessageCreated>(body.events.at(0)).message;
  EXPECT_EQ(message.sender.id, kCustomerId);
  EXPECT_EQ(message.recipient.id, kOurUserId);
  EXPECT_EQ(message.created_ms, 1'784'928'224'372);
  EXPECT_NE(message.text.find("Read and answer it on X."), std::string::npos);
}

TEST(Activity, AllEncryptedMessagesOfAConversationAreOneNotice) {
  const std::string one = std::string(kOurUserId) + ":" + std::string(kCustomerId);
  const std::string other = std::string(kCustomerId) + ":" + std::string(kOurUserId);
  const EventBody first = Decoded(Activity("chat.received", Encrypted(one)));
  const EventBody second = Decoded(Activity("chat.received", Encrypted(other)));
  EXPECT_EQ(std::get<DirectMessageCreated>(first.events.at(0)).message.id,
            std::get<DirectMessageCreated>(second.events.at(0)).message.id);
}

TEST(Activity, AnEncryptedGroupIsANoticeOfItsOwn) {
  const EventBody body = Decoded(Activity("chat.received", Encrypted("g1234")));
  const auto& message = std::get<DirectMessageCreated>(body.events.at(0)).message;
  EXPECT_EQ(message.id, "chat-g1234");
  EXPECT_EQ(message.conversation_id, "g1234");
}

TEST(Activity, WhatIsNoEncryptedConversationIsCounted) {
  for (const char* conversation : {"", "g", "gx", "1:x", "12345678901234567890:1", ":"}) {
    const EventBody body = Decoded(Activity("chat.received", Encrypted(conversation)));
    EXPECT_EQ(std::get<OtherEvent>(body.events.at(0)).kind, "chat.received") << conversation;
  }
}

TEST(Activity, OurOwnEncryptedMessageIsCounted) {
  json::object ours = Encrypted(std::string(kOurUserId) + ":" + std::string(kCustomerId));
  ours["sender_id"] = kOurUserId;
  const EventBody body = Decoded(Activity("chat.received", ours));
  EXPECT_EQ(std::get<OtherEvent>(body.events.at(0)).kind, "chat.received");
}

TEST(Activity, ACountThatCannotBeReadIsReadFromItsDigitsOrIsNone) {
  json::object payload = MinimalPost();
  payload["public_metrics"] = {{"retweet_count", "many"}, {"retweet_count_str", "12"}};
  EXPECT_EQ(DecodedPost(payload).retweet_count, 12);
  payload["public_metrics"] = {{"retweet_count", nullptr}};
  EXPECT_EQ(DecodedPost(payload).retweet_count, 0);
}

TEST(Activity, APostWithoutAuthorOrWordsIsAnnounced) {
  for (const char* missing : {"author_id", "text"}) {
    json::object payload = MinimalPost();
    payload.erase(missing);
    const EventBody body = Decoded(Activity("post.mention.create", payload));
    EXPECT_EQ(std::get<PostAnnounced>(body.events.at(0)).post_id, "2087500000000000099");
    payload[missing] = nullptr;
    EXPECT_EQ(Decoded(Activity("post.mention.create", payload)).events.size(), 1U);
  }
}

TEST(Activity, AnAnnouncedPostIsLookedUpAndStoresNothingYet) {
  WebhookBench bench;
  json::object payload{{"id", "2087500000000000099"}};
  bench.Accept(Activity("post.mention.create", payload));
  ASSERT_EQ(bench.host.ingest.batches.size(), 1U);
  EXPECT_TRUE(bench.host.ingest.batches[0].messages.empty());
  ASSERT_EQ(bench.host.ingest.batches[0].jobs.size(), 1U);
  EXPECT_EQ(bench.host.ingest.batches[0].jobs[0].id, "announced/7/2087500000000000099");
}

TEST(Activity, APostThatNamesWhatItDoesNotShowIsIncomplete) {
  json::object payload = MinimalPost();
  payload["referenced_tweets"] = json::array{{{"type", "quoted"}, {"id", "77"}}};
  EXPECT_TRUE(DecodedPost(payload).incomplete);
  const json::object shown{
      {"tweets", json::array{{{"id", "77"}, {"author_id", kOurUserId}, {"text", "quoted"}}}}};
  EXPECT_FALSE(DecodedPost(payload, shown).incomplete);
  payload = MinimalPost();
  payload["attachments"] = {{"media_keys", json::array{"3_1"}}};
  EXPECT_TRUE(DecodedPost(payload).incomplete);
}

TEST(Activity, AFileThatNoLinkLeadsToIsReadToo) {
  json::object payload = MinimalPost();
  payload["attachments"] = {{"media_keys", json::array{"3_1"}}};
  const Post post = DecodedPost(
      payload, {{"media", json::array{{{"media_key", "3_1"},
                                       {"type", "photo"},
                                       {"url", "https://pbs.twimg.com/media/a.jpg"}}}}});
  ASSERT_EQ(post.entities.media.size(), 1U);
  EXPECT_EQ(post.entities.media[0].url, "https://pbs.twimg.com/media/a.jpg");
  EXPECT_FALSE(post.incomplete);
}

TEST(Activity, AMessageAsTheRestOfApiV2WritesItIsRead) {
  const EventBody body =
      Decoded(Activity("dm.received",
                       {{"id", "2087600000000000017"},
                        {"text", "hello"},
                        {"sender_id", kCustomerId},
                        {"created_at", "2026-08-12T18:00:00.000Z"},
                        {"dm_conversation_id", "2871234567-1497182655123456789"}},
                       {{"users", json::array{{{"id", kCustomerId}, {"username", "jo_harper"}}}}}));
  const auto& message = std::get<DirectMessageCreated>(body.events.at(0)).message;
  EXPECT_EQ(message.sender.screen_name, "jo_harper");
  EXPECT_EQ(message.recipient.id, kOurUserId);
}

TEST(Activity, PeopleOfAMessageMayStandAmongTheIncludes) {
  json::value root = Json(RecordedBody("activity-dm_received"));
  json::object& data = root.at("data").as_object();
  data["payload"].as_object().erase("users");
  data["includes"] = {
      {"users", json::array{{{"data", {{"id", kCustomerId}, {"username", "jo_harper"}}}}}}};
  const EventBody body = Decoded(json::serialize(root));
  EXPECT_EQ(std::get<DirectMessageCreated>(body.events.at(0)).message.sender.screen_name,
            "jo_harper");
}

json::object Receipt() {
  return {{"created_timestamp", "1518452444662"},
          {"sender_id", kCustomerId},
          {"target", {{"recipient_id", kOurUserId}}},
          {"last_read_event_id", "963085315333238788"}};
}

TEST(Activity, AReadReceiptIsReadAloneAndInAList) {
  for (const json::object& payload :
       {Receipt(), json::object{{"direct_message_mark_read_events", json::array{Receipt()}}}}) {
    const EventBody body = Decoded(Activity("dm.read", payload));
    const auto& read = std::get<MessagesRead>(body.events.at(0));
    EXPECT_EQ(read.message_id, "963085315333238788");
    EXPECT_EQ(read.reader_id, kCustomerId);
    EXPECT_EQ(read.at_ms, 1'518'452'444'662);
  }
}

TEST(Activity, AReadReceiptOfACustomerReachesTheHostOursDoesNot) {
  WebhookBench bench;
  bench.Accept(Activity("dm.read", Receipt()));
  ASSERT_EQ(bench.host.ingest.batches.size(), 1U);
  const chp::Update& update = bench.host.ingest.batches[0].updates.at(0);
  EXPECT_EQ(update.kind, chp::UpdateKind::kRead);
  EXPECT_EQ(update.external_id, "963085315333238788");
  json::object ours = Receipt();
  ours["sender_id"] = kOurUserId;
  bench.Accept(Activity("dm.read", ours));
  EXPECT_EQ(bench.host.ingest.batches.size(), 1U);
}

TEST(Activity, ReceiptsAndTypingInAnotherShapeAreCounted) {
  EXPECT_EQ(std::get<OtherEvent>(Decoded(Activity("dm.read", {{"x", 1}})).events.at(0)).kind,
            "dm.read");
  const json::object typing{{"direct_message_indicate_typing_events", json::array{Receipt()}}};
  EXPECT_EQ(std::get<OtherEvent>(Decoded(Activity("dm.indicate_typing", typing)).events.at(0)).kind,
            "dm.indicate_typing");
}

}  // namespace
}  // namespace twitter::testing
