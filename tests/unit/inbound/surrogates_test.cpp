// Half characters in X's JSON.
#include "twitter_channel/inbound/surrogates.hpp"

#include <gtest/gtest.h>

#include "tests/unit/inbound/inbound_fixture.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"

namespace twitter::testing {
namespace {

TEST(LoneSurrogates, AreReplaced) {
  EXPECT_EQ(WithoutLoneSurrogates(R"("a\ud83d b")"), R"("a\ufffd b")");
  EXPECT_EQ(WithoutLoneSurrogates(R"("\ude00")"), R"("\ufffd")");
  EXPECT_EQ(WithoutLoneSurrogates(R"("\ud83d\ud83d\ude00")"), R"("\ufffd\ud83d\ude00")");
  EXPECT_EQ(WithoutLoneSurrogates(R"("\uD83D")"), R"("\ufffd")");
}

TEST(LoneSurrogates, WholeCharactersAndOtherEscapesAreLeftAlone) {
  for (const char* text : {R"("\ud83d\ude00")", R"("\\ud83d")", R"("\n\"\/")", R"("\u00e9")",
                           R"("\u12")", R"("\)", ""}) {
    EXPECT_EQ(WithoutLoneSurrogates(text), std::nullopt) << text;
  }
}

TEST(LoneSurrogates, DoNotLoseTheMessage) {
  const auto body = DecodeEvents(R"({"for_user_id":"1","tweet_create_events":[
      {"id_str":"5","text":"hi \ud83d there","user":{"id_str":"2","screen_name":"jo"}}]})");
  ASSERT_TRUE(body.ok());
  ASSERT_EQ(body->events.size(), 1u);
  EXPECT_EQ(std::get<PostCreated>(body->events[0]).post.text, "hi \uFFFD there");
}

TEST(LoneSurrogates, InAnIdAreAnIdNobodyHas) {
  for (const char* body : {R"({"for_user_id":"\ud800"})", R"({"for_user_id":"\udc00\ud800"})"}) {
    WebhookBench bench;
    EXPECT_EQ(StatusOf(bench.Post(body)), 422u);
    EXPECT_TRUE(bench.host.ingest.batches.empty());
  }
}

}  // namespace
}  // namespace twitter::testing
