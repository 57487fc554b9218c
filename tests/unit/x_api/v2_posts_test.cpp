// Posts and users of API v2: what is asked, and answers in every documented shape.
#include "tests/unit/x_api/v2_fixture.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

class V2PostsTest : public testing::V2Test {
 protected:
  Posts& posts() { return api_.ports().posts; }
  std::vector<Post> LookedUp(const std::string& answer) {
    http_.WillAnswer(200, answer);
    const std::string id = "1";
    return posts().Lookup(Account(), std::span(&id, 1), call_).value();
  }
};

TEST_F(V2PostsTest, APostIsJsonSignedWithoutItsBody) {
  http_.WillAnswer(201, R"({"data":{"id":"77","text":"Hello","edit_history_tweet_ids":["77"]}})");
  const auto created = posts().Create(
      Account(), {.text = "Hello", .in_reply_to_post_id = {}, .exclude_user_ids = {}}, call_);
  ASSERT_TRUE(created);
  EXPECT_EQ(created->id, "77");
  EXPECT_EQ(Asked().method, "POST");
  EXPECT_EQ(Asked().url, "https://api.x.com/2/tweets");
  EXPECT_EQ(Asked().body, R"({"text":"Hello"})");
  EXPECT_FALSE(Asked().idempotent);
  EXPECT_TRUE(IsSignedByAccount());
}

TEST_F(V2PostsTest, AnAnswerNamesThePostItAnswersAndWhoIsLeftOut) {
  http_.WillAnswer(201, R"({"data":{"id":"77","text":"Hello"}})");
  ASSERT_TRUE(posts().Create(
      Account(), {.text = "Hello", .in_reply_to_post_id = "70", .exclude_user_ids = {"9"}}, call_));
  EXPECT_EQ(json::parse(Asked().body),
            json::parse(R"({"text":"Hello","reply":{"in_reply_to_tweet_id":"70",
                            "exclude_reply_user_ids":["9"]}})"));
}

TEST_F(V2PostsTest, AYesThatShowsNoPostIsUncertain) {
  for (const char* body : {"", "<html>", "{}", R"({"data":{}})", R"({"data":{"id":7}})", "[]"}) {
    http_.WillAnswer(201, body);
    const auto created = posts().Create(
        Account(), {.text = "x", .in_reply_to_post_id = {}, .exclude_user_ids = {}}, call_);
    if (created) {
      EXPECT_EQ(created->id, "7") << "a number is an id too";
      continue;
    }
    EXPECT_EQ(created.error().reason, "x.no_post_in_answer") << body;
    EXPECT_EQ(created.error().code, chp::Code::kUncertain) << body;
  }
}

TEST_F(V2PostsTest, TheReplyGateIsFinalAndInXsWords) {
  http_.WillAnswer(403,
                   R"({"detail":"Reply to this conversation is not allowed because you have not)"
                   R"( been mentioned or otherwise engaged by the author of the post you are)"
                   R"( replying to.","status":403,"title":"Forbidden","type":"about:blank"})");
  const auto created = posts().Create(
      Account(), {.text = "x", .in_reply_to_post_id = "70", .exclude_user_ids = {}}, call_);
  ASSERT_FALSE(created);
  EXPECT_EQ(created.error().code, chp::Code::kRejected);
  EXPECT_NE(created.error().message.find("not been mentioned"), std::string::npos);
}

TEST_F(V2PostsTest, WhatCannotBeAnsweredIsToldFromXsWords) {
  const std::pair<const char*, const char*> cases[] = {
      {"You attempted to reply to a Tweet that is deleted or not visible to you.",
       "x.reply_to_gone"},
      {"The original Tweet author restricted who can reply to this Tweet.", "x.replies_restricted"},
      {"Your account is suspended and is not permitted to access this feature.",
       "x.account_suspended"},
      {"To protect our users from spam, this account is temporarily locked.", "x.account_locked"},
      {"The validation of media ids failed.", "x.media"}};
  for (const auto& [words, reason] : cases) {
    http_.WillAnswer(403,
                     std::string(R"({"title":"Forbidden","status":403,"type":"about:blank",)") +
                         R"("detail":")" + words + "\"}");
    const auto created = posts().Create(
        Account(), {.text = "x", .in_reply_to_post_id = "70", .exclude_user_ids = {}}, call_);
    ASSERT_FALSE(created);
    EXPECT_EQ(created.error().reason, reason);
  }
}

