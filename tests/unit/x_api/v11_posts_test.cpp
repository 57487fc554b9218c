// Writing and reading posts.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/x_api/v11_fixture.hpp"

namespace twitter::testing {
namespace {

constexpr const char* kPost =
    R"({"id":5,"id_str":"5","text":"hi","user":{"id_str":"1","screen_name":"acme"},
        "created_at":"Mon May 19 14:01:46 +0000 2025"})";

class V11PostsTest : public V11Test {
 protected:
  chp::Result<Post> Create(const NewPost& post) {
    return api_.ports().posts.Create(Account(), post, call_);
  }
};

TEST_F(V11PostsTest, PostsAreLookedUpInOneRequestInFull) {
  http_.WillAnswer(200, "[" + std::string(kPost) + "]");
  const std::vector<std::string> ids{"5", "6"};
  const auto posts = api_.ports().posts.Lookup(Account(), ids, call_);
  ASSERT_TRUE(posts.ok());
  ASSERT_EQ(posts->size(), 1u);
  EXPECT_EQ(posts->at(0).id, "5");
  EXPECT_EQ(Asked().url,
            "https://api.twitter.com/1.1/statuses/lookup.json?id=5%2C6&tweet_mode=extended");
  EXPECT_TRUE(Asked().idempotent);
  EXPECT_TRUE(IsSignedBy(account_));
}

TEST_F(V11PostsTest, ALookupSkipsWhatCannotBeRead) {
  http_.WillAnswer(200, R"([null, {"id_str":"x"}, )" + std::string(kPost) + "]");
  const std::vector<std::string> ids{"5"};
  EXPECT_EQ(api_.ports().posts.Lookup(Account(), ids, call_)->size(), 1u);
}

TEST_F(V11PostsTest, ALookupThatFindsNothingIsEmpty) {
  http_.WillAnswer(404, R"({"errors":[{"code":17,"message":"No user matches."}]})");
  const std::vector<std::string> ids{"5"};
  const auto posts = api_.ports().posts.Lookup(Account(), ids, call_);
  ASSERT_TRUE(posts.ok());
  EXPECT_TRUE(posts->empty());
}

TEST_F(V11PostsTest, ALookupOfTooManyOrOfNoIdsIsNotSent) {
  const std::vector<std::string> many(101, "5");
  const std::vector<std::string> odd{"5&id=6"};
  for (const std::span<const std::string> ids : {std::span(many), std::span(odd), {}}) {
    const auto posts = api_.ports().posts.Lookup(Account(), ids, call_);
    ASSERT_FALSE(posts.ok());
    EXPECT_EQ(posts.error().reason, "x.bad_request");
  }
  EXPECT_TRUE(http_.requests.empty());
}

TEST_F(V11PostsTest, ANewPostIsSentOnceAsForm) {
  http_.WillAnswer(200, kPost);
  const auto post = Create({"2 * 3 = \u2603 & so on", "", {}});
  ASSERT_TRUE(post.ok());
  EXPECT_EQ(post->id, "5");
  EXPECT_EQ(post->author.screen_name, "acme");
  EXPECT_EQ(Asked().method, "POST");
  EXPECT_EQ(Asked().url, "https://api.twitter.com/1.1/statuses/update.json");
  EXPECT_EQ(Asked().body, "status=2%20%2A%203%20%3D%20%E2%98%83%20%26%20so%20on");
  EXPECT_FALSE(Asked().idempotent);
  EXPECT_TRUE(IsSignedBy(account_));
}

TEST_F(V11PostsTest, AReplyNamesThePostAndWhoIsLeftOut) {
  http_.WillAnswer(200, kPost);
  ASSERT_TRUE(Create({"yes", "9007199254740993", {"11", "12"}}).ok());
  EXPECT_EQ(Asked().body,
            "status=yes&in_reply_to_status_id=9007199254740993&auto_populate_reply_metadata=true"
            "&exclude_reply_user_ids=11%2C12");
  EXPECT_TRUE(IsSignedBy(account_));
}

TEST_F(V11PostsTest, AReplyToEverybodyLeavesNobodyOut) {
  http_.WillAnswer(200, kPost);
  ASSERT_TRUE(Create({"yes", "9", {}}).ok());
  EXPECT_EQ(Asked().body, "status=yes&in_reply_to_status_id=9&auto_populate_reply_metadata=true");
}

TEST_F(V11PostsTest, AnAnswerWithAnIdIsAPostHoweverOddTheRest) {
  http_.WillAnswer(200, R"({"id_str":"5","user":17})");
  const auto post = Create({"hi", "", {}});
  ASSERT_TRUE(post.ok());
  EXPECT_EQ(post->id, "5");
  EXPECT_EQ(post->text, "hi");
}

class AnswerWithoutPost : public V11PostsTest, public ::testing::WithParamInterface<const char*> {};
TEST_P(AnswerWithoutPost, IsUncertain) {
  http_.WillAnswer(200, GetParam());
  const auto post = Create({"hi", "", {}});
  ASSERT_FALSE(post.ok());
  EXPECT_EQ(post.error().code, chp::Code::kUncertain);
  EXPECT_EQ(post.error().reason, "x.no_post_in_answer");
}
INSTANTIATE_TEST_SUITE_P(V11Posts, AnswerWithoutPost,
                         ::testing::Values("", "<html>", "{}", "[]", "null", "5",
                                           R"({"id_str":"five"})", R"({"id":5.5})",
                                           R"({"id_str":"5")"));

