// How an account leaves the Account Activity API v2.
#include "tests/unit/x_api/v2_fixture.hpp"

namespace twitter {
namespace {

constexpr const char* kList =
    R"({"data":{"application_id":"1","webhook_id":"900","webhook_url":"https://a.test/h",
        "subscriptions":[{"user_id":"2001"},{"user_id":"2002"}]}})";

class V2AccountActivityTest : public testing::V2Test {
 protected:
  // The token, and an account that is subscribed to what it wishes.
  V2AccountActivityTest() {
    WillGiveBearer();
    http_.WillAnswer(200, R"({"data":[]})");
  }
  chp::Result<void> Reconcile(const std::string& user_id = "2001") {
    return api_.ports().subscriptions.Subscribe(
        Account(), {.user_id = user_id, .posts = false, .reposts = false, .direct_messages = false},
        call_);
  }
};

TEST_F(V2AccountActivityTest, TheAccountAndNoOtherIsUnsubscribedAsTheApp) {
  http_.WillAnswer(200, kList);
  http_.WillAnswer(200, R"({"data":{"subscribed":false}})");
  ASSERT_TRUE(Reconcile());
  ASSERT_EQ(http_.requests.size(), 4u);
  const std::string webhook = "https://api.x.com/2/account_activity/webhooks/900/subscriptions/";
  EXPECT_EQ(Asked(2).url, webhook + "all/list");
  EXPECT_EQ(Asked(3).method, "DELETE");
  EXPECT_EQ(Asked(3).url, webhook + "2001/all");
  EXPECT_EQ(Authorization(Asked(3)), "Bearer app-bearer");
}

TEST_F(V2AccountActivityTest, WhoIsNotSubscribedThereIsLeftAlone) {
  http_.WillAnswer(200, kList);
  ASSERT_TRUE(Reconcile("2003"));
  EXPECT_EQ(http_.requests.size(), 3u);
}

TEST_F(V2AccountActivityTest, WhereXDoesNotOfferItThereIsNothingToLeave) {
  http_.WillAnswer(403, "");
  ASSERT_TRUE(Reconcile());
  for (const int status : {404, 410}) {
    http_.WillAnswer(200, R"({"data":[]})");
    http_.WillAnswer(status, "");
    EXPECT_TRUE(Reconcile()) << status;
  }
  EXPECT_EQ(http_.requests.size(), 7u);
}

TEST_F(V2AccountActivityTest, GoneIsGone) {
  http_.WillAnswer(200, kList);
  http_.WillAnswer(404, R"({"title":"Not Found Error","detail":"SubscriptionNotFound"})");
  EXPECT_TRUE(Reconcile());
}

TEST_F(V2AccountActivityTest, ItIsTriedAgainWhenXWasNotThere) {
  http_.WillAnswer(503, "");
  EXPECT_EQ(Reconcile().error().http_status, 503);
}

TEST_F(V2AccountActivityTest, NothingIsLeftBeforeTheNewSubscriptionsAreInPlace) {
  http_.WillAnswer(503, "");
  EXPECT_FALSE(api_.ports().subscriptions.Subscribe(
      Account(), {.user_id = "2001", .posts = false, .reposts = false, .direct_messages = true},
      call_));
  EXPECT_EQ(http_.requests.size(), 3u);
}

}  // namespace
}  // namespace twitter
