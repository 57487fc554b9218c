// Direct messages.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/x_api/parse_object.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"

namespace twitter::testing {
namespace {

constexpr const char* kEventWithEntities = R"({"type":"message_create","id":"954491830116155396",
  "created_timestamp":"1516403560557","initiated_via":{"tweet_id":"123456"},
  "message_create":{"target":{"recipient_id":"4337869213"},"sender_id":"3001969357",
   "source_app_id":"13090192","message_data":{"text":"Hello &amp; World! https://t.co/x",
    "entities":{"hashtags":[],"symbols":[],"user_mentions":[],"urls":[
      {"url":"https://t.co/y","expanded_url":"https://example.com/","indices":[0,4]}]},
    "attachment":{"type":"media","media":{"id":1034828533812486145,"id_str":"1034828533812486145",
      "media_url_https":"https://ton.twitter.com/1.1/ton/data/dm/1/2/a.jpg","url":"https://t.co/x",
      "type":"photo"}}}}})";
constexpr const char* kUsers = R"({
  "3001969357":{"id":"3001969357","name":"Jordan","screen_name":"jordan","followers_count":22},
  "4337869213":{"data":{"id":"4337869213","name":"Acme","username":"acme"}}})";
constexpr const char* kApps =
    R"({"13090192":{"id":"13090192","name":"App","url":"https://x.com"}})";

chp::Result<DirectMessage> Parse(const std::string& event) {
  return ParseDirectMessageEvent(ParseObject(event), nullptr, nullptr);
}

// A whole event whose message_create has `fields` added.
std::string EventWith(const std::string& fields) {
  return R"({"type":"message_create","id":"5","message_create":{"target":{"recipient_id":"2"},
      "sender_id":"1","message_data":{"text":"hi"}, )" +
         fields + "}}";
}

class ParsedMessage : public ::testing::Test {
 protected:
  ParsedMessage() {
    const auto users = ParseObject(kUsers);
    const auto apps = ParseObject(kApps);
    auto parsed = ParseDirectMessageEvent(ParseObject(kEventWithEntities), &users, &apps);
    EXPECT_TRUE(parsed.ok()) << parsed.error().message;
    if (parsed.ok()) message_ = *parsed;
  }

  DirectMessage message_;
};

TEST_F(ParsedMessage, HasIdTextAndTime) {
  EXPECT_EQ(message_.id, "954491830116155396");
  EXPECT_EQ(message_.text, "Hello &amp; World! https://t.co/x");
  EXPECT_EQ(message_.created_timestamp, "1516403560557");
  EXPECT_EQ(message_.created_ms, 1'516'403'560'557);
}

TEST_F(ParsedMessage, HasPeopleOfBothDialects) {
  EXPECT_EQ(message_.sender.id, "3001969357");
  EXPECT_EQ(message_.sender.screen_name, "jordan");
  EXPECT_EQ(message_.sender.followers, 22);
  EXPECT_EQ(message_.recipient.id, "4337869213");
  EXPECT_EQ(message_.recipient.screen_name, "acme");
}

TEST_F(ParsedMessage, NamesTheApp) {
  EXPECT_EQ(message_.app_id, "13090192");
  EXPECT_EQ(message_.app_name, "App");
}

TEST_F(ParsedMessage, HasEntitiesAndTheAttachment) {
  EXPECT_EQ(message_.entities.urls.size(), 1u);
  ASSERT_EQ(message_.entities.media.size(), 1u);
  EXPECT_EQ(message_.entities.media[0].id, "1034828533812486145");
  EXPECT_EQ(message_.entities.media[0].short_url, "https://t.co/x");
}

TEST_F(ParsedMessage, NamesTheConversationLowerIdFirst) {
  EXPECT_EQ(message_.conversation_id, "3001969357-4337869213");
}

TEST(ParseDirectMessageEvent, ComparesIdsAsNumbers) {
  const auto message = Parse(R"({"type":"message_create","id":"5","message_create":{
      "target":{"recipient_id":"999"},"sender_id":"1000","message_data":{"text":""}}})");
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->conversation_id, "999-1000");
}

TEST(ParseDirectMessageEvent, KnowsOnlyIdsWithoutTheMaps) {
  const auto message = Parse(kEventWithEntities);
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->sender.id, "3001969357");
  EXPECT_EQ(message->sender.screen_name, "");
  EXPECT_EQ(message->recipient.id, "4337869213");
  EXPECT_EQ(message->app_id, "13090192");
  EXPECT_EQ(message->app_name, "");
}

TEST(ParseDirectMessageEvent, TakesTheTimeFromTheIdWhenThereIsNone) {
  const auto message = Parse(R"({"type":"message_create","id":"2080761390344937796",
      "message_create":{"target":{"recipient_id":"2"},"sender_id":"1","message_data":{"text":""}}})");
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(message->created_ms, 1'784'927'148'792);
  EXPECT_EQ(message->created_timestamp, "");
}

TEST(ParseDirectMessageEvent, AnAttachedPlaceIsNoMedia) {
  const auto message = Parse(EventWith(R"("message_data":{"text":"here","attachment":
      {"type":"location","location":{"type":"shared_coordinate"}}})"));
  ASSERT_TRUE(message.ok());
  EXPECT_TRUE(message->entities.media.empty());
}

struct BadEvent {
  std::string json;
  const char* path;
};
class MalformedEvent : public ::testing::TestWithParam<BadEvent> {};
TEST_P(MalformedEvent, IsAnErrorThatNamesTheField) {
  const auto message = Parse(GetParam().json);
  ASSERT_FALSE(message.ok());
  EXPECT_EQ(message.error().code, chp::Code::kInvalid);
  EXPECT_NE(message.error().message.find("`" + std::string(GetParam().path) + "`"),
            std::string::npos)
      << message.error().message;
}
INSTANTIATE_TEST_SUITE_P(
    ParseDirectMessageEvent, MalformedEvent,
    ::testing::Values(
        BadEvent{"{}", "id"}, BadEvent{R"({"id":"5"})", "type"},
        BadEvent{R"({"id":"5","type":"welcome_message"})", "type"},
        BadEvent{R"({"id":"5","type":"message_create"})", "message_create"},
        BadEvent{R"({"id":"5","type":"message_create","message_create":[]})", "message_create"},
        BadEvent{R"({"id":"5","type":"message_create","created_timestamp":"soon"})",
                 "created_timestamp"},
        BadEvent{EventWith(R"("sender_id":null)"), "message_create.sender_id"},
        BadEvent{EventWith(R"("sender_id":"jo")"), "message_create.sender_id"},
        BadEvent{EventWith(R"("target":{})"), "message_create.target.recipient_id"},
        BadEvent{EventWith(R"("message_data":null)"), "message_create.message_data"},
        BadEvent{EventWith(R"("message_data":{"text":17})"), "message_create.message_data.text"},
        BadEvent{EventWith(R"("message_data":{"attachment":17})"),
                 "message_create.message_data.attachment"},
        BadEvent{EventWith(R"("source_app_id":"app")"), "message_create.source_app_id"}));

TEST(ParseDirectMessageEvent, AMalformedUserIsNamed) {
  const auto users = ParseObject(R"({"3001969357":17})");
  const auto message = ParseDirectMessageEvent(ParseObject(kEventWithEntities), &users, nullptr);
  ASSERT_FALSE(message.ok());
  EXPECT_NE(message.error().message.find("3001969357"), std::string::npos);
}

}  // namespace
}  // namespace twitter::testing
