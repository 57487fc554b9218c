// Subscriptions of accounts.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/x_api/v11_fixture.hpp"

namespace twitter::testing {
namespace {

constexpr const char* kUrl =
    "https://api.twitter.com/1.1/account_activity/all/De%20v/subscriptions.json";
constexpr const char* kExists =
    R"({"errors":[{"code":355,"message":"Subscription already exists."}]})";

class V11SubscriptionsTest : public V11Test {
 protected:
  Subscriptions& subscriptions() { return api_.ports().subscriptions; }
};

TEST_F(V11SubscriptionsTest, SubscribeIsSignedByTheAccount) {
  http_.WillAnswer(204, "");
  EXPECT_TRUE(subscriptions().Subscribe(Account(), {}, call_).ok());
  EXPECT_EQ(Asked().method, "POST");
  EXPECT_EQ(Asked().url, kUrl);
  EXPECT_EQ(Asked().body, "");
  EXPECT_TRUE(IsSignedBy(account_));
}

TEST_F(V11SubscriptionsTest, AnExistingSubscriptionIsSuccess) {
  http_.WillAnswer(409, kExists);
  EXPECT_TRUE(subscriptions().Subscribe(Account(), {}, call_).ok());
}

TEST_F(V11SubscriptionsTest, AConflictWithoutWordsIsSuccess) {
  http_.WillAnswer(409, "");
  EXPECT_TRUE(subscriptions().Subscribe(Account(), {}, call_).ok());
}

TEST_F(V11SubscriptionsTest, AnotherRefusalIsConfiguration) {
  http_.WillAnswer(403,
                   R"({"errors":[{"code":348,"message":"Client application is not permitted"}]})");
  const auto subscribed = subscriptions().Subscribe(Account(), {}, call_);
  ASSERT_FALSE(subscribed.ok());
  EXPECT_EQ(subscribed.error().code, chp::Code::kConfig);
  EXPECT_EQ(subscribed.error().reason, "x.subscription");
}

TEST_F(V11SubscriptionsTest, DeadTokensStopTheAccountOnly) {
  http_.WillAnswer(401, R"({"errors":[{"code":89,"message":"Invalid or expired token."}]})");
  const auto subscribed = subscriptions().Subscribe(Account(), {}, call_);
  ASSERT_FALSE(subscribed.ok());
  EXPECT_EQ(subscribed.error().code, chp::Code::kAuth);
  EXPECT_EQ(subscribed.error().scope, chp::Scope::kAccount);
}

TEST_F(V11SubscriptionsTest, IsSubscribedReadsTheStatus) {
  http_.WillAnswer(204, "");
  http_.WillAnswer(404, R"({"errors":[{"code":34,"message":"Sorry, that page does not exist."}]})");
  const auto yes = subscriptions().IsSubscribed(Account(), call_);
  const auto no = subscriptions().IsSubscribed(Account(), call_);
  ASSERT_TRUE(yes.ok());
  ASSERT_TRUE(no.ok());
  EXPECT_TRUE(*yes);
  EXPECT_FALSE(*no);
  EXPECT_EQ(Asked().method, "GET");
  EXPECT_EQ(Asked().url, kUrl);
}

TEST_F(V11SubscriptionsTest, IsSubscribedDoesNotGuess) {
  http_.WillAnswer(500, "");
  EXPECT_FALSE(subscriptions().IsSubscribed(Account(), call_).ok());
}

TEST_F(V11SubscriptionsTest, UnsubscribeDeletes) {
  http_.WillAnswer(204, "");
  EXPECT_TRUE(subscriptions().Unsubscribe(Account(), call_).ok());
  EXPECT_EQ(Asked().method, "DELETE");
  EXPECT_EQ(Asked().url, kUrl);
  EXPECT_TRUE(IsSignedBy(account_));
}

TEST_F(V11SubscriptionsTest, NothingToUnsubscribeIsSuccess) {
  http_.WillAnswer(404, "");
  EXPECT_TRUE(subscriptions().Unsubscribe(Account(), call_).ok());
}

TEST_F(V11SubscriptionsTest, AFailingServerIsNoUnsubscription) {
  http_.WillAnswer(503, "<html>");
  const auto ended = subscriptions().Unsubscribe(Account(), call_);
  ASSERT_FALSE(ended.ok());
  EXPECT_EQ(ended.error().code, chp::Code::kTransient);
}

TEST_F(V11SubscriptionsTest, ThatOfAUserWithoutTokenEndsAsTheApp) {
  http_.WillAnswer(200, R"({"token_type":"bearer","access_token":"app-bearer"})");
  http_.WillAnswer(204, "");
  EXPECT_TRUE(subscriptions().End(app_, "2001", call_).ok());
  EXPECT_EQ(Asked(1).method, "DELETE");
  EXPECT_EQ(Asked(1).url,
            "https://api.twitter.com/1.1/account_activity/all/De%20v/subscriptions/2001.json");
}

TEST_F(V11SubscriptionsTest, OneThatIsGoneHasEndedAndAnotherRefusalHasNot) {
  http_.WillAnswer(200, R"({"token_type":"bearer","access_token":"app-bearer"})");
  http_.WillAnswer(404, R"({"errors":[{"code":34,"message":"Sorry, that page does not exist."}]})");
  EXPECT_TRUE(subscriptions().End(app_, "2001", call_).ok());
  http_.WillAnswer(503, "");
  EXPECT_FALSE(subscriptions().End(app_, "2001", call_).ok());
}

}  // namespace
}  // namespace twitter::testing
