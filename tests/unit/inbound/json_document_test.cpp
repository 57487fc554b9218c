// The nodes of a JSON text, and that leaving members out changes nothing but their number.
#include "twitter_channel/x_api/json_document.hpp"

#include <filesystem>
#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/account_activity_decoder.hpp"
#include "twitter_channel/inbound/activity_decoder.hpp"
#include "twitter_channel/inbound/event_batch.hpp"

namespace twitter::testing {
namespace {

namespace json = boost::json;

// The document as text; empty when there is none.
std::string Document(std::string_view body, UnreadMembers unread = UnreadMembers::kLeaveOut) {
  json::monotonic_resource memory;
  const JsonNode* document = ParseJson(body, memory, unread);
  return document != nullptr ? document->ToText() : std::string();
}

std::vector<chp::Message> MessagesOf(const JsonNode& root) {
  auto body = IsActivity(root) ? DecodeActivity(root) : DecodeAccountActivity(root);
  const auto config = ConfigOf({});
  return BatchOf(std::move(body)->events, *config->ById(kOurAccountId), *config).messages;
}

TEST(ParseJson, LeavesOutUnreadMembersWithAllTheyHold) {
  EXPECT_EQ(Document(R"({"sizes":{"thumb":{"w":[1,[2],{"h":null}]}},"id":1,"verified":true})"),
            R"({"id":1})");
  EXPECT_EQ(Document(R"([{"following":"x\ny","a":[{"time_zone":[[]],"b":1.5},{"sizes":-1}]},2])"),
            R"([{"a":[{"b":1.5},{}]},2])");
}

TEST(ParseJson, KeepsWhatItDoesNotKnow) {
  const std::string body = R"({"new_member":[{"deep":{}}],"17":"x","profile_image_url":"u"})";
  EXPECT_EQ(Document(body), body);
}

TEST(ParseJson, ANameWrittenWithEscapesIsKept) {
  EXPECT_EQ(Document(R"({"si\u007aes":1})"), R"({"sizes":1})");
}

TEST(ParseJson, WhatIsLeftOutIsCheckedLikeTheRest) {
  EXPECT_EQ(Document(R"({"sizes":{"w":1,}})"), "");
  EXPECT_EQ(Document("{\"sizes\":\"\xFF\"}"), "");
  EXPECT_EQ(Document(R"({"sizes":1} x)"), "");
  EXPECT_EQ(Document(R"({"sizes":)" + std::string(32, '[') + std::string(32, ']') + "}"), "");
}

TEST(ParseJson, AnObjectMayStandInTheDeepestLevel) {
  std::string body = "{}";
  for (int level = 1; level < 32; ++level) body = R"({"a":)" + body + "}";
  EXPECT_EQ(Document(body), body);
  EXPECT_EQ(Document(R"({"a":)" + body + "}"), "");
}

TEST(ParseJson, MessagesAreThoseOfTheWholeDocument) {
  for (const auto& entry : std::filesystem::directory_iterator(WEBHOOK_BODIES)) {
    const std::string body = RecordedBody(entry.path().stem().string());
    json::monotonic_resource memory;
    const JsonNode* document = ParseJson(body, memory);
    const JsonNode* whole = ParseJson(body, memory, UnreadMembers::kKeep);
    ASSERT_NE(document, nullptr) << entry;
    ASSERT_NE(whole, nullptr) << entry;
    EXPECT_EQ(MessagesOf(*document), MessagesOf(*whole)) << entry;
  }
}

// Boost.JSON's own document is the oracle: every body reads back as it.
TEST(ParseJson, TheDocumentIsThatOfTheLibrary) {
  for (const auto& entry : std::filesystem::directory_iterator(WEBHOOK_BODIES)) {
    const std::string body = RecordedBody(entry.path().stem().string());
    EXPECT_EQ(json::parse(Document(body, UnreadMembers::kKeep)), json::parse(body)) << entry;
  }
}

TEST(ParseJson, ValuesOfEveryKindReadBack) {
  for (const char* text :
       {"null", "true", "false", "0", "-1", "9223372036854775807", "18446744073709551615", "1.5",
        "-2e-3", R"("")", R"("\u00e9\n\"\/\ud83d\ude00 plain")", "[]", "{}",
        R"([1,[2,[3]],{"a":{"b":[{}]}}])", R"({"a\tb":1,"":2})"}) {
    EXPECT_EQ(json::parse(Document(text)), json::parse(text)) << text;
  }
}

TEST(ParseJson, TextsPointIntoAnInputWithoutEscapes) {
  const std::string text = R"({"plain":"text","other":"a/b"})";
  json::monotonic_resource memory;
  const JsonNode* root = ParseJson(text, memory);
  ASSERT_NE(root, nullptr);
  EXPECT_EQ(root->if_contains("plain")->if_string()->data(), text.data() + text.find("text"));
  EXPECT_EQ(root->if_contains("other")->if_string()->data(), text.data() + text.find("a/b"));
}

// As the library reads it, or not at all, for every text of six characters that matter.
TEST(ParseJson, EscapedSlashesAreReadWhateverStandsBesideThem) {
  constexpr std::string_view kCharacters = R"(\/"an)";
  constexpr std::size_t kTexts = 5 * 5 * 5 * 5 * 5 * 5;
  for (std::size_t number = 0; number < kTexts; ++number) {
    std::string text = "[\"";
    for (std::size_t power = 1; power < kTexts; power *= 5) {
      text += kCharacters[number / power % 5];
    }
    text += "\"]";
    json::error_code error;
    const json::value expected = json::parse(text, error);
    ASSERT_EQ(Document(text), error ? std::string() : json::serialize(expected)) << text;
  }
}

TEST(ParseJson, OfSeveralMembersOfOneNameTheLastCounts) {
  json::monotonic_resource memory;
  const JsonNode* root = ParseJson(R"({"a":1,"b":2,"a":3})", memory);
  EXPECT_EQ(*root->if_contains("a")->if_int64(), 3);
  EXPECT_EQ(root->if_contains("c"), nullptr);
}

TEST(ParseJson, TheSameHoldsForLargeObjects) {
  std::string text = "{";
  for (int i = 0; i < 1000; ++i)
    text += "\"k" + std::to_string(i % 700) + "\":" + std::to_string(i) + ",";
  text.back() = '}';
  json::monotonic_resource memory;
  const JsonNode* root = ParseJson(text, memory);
  ASSERT_NE(root, nullptr);
  EXPECT_EQ(*root->if_contains("k299")->if_int64(), 999);
  EXPECT_EQ(*root->if_contains("k300")->if_int64(), 300);
  EXPECT_EQ(root->if_contains("k700"), nullptr);
  EXPECT_EQ(root->size(), 1000u);
}

TEST(ParseJson, ListsAreReadInOrder) {
  json::monotonic_resource memory;
  const JsonNode* root = ParseJson("[1,2,3]", memory);
  std::vector<std::int64_t> numbers;
  for (const JsonNode& item : *root) numbers.push_back(*item.if_int64());
  EXPECT_EQ(numbers, (std::vector<std::int64_t>{1, 2, 3}));
}

TEST(JsonDocument, KeepsItsTextWhenItMoves) {
  auto document = JsonDocument::Parse(R"({"a":"short"})");
  ASSERT_TRUE(document);
  const JsonDocument moved = *std::move(document);
  EXPECT_EQ(*moved.root().if_contains("a")->if_string(), "short");
}

}  // namespace
}  // namespace twitter::testing
