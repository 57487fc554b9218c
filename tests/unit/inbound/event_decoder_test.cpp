// Account Activity bodies -> events (x_api.md 2.6).
#include "twitter_channel/inbound/event_decoder.hpp"

#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"

namespace twitter::testing {
namespace {

EventBody Decoded(std::string_view body) {
  auto decoded = DecodeEvents(body);
  if (!decoded) throw std::runtime_error(decoded.error().reason);
  return *std::move(decoded);
}

std::string ReasonOf(std::string_view body) {
  const auto decoded = DecodeEvents(body);
  return decoded ? "" : decoded.error().reason;
}

TEST(DecodeEvents, ForUserIdMayBeText) {
  EXPECT_EQ(Decoded(R"({"for_user_id":"123"})").for_user_id, "123");
}

TEST(DecodeEvents, ForUserIdMayBeANumber) {
  EXPECT_EQ(Decoded(R"({"for_user_id":1497182655123456789})").for_user_id, "1497182655123456789");
}

TEST(DecodeEvents, ForUserIdMayBeTheLargestUnsignedNumber) {
  EXPECT_EQ(Decoded(R"({"for_user_id":18446744073709551615})").for_user_id, "18446744073709551615");
}

class NoForUserId : public ::testing::TestWithParam<const char*> {};

TEST_P(NoForUserId, IsRefused) { EXPECT_EQ(ReasonOf(GetParam()), "x.no_for_user_id"); }

INSTANTIATE_TEST_SUITE_P(
    DecodeEvents, NoForUserId,
    ::testing::Values(R"({"key":"value"})", "{}", R"({"for_user_id":null})",
                      R"({"for_user_id":""})", R"({"for_user_id":-5})", R"({"for_user_id":1.5})",
                      R"({"for_user_id":1e18})", R"({"for_user_id":18446744073709551616})",
                      R"({"for_user_id":["1"]})", R"({"for_user_id":true})",
                      R"({"tweet_create_events":[]})",
                      R"({"data":{"event_type":"post.create","filter":{},"payload":{}}})"));

TEST(DecodeEvents, JsonThatIsNoObjectHasAnUnknownShape) {
  EXPECT_EQ(ReasonOf("[1]"), "x.body_unknown_shape");
}

TEST(DecodeEvents, NestingHasALimit) {
  EXPECT_EQ(ReasonOf(std::string(33, '[') + std::string(33, ']')), "x.body_not_json");
}

TEST(DecodeEvents, ABodyWithoutEventsIsFine) {
  const EventBody body = Decoded(R"({"for_user_id":123,"key":"value"})");
  EXPECT_TRUE(body.events.empty());
  EXPECT_TRUE(body.bad.empty());
}

TEST(DecodeEvents, DirectMessagesComeBeforePosts) {
  auto both = Json(RecordedBody("tweet_create-user_mention")).as_object();
  const auto direct = Json(RecordedBody("direct_message-incoming"));
  both["direct_message_events"] = direct.at("direct_message_events");
  const EventBody body = Decoded(boost::json::serialize(both));
  ASSERT_EQ(body.events.size(), 2U);
  EXPECT_EQ(body.events.front().index(), Event(DirectMessageCreated{}).index());
}

TEST(DecodeEvents, OneBadItemSpoilsNoOther) {
  auto root = Json(RecordedBody("tweet_create-user_mention"));
  auto& items = root.at("tweet_create_events").as_array();
  const auto good = items.front();
  items.push_back(7);
  items.push_back(boost::json::object{{"id_str", "9"}});
  items.push_back(good);
  const EventBody body = Decoded(boost::json::serialize(root));
  EXPECT_EQ(body.events.size(), 2U);
  ASSERT_EQ(body.bad.size(), 2U);
  EXPECT_EQ(body.bad[0].where, "tweet_create_events[1]");
  EXPECT_EQ(body.bad[1].where, "tweet_create_events[2]");
}

TEST(DecodeEvents, AListThatIsNoneIsOneBadItem) {
  const EventBody body = Decoded(R"({"for_user_id":"1","direct_message_events":{"a":1}})");
  ASSERT_EQ(body.bad.size(), 1U);
  EXPECT_EQ(body.bad[0].where, "direct_message_events");
}

TEST(DecodeEvents, ADirectMessageWithoutUsersIsKnownByIds) {
  auto root = Json(RecordedBody("direct_message-incoming"));
  root.as_object().erase("users");
  const EventBody body = Decoded(boost::json::serialize(root));
  ASSERT_EQ(body.events.size(), 1U);
  const auto& message = std::get<DirectMessageCreated>(body.events[0]).message;
  EXPECT_EQ(message.sender.id, kCustomerId);
  EXPECT_EQ(message.sender.screen_name, "");
}

TEST(DecodeEvents, OtherTypesOfDirectMessageEventsAreCounted) {
  const EventBody body =
      Decoded(R"({"for_user_id":"1","direct_message_events":[{"type":"reaction_create"}]})");
  ASSERT_EQ(body.events.size(), 1U);
  EXPECT_EQ(std::get<OtherEvent>(body.events[0]).kind, "direct_message_events");
}

TEST(DecodeEvents, ADeletedPostIsReported) {
  const auto deleted = std::get<PostDeleted>(RecordedEvent("tweet_delete"));
  EXPECT_EQ(deleted.post_id, "1601234567890123519");
  EXPECT_EQ(deleted.user_id, kOurUserId);
  EXPECT_EQ(deleted.at_ms, 1'670'599'800'789);
}

TEST(DecodeEvents, ADeleteWithoutAnIdIsABadItem) {
  const EventBody body =
      Decoded(R"({"for_user_id":"1","tweet_delete_events":[{"status":{"user_id":"5"}}]})");
  ASSERT_EQ(body.bad.size(), 1U);
  EXPECT_EQ(body.bad[0].where, "tweet_delete_events[0]");
}

TEST(DecodeEvents, ARevocationNamesUserAndApp) {
  const auto revoked = std::get<AccessRevoked>(RecordedEvent("user_revoke"));
  EXPECT_EQ(revoked.user_id, kOurUserId);
  EXPECT_EQ(revoked.app_id, "13090192");
}

TEST(DecodeEvents, ARevocationOfNobodyIsABadItem) {
  EXPECT_EQ(Decoded(R"({"user_event":{"revoke":{"source":{}}}})").bad.size(), 1U);
}

TEST(DecodeEvents, TheEndOfAReplayIsForNobody) {
  const EventBody body = Decoded(R"({"replay_job_status":{"job_state":"Complete"}})");
  ASSERT_EQ(body.events.size(), 1U);
  EXPECT_EQ(std::get<OtherEvent>(body.events[0]).kind, "replay_job_status");
}

class OtherKind : public ::testing::TestWithParam<const char*> {};

TEST_P(OtherKind, IsCountedAndMakesNoMessage) {
  const std::string kind = GetParam();
  const EventBody body =
      Decoded(R"({"for_user_id":"1",")" + kind + R"(":[{"type":"x"},{"type":"y"}]})");
  ASSERT_EQ(body.events.size(), 1U);
  EXPECT_EQ(std::get<OtherEvent>(body.events[0]).kind, kind);
  EXPECT_EQ(std::get<OtherEvent>(body.events[0]).count, 2U);
}

INSTANTIATE_TEST_SUITE_P(DecodeEvents, OtherKind,
                         ::testing::Values("direct_message_indicate_typing_events",
                                           "favorite_events", "follow_events", "block_events",
                                           "mute_events"));

TEST(DecodeEvents, AReadReceiptNamesMessageAndReader) {
  const EventBody body = Decoded(
      R"({"for_user_id":"1","direct_message_mark_read_events":[{"created_timestamp":"1518452444662",
          "sender_id":"199566737","target":{"recipient_id":"1"},
          "last_read_event_id":"963085315333238788"},{"sender_id":"199566737"}]})");
  ASSERT_EQ(body.events.size(), 1U);
  EXPECT_EQ(std::get<MessagesRead>(body.events[0]).message_id, "963085315333238788");
  ASSERT_EQ(body.bad.size(), 1U);
  EXPECT_EQ(body.bad[0].where, "direct_message_mark_read_events[1]");
}

TEST(DecodeEvents, OfTwoMembersOfOneNameTheLastCounts) {
  EXPECT_EQ(Decoded(R"({"for_user_id":"1","for_user_id":"2"})").for_user_id, "2");
}

}  // namespace
}  // namespace twitter::testing
