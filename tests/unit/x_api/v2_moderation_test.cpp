// Deleting and hiding with API v2.
#include "tests/unit/x_api/v2_fixture.hpp"

namespace twitter {
namespace {

class V2ModerationTest : public testing::V2Test {
 protected:
  Moderation& moderation() { return *api_.ports().moderation; }
};

TEST_F(V2ModerationTest, APostIsDeleted) {
  http_.WillAnswer(200, R"({"data":{"deleted":true}})");
  ASSERT_TRUE(moderation().DeletePost(Account(), "77", call_).ok());
  EXPECT_EQ(Asked().method, "DELETE");
  EXPECT_EQ(Asked().url, "https://api.x.com/2/tweets/77");
  EXPECT_FALSE(Asked().idempotent) << "a signature is good for one request";
  EXPECT_TRUE(IsSignedByAccount());
}

TEST_F(V2ModerationTest, AMessageIsDeleted) {
  http_.WillAnswer(200, R"({"data":{"deleted":true}})");
  ASSERT_TRUE(moderation().DeleteMessage(Account(), "5", call_).ok());
  EXPECT_EQ(Asked().url, "https://api.x.com/2/dm_events/5");
}

TEST_F(V2ModerationTest, AnAnswerIsHiddenAndShown) {
  http_.WillAnswer(200, R"({"data":{"hidden":true}})");
  ASSERT_TRUE(moderation().SetHidden(Account(), "77", true, call_).ok());
  EXPECT_EQ(Asked().method, "PUT");
  EXPECT_EQ(Asked().url, "https://api.x.com/2/tweets/77/hidden");
  EXPECT_EQ(Asked().body, R"({"hidden":true})");
  http_.WillAnswer(200, R"({"data":{"hidden":false}})");
  EXPECT_TRUE(moderation().SetHidden(Account(), "77", false, call_).ok());
}

TEST_F(V2ModerationTest, OnlyAClearYesCounts) {
  for (const char* answer : {"", "{}", R"({"errors":[{"title":"Forbidden"}]})",
                             R"({"data":{"deleted":false}})", R"({"data":{"deleted":"yes"}})"}) {
    http_.WillAnswer(200, answer);
    EXPECT_EQ(moderation().DeletePost(Account(), "77", call_).error().reason, "x.bad_answer")
        << answer;
  }
}

TEST_F(V2ModerationTest, ALostAnswerMayBeAskedForAgain) {
  http_.WillFail({chp::Code::kUncertain, "http.no_answer", "It is not known."});
  EXPECT_EQ(moderation().DeletePost(Account(), "77", call_).error().code, chp::Code::kTransient);
}

// A copy made on the way used up the nonce.
TEST_F(V2ModerationTest, ARefusedSignatureIsMadeAnewOnce) {
  http_.WillAnswer(401, R"({"title":"Unauthorized","status":401,"detail":"Unauthorized"})");
  http_.WillAnswer(200, R"({"data":{"deleted":true}})");
  EXPECT_TRUE(moderation().DeletePost(Account(), "77", call_).ok());
}

TEST_F(V2ModerationTest, WhatIsNotThereIsSaid) {
  http_.WillAnswer(404, R"({"title":"Not Found Error","status":404,
      "type":"https://api.x.com/2/problems/resource-not-found"})");
  EXPECT_EQ(moderation().DeletePost(Account(), "77", call_).error().reason, "x.not_found");
  EXPECT_EQ(moderation().DeletePost(Account(), "no/id", call_).error().reason, "x.not_found");
  EXPECT_EQ(http_.requests.size(), 1u);
}

}  // namespace
}  // namespace twitter