TEST_F(V11PostsTest, AFailingServerMayHavePosted) {
  http_.WillAnswer(503, R"({"errors":[{"code":130,"message":"Over capacity"}]})");
  const auto post = Create({"hi", "", {}});
  ASSERT_FALSE(post.ok());
  EXPECT_EQ(post.error().code, chp::Code::kUncertain);
  EXPECT_EQ(post.error().reason, "x.unavailable");
}

TEST_F(V11PostsTest, ADuplicateIsRejected) {
  http_.WillAnswer(403, R"({"errors":[{"code":187,"message":"Status is a duplicate."}]})");
  const auto post = Create({"hi", "", {}});
  ASSERT_FALSE(post.ok());
  EXPECT_EQ(post.error().code, chp::Code::kRejected);
  EXPECT_EQ(post.error().reason, "x.duplicate");
}

TEST_F(V11PostsTest, ShowAsksForTheFullText) {
  http_.WillAnswer(200, R"({"id_str":"5","full_text":"long","user":{"id_str":"1"}})");
  const auto post = api_.ports().posts.Show(Account(), "5", call_);
  ASSERT_TRUE(post.ok());
  EXPECT_EQ(post->text, "long");
  EXPECT_EQ(Asked().method, "GET");
  EXPECT_EQ(Asked().url, "https://api.twitter.com/1.1/statuses/show/5.json?tweet_mode=extended");
  EXPECT_TRUE(Asked().idempotent);
  EXPECT_TRUE(IsSignedBy(account_));
}

TEST_F(V11PostsTest, ShowRefusesWhatIsNoIdWithoutAsking) {
  const auto post = api_.ports().posts.Show(Account(), "5/../../x", call_);
  ASSERT_FALSE(post.ok());
  EXPECT_EQ(post.error().code, chp::Code::kRejected);
  EXPECT_TRUE(http_.requests.empty());
}

TEST_F(V11PostsTest, ShowOfADeletedPostIsRejected) {
  http_.WillAnswer(404, R"({"errors":[{"code":144,"message":"No status found with that ID."}]})");
  const auto post = api_.ports().posts.Show(Account(), "5", call_);
  ASSERT_FALSE(post.ok());
  EXPECT_EQ(post.error().code, chp::Code::kRejected);
  EXPECT_EQ(post.error().reason, "x.post_gone");
}

TEST_F(V11PostsTest, ShowOfAnUnreadablePostIsTransient) {
  http_.WillAnswer(200, R"({"id_str":"5","text":17,"user":{"id_str":"1"}})");
  const auto post = api_.ports().posts.Show(Account(), "5", call_);
  ASSERT_FALSE(post.ok());
  EXPECT_EQ(post.error().code, chp::Code::kTransient);
  EXPECT_EQ(post.error().reason, "x.bad_answer");
}

TEST_F(V11PostsTest, OwnRecentReadsTheOwnTimeline) {
  http_.WillAnswer(200, std::string("[") + kPost + "]");
  const auto page = api_.ports().posts.OwnRecent(Account(), {"2001", 0}, call_);
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->posts.size(), 1u);
  EXPECT_EQ(page->posts.front().id, "5");
  EXPECT_FALSE(page->has_older);
  EXPECT_EQ(
      Asked().url,
      "https://api.twitter.com/1.1/statuses/user_timeline.json?count=200&tweet_mode=extended");
  EXPECT_TRUE(IsSignedBy(account_));
}

TEST_F(V11PostsTest, AFullTimelineMayGoOn) {
  std::string body = "[";
  for (int post = 0; post < 200; ++post) body += std::string(post == 0 ? "" : ",") + kPost;
  http_.WillAnswer(200, body + "]");
  EXPECT_TRUE(api_.ports().posts.OwnRecent(Account(), {"2001", 0}, call_)->has_older);
}

class BadTimeline : public V11PostsTest, public ::testing::WithParamInterface<const char*> {};
TEST_P(BadTimeline, ProvesNothing) {
  http_.WillAnswer(200, GetParam());
  const auto posts = api_.ports().posts.OwnRecent(Account(), {"2001", 0}, call_);
  ASSERT_FALSE(posts.ok());
  EXPECT_EQ(posts.error().code, chp::Code::kTransient);
  EXPECT_EQ(posts.error().reason, "x.bad_answer");
}
INSTANTIATE_TEST_SUITE_P(V11Posts, BadTimeline,
                         ::testing::Values("", "<html>", "{}", "[17]", R"([{"id_str":"5"}])"));

TEST_F(V11PostsTest, TimelinesAreReadWithV2Only) {
  EXPECT_EQ(api_.ports().posts.ReadTimeline(Account(), {}, call_).error().reason, "x.no_timeline");
  EXPECT_TRUE(http_.requests.empty());
}

}  // namespace
}  // namespace twitter::testing
