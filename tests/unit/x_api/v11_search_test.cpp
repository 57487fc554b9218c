// search/tweets of X API v1.1.
#include <gtest/gtest.h>

#include "tests/unit/x_api/v11_fixture.hpp"

namespace twitter::testing {
namespace {

using V11SearchTest = V11Test;

constexpr std::string_view kPage = R"({"statuses":[
  {"id":12,"id_str":"12","full_text":"a #acme","created_at":"Mon May 19 14:01:46 +0000 2025",
   "user":{"id":2,"id_str":"2","screen_name":"jo"}},
  {"id":11,"id_str":"11","full_text":"b","created_at":"Mon May 19 14:01:46 +0000 2025",
   "user":{"id":2,"id_str":"2","screen_name":"jo"}}],
  "search_metadata":{"max_id_str":"12","next_results":"?max_id=10&q=%23acme&count=2"}})";

TEST_F(V11SearchTest, AsksForRecentPostsInFullSignedAsTheAccount) {
  http_.WillAnswer(200, std::string(kPage));
  const auto page = api_.ports().search.Recent(
      Account(), {.query = "(#acme) -filter:retweets", .since_id = "5", .max_id = "20"}, call_);
  ASSERT_TRUE(page.ok());
  const std::string& url = Asked().url;
  EXPECT_NE(url.find("/1.1/search/tweets.json?q=%28%23acme%29%20-filter%3Aretweets"),
            std::string::npos)
      << url;
  for (const char* part :
       {"result_type=recent", "tweet_mode=extended", "count=100", "since_id=5", "max_id=20"}) {
    EXPECT_NE(url.find(part), std::string::npos) << part;
  }
  EXPECT_TRUE(IsSignedBy(account_));
}

TEST_F(V11SearchTest, ReadsPostsAndWhereTheNextPageBegins) {
  http_.WillAnswer(200, std::string(kPage));
  const auto page = api_.ports().search.Recent(Account(), {.query = "a"}, call_);
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->posts.size(), 2u);
  EXPECT_EQ(page->posts[0].text, "a #acme");
  EXPECT_EQ(page->next_max_id, "10");
}

TEST_F(V11SearchTest, TheLastPageHasNoNext) {
  http_.WillAnswer(200,
                   R"({"statuses":[],"search_metadata":{"refresh_url":"?since_id=1&max_id=x"}})");
  EXPECT_EQ(api_.ports().search.Recent(Account(), {.query = "a"}, call_)->next_max_id, "");
}

TEST_F(V11SearchTest, OneUnreadableResultDoesNotHoldUpTheOthers) {
  http_.WillAnswer(200, R"({"statuses":[5,{"id_str":"1"},{"id_str":"2","text":"t",
    "user":{"id_str":"2","screen_name":"jo"}}]})");
  const auto page = api_.ports().search.Recent(Account(), {.query = "a"}, call_);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->posts.size() + page->unreadable, 3u);
  EXPECT_GE(page->unreadable, 1u);
}

TEST_F(V11SearchTest, TellsHowOftenItMayBeAsked) {
  http_.WillAnswer(200, R"({"statuses":[]})",
                   {{"x-rate-limit-remaining", "3"}, {"x-rate-limit-reset", "1750000900"}});
  const auto page = api_.ports().search.Recent(Account(), {.query = "a"}, call_);
  EXPECT_EQ(page->limit, (RateLimit{3, 1'750'000'900'000}));
}

TEST_F(V11SearchTest, WhatIsNoPageIsABadAnswer) {
  for (const char* body : {"", "[]", "{}", R"({"statuses":{}})"}) {
    http_.WillAnswer(200, body);
    const auto page = api_.ports().search.Recent(Account(), {.query = "a"}, call_);
    ASSERT_FALSE(page.ok()) << body;
    EXPECT_EQ(page.error().reason, "x.bad_answer");
  }
}

}  // namespace
}  // namespace twitter::testing