TEST_F(V2PostsTest, AFailingServerMayHavePosted) {
  http_.WillAnswer(503, "");
  EXPECT_EQ(posts()
                .Create(Account(), {.text = "x", .in_reply_to_post_id = {}, .exclude_user_ids = {}},
                        call_)
                .error()
                .code,
            chp::Code::kUncertain);
}

TEST_F(V2PostsTest, LookupReadsBothDialectsWrappedUsersAndMedia) {
  const auto posts = LookedUp(
      R"({"data":[{"id":"1","text":"a","author_id":"5","note_post":{"text":"a long text"},
          "referenced_posts":[{"type":"replied_to","id":"0"}],"conversation_id":"0",
          "created_at":"2026-08-12T18:00:00.000Z"}],
          "includes":{"users":[{"data":{"id":"5","username":"jo","name":"Jo"}}]},
          "errors":[{"title":"Not Found Error","resource_id":"2"}]})");
  ASSERT_EQ(posts.size(), 1u);
  EXPECT_EQ(posts[0].text, "a long text");
  EXPECT_EQ(posts[0].author.screen_name, "jo");
  EXPECT_EQ(posts[0].in_reply_to_post_id, "0");
  EXPECT_NE(Asked().url.find("ids=1"), std::string::npos);
  EXPECT_NE(Asked().url.find("note_tweet"), std::string::npos);
}

TEST_F(V2PostsTest, WhatXDoesNotShowIsAbsent) {
  EXPECT_TRUE(LookedUp(R"({"errors":[{"title":"Not Found Error","resource_id":"1"}]})").empty());
  EXPECT_TRUE(LookedUp(R"({"data":[{"id":"1"},7,null]})").empty());
  http_.WillAnswer(200, R"({"errors":[{"title":"Not Found Error"}]})");
  EXPECT_EQ(posts().Show(Account(), "1", call_).error().reason, "x.not_found");
}

TEST_F(V2PostsTest, IdsThatAreNoneAreNotAsked) {
  const std::string bad = "1/../2";
  EXPECT_EQ(posts().Lookup(Account(), std::span(&bad, 1), call_).error().reason, "x.bad_request");
  EXPECT_TRUE(http_.requests.empty());
}

TEST_F(V2PostsTest, OwnPostsAreAskedForSinceAMoment) {
  http_.WillAnswer(
      200, R"({"data":[{"id":"1","text":"a","author_id":"2001"}],"meta":{"result_count":1}})");
  const auto page = posts().OwnRecent(Account(), {"2001", 1'786'557'600'999}, call_);
  ASSERT_EQ(page->posts.size(), 1u);
  EXPECT_FALSE(page->has_older);
  EXPECT_TRUE(Asked().url.starts_with("https://api.x.com/2/users/2001/tweets?"));
  EXPECT_NE(Asked().url.find("max_results=100&start_time=2026-08-12T18%3A00%3A00Z"),
            std::string::npos)
      << "each one read is paid for";
}

TEST_F(V2PostsTest, OwnPostsOnFurtherPagesAreKnownOf) {
  http_.WillAnswer(200, R"({"data":[{"id":"1","text":"a","author_id":"2001"}],
                            "meta":{"result_count":1,"next_token":"7140w"}})");
  EXPECT_TRUE(posts().OwnRecent(Account(), {"2001", 0}, call_)->has_older);
}

