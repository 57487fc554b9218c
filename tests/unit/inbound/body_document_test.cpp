// Leaving members out of the document must change nothing but its size.
#include "twitter_channel/inbound/body_document.hpp"

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
std::string Document(std::string_view body) {
  json::monotonic_resource memory;
  const auto document = ParseBody(body, memory);
  return document ? json::serialize(*document) : std::string();
}

std::vector<chp::Message> MessagesOf(const json::value& document) {
  const json::object& root = document.as_object();
  auto body = IsActivity(root) ? DecodeActivity(root) : DecodeAccountActivity(root);
  const auto config = ConfigOf({});
  return BatchOf(std::move(body)->events, *config->ById(kOurAccountId), *config).messages;
}

TEST(ParseBody, LeavesOutUnreadMembersWithAllTheyHold) {
  EXPECT_EQ(Document(R"({"sizes":{"thumb":{"w":[1,[2],{"h":null}]}},"id":1,"verified":true})"),
            R"({"id":1})");
  EXPECT_EQ(Document(R"([{"following":"x\ny","a":[{"time_zone":[[]],"b":1.5},{"sizes":-1}]},2])"),
            R"([{"a":[{"b":1.5E0},{}]},2])");
}

TEST(ParseBody, KeepsWhatItDoesNotKnow) {
  const std::string body = R"({"new_member":[{"deep":{}}],"17":"x","profile_image_url":"u"})";
  EXPECT_EQ(Document(body), body);
}

TEST(ParseBody, ANameWrittenWithEscapesIsKept) {
  EXPECT_EQ(Document(R"({"si\u007aes":1})"), R"({"sizes":1})");
}

TEST(ParseBody, WhatIsLeftOutIsCheckedLikeTheRest) {
  EXPECT_EQ(Document(R"({"sizes":{"w":1,}})"), "");
  EXPECT_EQ(Document("{\"sizes\":\"\xFF\"}"), "");
  EXPECT_EQ(Document(R"({"sizes":1} x)"), "");
  EXPECT_EQ(Document(R"({"sizes":)" + std::string(32, '[') + std::string(32, ']') + "}"), "");
}

TEST(ParseBody, AnObjectMayStandInTheDeepestLevel) {
  std::string body = "{}";
  for (int level = 1; level < 32; ++level) body = R"({"a":)" + body + "}";
  EXPECT_EQ(Document(body), body);
  EXPECT_EQ(Document(R"({"a":)" + body + "}"), "");
}

TEST(ParseBody, MessagesAreThoseOfTheWholeDocument) {
  for (const auto& entry : std::filesystem::directory_iterator(WEBHOOK_BODIES)) {
    const std::string body = RecordedBody(entry.path().stem().string());
    json::monotonic_resource memory;
    const auto document = ParseBody(body, memory);
    ASSERT_TRUE(document) << entry;
    EXPECT_EQ(MessagesOf(*document), MessagesOf(json::parse(body))) << entry;
  }
}

}  // namespace
}  // namespace twitter::testing
