// One signed megabyte became hundreds of megabytes or seconds of work: what stands in a body once
// was kept once for each thing that refers to it, and empty items as whole events.
#include <string>

#include <gtest/gtest.h>

#include "plugin_api/cpp/text.hpp"
#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/event_counters.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"
#include "twitter_channel/inbound/text_layout.hpp"

namespace twitter::testing {
namespace {

std::string List(std::string_view item, int count) {
  std::string list = "[";
  for (int i = 0; i < count; ++i) list.append(i == 0 ? "" : ",").append(item);
  return list + "]";
}

EventBody Decoded(const std::string& body) { return DecodeEvents(body).value(); }

Post DecodedPost(const std::string& payload, const std::string& includes) {
  const EventBody body =
      Decoded(R"({"data":{"filter":{"user_id":"1"},"event_type":"post.create","payload":)" +
              payload + R"(},"includes":)" + includes + "}");
  return std::get<PostCreated>(body.events.at(0)).post;
}

TEST(BodyThatGrowsInMemory, EventsOfNoInterestAreOneEvent) {
  const EventBody body =
      Decoded(R"({"for_user_id":"1","favorite_events":)" + List("0", 400'000) + "}");
  ASSERT_EQ(body.events.size(), 1U);
  EXPECT_EQ(CountOf(body.events[0]), 400'000U);
}

TEST(BodyThatGrowsInMemory, OtherDirectMessageEventsAreOneEvent) {
  const EventBody body = Decoded(R"({"for_user_id":"1","direct_message_events":)" +
                                 List(R"({"type":"x"})", 50'000) + "}");
  ASSERT_EQ(body.events.size(), 1U);
  EXPECT_EQ(CountOf(body.events[0]), 50'000U);
}

TEST(BodyThatGrowsInMemory, AHundredUnreadableItemsAreNamed) {
  const EventBody body =
      Decoded(R"({"for_user_id":"1","tweet_create_events":)" + List("0", 400'000) + "}");
  EXPECT_EQ(body.bad.size(), 100U);
  EXPECT_EQ(body.further_bad, 399'900U);
}

TEST(BodyThatGrowsInMemory, UnreadableItemsAreCountedButNotEachLogged) {
  WebhookBench bench;
  bench.Accept(R"({"for_user_id":")" + std::string(kOurUserId) + R"(","tweet_create_events":)" +
               List("0", 1'000) + "}");
  EXPECT_EQ(bench.route.counters().Snapshot().at("unreadable_item"), 1'000U);
  EXPECT_EQ(bench.host.log.lines.size(), 100U);
}

TEST(BodyThatGrowsInMemory, AMediaWithManyLinksIsOneMedia) {
  const Post post =
      DecodedPost(R"({"id":"1","author_id":"2","text":"a","entities":{"urls":)" +
                      List(R"({"url":"https://t.co/a","media_key":"3_1"})", 1'000) + "}}",
                  R"({"media":[{"media_key":"3_1","variants":)" +
                      List(R"({"url":"https://v"})", 1'000) + "}]}");
  EXPECT_EQ(post.entities.urls.size(), 1'000U);
  ASSERT_EQ(post.entities.media.size(), 1U);
  EXPECT_EQ(post.entities.media[0].variants.size(), 1'000U);
}

TEST(BodyThatGrowsInMemory, ALongProfileIsCut) {
  std::string description = "a";
  while (description.size() < 100'000) description += "\xC3\xA4";
  const std::string user = R"({"id":"2","name":")" + description + R"(","description":")" +
                           description + R"(","location":")" + description +
                           R"(","url":"https://e.example/)" + description + "\"}";
  const Post post =
      DecodedPost(R"({"id":"1","author_id":"2","text":"a","entities":{"mentions":[{"id":"2"}]}})",
                  R"({"users":[)" + user + "]}");
  EXPECT_EQ(post.author.description.size(), 1023U);
  EXPECT_TRUE(chp::IsUtf8(post.author.description));
  EXPECT_EQ(post.author.name.size(), 1023U);
  EXPECT_EQ(post.author.url, "");
  EXPECT_EQ(post.entities.mentions.at(0).name, post.author.name);
}

TEST(BodyThatGrowsInMemory, LinksThatLeadFarStayShort) {
  Entities entities;
  entities.urls.push_back({.url = "https://t.co/a",
                           .expanded_url = "https://e.example/" + std::string(10'000, 'x'),
                           .display_url = {},
                           .span = {}});
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "https://t.co/a ";
  const std::string readable = ReadableText(text, entities);
  EXPECT_LE(readable.size(), text.size() + (std::size_t{128} << 10));
  EXPECT_TRUE(readable.starts_with("https://e.example/"));
  EXPECT_TRUE(readable.ends_with("https://t.co/a "));
}

}  // namespace
}  // namespace twitter::testing