TEST_F(V2PostsTest, OwnPostsThatCannotBeReadAreNotAbsent) {
  http_.WillAnswer(200, R"({"data":[{"id":"1"}]})");
  EXPECT_EQ(posts().OwnRecent(Account(), {"2001", 0}, call_).error().reason, "x.bad_answer");
}

TEST_F(V2PostsTest, OwnPostsAreOfAnIdNotAPath) {
  EXPECT_EQ(posts().OwnRecent(Account(), {"1/..", 0}, call_).error().reason, "x.user_not_found");
  EXPECT_TRUE(http_.requests.empty());
}

TEST_F(V2PostsTest, WhoATokenBelongsTo) {
  http_.WillAnswer(200, R"({"data":{"id":"2001","username":"acme","name":"Acme",
                                 "subscription_type":"Premium","verified_type":"blue"}})",
                   {{"x-access-level", "read-write-directmessages"}});
  const auto linked = api_.ports().auth.VerifyCredentials(Account(), call_);
  ASSERT_TRUE(linked);
  EXPECT_EQ(linked->user.screen_name, "acme");
  EXPECT_EQ(linked->access_level, "read-write-directmessages");
  EXPECT_EQ(linked->user.subscription_type, "Premium");
  EXPECT_EQ(linked->user.verified_type, "blue");
  EXPECT_TRUE(Asked().url.starts_with("https://api.x.com/2/users/me?user.fields="));
  EXPECT_TRUE(Asked().url.ends_with("subscription_type")) << Asked().url;
  http_.WillAnswer(200, R"({"errors":[{"title":"x"}]})");
  EXPECT_EQ(api_.ports().auth.VerifyCredentials(Account(), call_).error().reason, "x.bad_answer");
}

TEST_F(V2PostsTest, AnAppOfV11AsksV11) {
  app_.generation = Generation::kLegacy;
  http_.WillAnswer(200, R"({"id_str":"77","text":"Hello","user":{"id_str":"1"}})");
  ASSERT_TRUE(posts().Create(
      Account(), {.text = "Hello", .in_reply_to_post_id = {}, .exclude_user_ids = {}}, call_));
  EXPECT_EQ(Asked().url, "https://api.x.com/1.1/statuses/update.json");
}

TEST_F(V2PostsTest, MentionsAreReadInPagesCutByIds) {
  http_.WillAnswer(200, R"({"data":[{"id":"9","text":"a","author_id":"2"},17,
                            {"id":"8","text":"b","author_id":"2"}],
                            "meta":{"result_count":2,"oldest_id":"8","next_token":"7140w"}})");
  const auto page = posts().ReadTimeline(Account(),
                                         {.timeline = Timeline::kMentions,
                                          .user_id = "2001",
                                          .since_id = "5",
                                          .max_id = "10",
                                          .count = 1'000},
                                         call_);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->posts.size(), 2u);
  EXPECT_EQ(page->unreadable, 1u);
  EXPECT_EQ(page->next_max_id, "7");
  const std::string& url = Asked().url;
  EXPECT_TRUE(url.starts_with("https://api.x.com/2/users/2001/mentions?")) << url;
  for (const char* part : {"max_results=100", "since_id=5", "until_id=11"}) {
    EXPECT_NE(url.find(part), std::string::npos) << url;
  }
}

TEST_F(V2PostsTest, AnEmptyTimelineHasNoData) {
  http_.WillAnswer(200, R"({"meta":{"result_count":0}})");
  const auto page =
      posts().ReadTimeline(Account(), {.timeline = Timeline::kOwnPosts, .user_id = "2001"}, call_);
  ASSERT_TRUE(page.ok());
  EXPECT_TRUE(page->posts.empty());
  EXPECT_TRUE(page->next_max_id.empty());
  EXPECT_TRUE(Asked().url.starts_with("https://api.x.com/2/users/2001/tweets?"));
}

}  // namespace
}  // namespace twitter
