// Signed bodies that try to harm: each is answered, none is stored as something it is not, and the
// process goes on.
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"

namespace twitter::testing {
namespace {

std::string Repeated(std::string_view text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) repeated += text;
  return repeated;
}

class Unreadable : public ::testing::TestWithParam<std::string> {};

TEST_P(Unreadable, IsRefusedAndKept) {
  WebhookBench bench;
  EXPECT_EQ(StatusOf(bench.Post(GetParam())), 422U);
  EXPECT_EQ(bench.host.ingest.quarantined.size(), 1U);
  EXPECT_TRUE(bench.host.ingest.batches.empty());
}

INSTANTIATE_TEST_SUITE_P(HostileBody, Unreadable,
                         ::testing::Values("", " ", "\xEF\xBB\xBF{}", "null", "[]", "\"text\"", "7",
                                           "{", R"({"a":)", R"({"for_user_id":"1"} trailing)",
                                           Repeated("[", 100'000), Repeated(R"({"a":)", 100'000),
                                           "{\"for_user_id\":\"\xFF\"}",
                                           std::string("{\"for_user_id\":\"1\0\"}", 20),
                                           R"({"for_user_id":01})", R"({"for_user_id":NaN})",
                                           R"({"for_user_id":1e999999})", "{'a':1}"));

class WrongType : public ::testing::TestWithParam<const char*> {};

// Every member of a post, one after the other, with a value of another type.
TEST_P(WrongType, InAnyMemberOfAPostNeverThrows) {
  const auto original = Json(RecordedBody("tweet_create-user_mention_extended"));
  const auto wrong = Json(GetParam());
  for (const auto& member : original.at("tweet_create_events").at(0).as_object()) {
    auto root = original;
    root.at("tweet_create_events").at(0).as_object()[member.key()] = wrong;
    const auto decoded = DecodeEvents(boost::json::serialize(root));
    ASSERT_TRUE(decoded) << member.key();
    EXPECT_EQ(decoded->events.size() + decoded->bad.size(), 1U) << member.key();
  }
}

TEST_P(WrongType, InAnyMemberOfADirectMessageNeverThrows) {
  const auto original = Json(RecordedBody("direct_message-incoming_with_media"));
  const auto wrong = Json(GetParam());
  for (const std::string_view path :
       {"/direct_message_events/0/id", "/direct_message_events/0/created_timestamp",
        "/direct_message_events/0/message_create", "/direct_message_events/0/message_create/target",
        "/direct_message_events/0/message_create/sender_id",
        "/direct_message_events/0/message_create/message_data",
        "/direct_message_events/0/message_create/message_data/text",
        "/direct_message_events/0/message_create/message_data/entities",
        "/direct_message_events/0/message_create/message_data/attachment", "/users", "/apps",
        "/users/2871234567", "/apps/268278"}) {
    auto root = original;
    boost::json::error_code error;
    *root.find_pointer(path, error) = wrong;
    const auto decoded = DecodeEvents(boost::json::serialize(root));
    ASSERT_TRUE(decoded) << path;
    EXPECT_EQ(decoded->events.size() + decoded->bad.size(), 1U) << path;
  }
}

INSTANTIATE_TEST_SUITE_P(HostileBody, WrongType,
                         ::testing::Values("null", "true", "-1", "1.5", "18446744073709551615",
                                           R"("text")", R"("")", "[]", "{}", "[[[]]]",
                                           R"([{"a":1}])", R"({"data":{"data":{}}})"));

TEST(HostileBody, CutOffAnywhereNeverThrows) {
  const std::string body = RecordedBody("tweet_create-user_mention_extended");
  for (std::size_t length = 0; length + 2 < body.size(); length += 7) {
    ASSERT_FALSE(DecodeEvents(std::string_view(body).substr(0, length))) << length;
  }
}

TEST(HostileBody, RandomlyChangedNeverThrows) {
  const std::string original = RecordedBody("tweet_create-quote");
  std::mt19937 random(7);  // the same bodies in every run
  std::uniform_int_distribution<std::size_t> position(0, original.size() - 1);
  std::uniform_int_distribution<int> byte(0, 255);
  WebhookBench bench;
  for (int round = 0; round < 2000; ++round) {
    std::string body = original;
    for (int change = 0; change < 3; ++change)
      body[position(random)] = static_cast<char>(byte(random));
    const std::uint32_t status = StatusOf(bench.Post(body));
    ASSERT_TRUE(status == 200 || status == 422) << status;
  }
}

TEST(HostileBody, ANulInATextIsLeftOut) {
  auto root = Json(RecordedBody("tweet_create-user_mention"));
  root.at("tweet_create_events").at(0).as_object()["text"] =
      boost::json::string_view("@AcmeHelp a\0b", 13);
  WebhookBench bench;
  bench.Accept(boost::json::serialize(root));
  EXPECT_EQ(bench.host.ingest.Stored(kOurAccountId, "1601234567890123457")->text, "@AcmeHelp ab");
}

TEST(HostileBody, QuotedAMillionTimesIsCutByItsDepth) {
  EXPECT_FALSE(DecodeEvents(R"({"for_user_id":"1","tweet_create_events":[)" +
                            Repeated(R"({"id_str":"1","quoted_status":)", 10'000)));
}

// Most of a megabyte of what looks like links, with thousands of entities.
TEST(HostileBody, ATextFullOfLinksIsStored) {
  auto root = Json(RecordedBody("tweet_create-user_mention"));
  auto& post = root.at("tweet_create_events").at(0).as_object();
  post["text"] = Repeated("https://http://", 40'000);
  auto& urls = post.at("entities").at("urls").emplace_array();
  for (int i = 0; i < 3000; ++i) {
    urls.push_back({{"url", "https://http://" + std::to_string(i)}, {"expanded_url", "https://e"}});
  }
  WebhookBench bench;
  EXPECT_EQ(StatusOf(bench.Post(boost::json::serialize(root))), 200U);
}

}  // namespace
}  // namespace twitter::testing
