// Webhooks and subscriptions of today's API, asked for as the app.
#include "tests/unit/x_api/v2_fixture.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

class V2WebhooksTest : public testing::V2Test {
 protected:
  Webhooks& webhooks() { return api_.ports().webhooks; }
};

TEST_F(V2WebhooksTest, TheAppsTokenIsMintedOnceFromItsKeys) {
  WillGiveBearer();
  http_.WillAnswer(200, R"({"data":[],"meta":{"result_count":0}})");
  http_.WillAnswer(200, R"({"data":[],"meta":{"result_count":0}})");
  ASSERT_TRUE(webhooks().List(app_, call_)->empty());
  ASSERT_TRUE(webhooks().List(app_, call_));
  ASSERT_EQ(http_.requests.size(), 3u);
  EXPECT_EQ(Asked().url, "https://api.x.com/oauth2/token");
  EXPECT_EQ(Asked().body, "grant_type=client_credentials");
  EXPECT_EQ(Authorization(Asked()), "Basic a2V5OmNvbnN1bWVyJTJCc2VjcmV0");
  EXPECT_EQ(Authorization(Asked(1)), "Bearer app-bearer");
  EXPECT_EQ(Authorization(Asked(2)), "Bearer app-bearer");
}

TEST_F(V2WebhooksTest, ATokenThatXDoesNotTakeIsMintedAgainOnce) {
  WillGiveBearer("old");
  http_.WillAnswer(401, R"({"title":"Unauthorized","status":401})");
  WillGiveBearer("new");
  http_.WillAnswer(200, R"({"data":[]})");
  ASSERT_TRUE(webhooks().List(app_, call_));
  EXPECT_EQ(Authorization(Asked(3)), "Bearer new");
  http_.WillAnswer(401, "");
  WillGiveBearer("newer");
  http_.WillAnswer(401, "");
  EXPECT_EQ(webhooks().List(app_, call_).error().http_status, 401);
  EXPECT_EQ(http_.requests.size(), 7u);
}

TEST_F(V2WebhooksTest, TheTokenIsInNoSentence) {
  WillGiveBearer("s3cret-bearer");
  http_.WillAnswer(403, R"({"title":"Forbidden","detail":"s3cret-bearer may not","status":403})");
  EXPECT_EQ(webhooks().List(app_, call_).error().message.find("s3cret"), std::string::npos);
}

TEST_F(V2WebhooksTest, AMintThatHoldsNoTokenIsNoToken) {
  for (const char* body : {"", "[]", "{}", R"({"access_token":""})", R"({"access_token":"a b"})"}) {
    http_.WillAnswer(200, body);
    EXPECT_EQ(webhooks().List(app_, call_).error().reason, "x.bad_answer") << body;
  }
}

TEST_F(V2WebhooksTest, AnswersWithAndWithoutWrapperAreRead) {
  WillGiveBearer();
  for (const char* body : {R"({"data":{"id":"7","url":"https://a.test/h","valid":true}})",
                           R"({"id":"7","url":"https://a.test/h","valid":true})"}) {
    http_.WillAnswer(200, body);
    const auto registered = webhooks().Register(app_, "https://a.test/h", call_);
    ASSERT_TRUE(registered) << body;
    EXPECT_EQ(registered->id, "7");
    EXPECT_TRUE(registered->valid);
    EXPECT_EQ(http_.requests.back().body, R"({"url":"https://a.test/h"})");
  }
}

TEST_F(V2WebhooksTest, IsCheckedAgainAndRemovedById) {
  WillGiveBearer();
  http_.WillAnswer(200, R"({"data":{"valid":true}})");
  http_.WillAnswer(200, R"({"data":{"deleted":true}})");
  ASSERT_TRUE(webhooks().Revalidate(app_, "7", call_));
  EXPECT_EQ(Asked(1).method, "PUT");
  EXPECT_EQ(Asked(1).url, "https://api.x.com/2/webhooks/7");
  ASSERT_TRUE(webhooks().Remove(app_, "7/../8", call_));
  EXPECT_EQ(Asked(2).url, "https://api.x.com/2/webhooks/7%2F..%2F8");
}

class V2SubscriptionsTest : public testing::V2Test {
 protected:
  // One entry of X's list.
  static json::value Known(const std::string& id, const std::string& type,
                           const std::string& user = "2001", const std::string& hook = "900") {
    return json::object{{"subscription_id", id},
                        {"event_type", type},
                        {"filter", json::object{{"user_id", user}}},
                        {"webhook_id", hook}};
  }
  // Beside revocations, which are for all users of the app.
  void WillList(json::array list) {
    list.push_back(Known("99", "oauth.revoke", ""));
    WillGiveBearer();
    http_.WillAnswer(200, json::serialize(json::object{{"data", list}}));
  }
  // Beside what a test queued, X answers that it has no Account Activity API.
  chp::Result<void> Wish(bool posts, bool messages) {
    http_.WillAnswer(404, "");
    return api_.ports().subscriptions.Subscribe(
        Account(),
        {.user_id = "2001", .posts = posts, .reposts = false, .direct_messages = messages}, call_);
  }
  // Types that were subscribed to.
  std::vector<std::string> Added() const {
    std::vector<std::string> types;
    for (const HttpRequest& request : http_.requests) {
      const bool added = request.method == "POST" && request.url.ends_with("/subscriptions");
      if (added) types.emplace_back(json::parse(request.body).at("event_type").as_string());
    }
    return types;
  }
};

TEST_F(V2SubscriptionsTest, EachTypeIsSubscribedToAsTheUserForTheAppsWebhook) {
  WillList({});
  for (int i = 0; i < 3; ++i) http_.WillAnswer(200, R"({"data":[{}],"meta":{}})");
  ASSERT_TRUE(Wish(false, true));
  EXPECT_EQ(Added(), (std::vector<std::string>{"dm.received", "dm.sent", "chat.received"}));
  EXPECT_EQ(json::parse(Asked(2).body),
            json::parse(R"({"event_type":"dm.received","filter":{"user_id":"2001"},
                            "webhook_id":"900"})"));
  EXPECT_TRUE(testing::IsSignedWith(Asked(4), app_.consumer_secret, account_.secret));
}

TEST_F(V2SubscriptionsTest, WhatIsThereIsLeftAloneAndWhatIsNotWishedEnds) {
  WillList({Known("1", "dm.received"), Known("2", "dm.sent"), Known("3", "chat.received"),
            Known("4", "post.create"), Known("5", "post.create", "other")});
  http_.WillAnswer(200, R"({"data":{"deleted":true}})");
  ASSERT_TRUE(Wish(false, true));
  EXPECT_TRUE(Added().empty());
  ASSERT_EQ(http_.requests.size(), 4u);
  EXPECT_EQ(Asked(2).method, "DELETE");
  EXPECT_TRUE(Asked(2).url.ends_with("/2/activity/subscriptions/4"));
}

TEST_F(V2SubscriptionsTest, ReceiptsAreSubscribedToWhenTheyAreWishedAndDoneWithoutWhenRefused) {
  WillList({Known("1", "dm.received"), Known("2", "dm.sent"), Known("3", "chat.received")});
  http_.WillAnswer(403, R"({"title":"Forbidden","status":403})");
  http_.WillAnswer(404, "");
  ASSERT_TRUE(api_.ports().subscriptions.Subscribe(Account(),
                                                   {.user_id = "2001",
                                                    .posts = false,
                                                    .reposts = false,
                                                    .direct_messages = true,
                                                    .read_receipts = true},
                                                   call_));
  EXPECT_EQ(Added(), std::vector<std::string>{"dm.read"});
}

TEST_F(V2SubscriptionsTest, ReceiptsThatAreNotWishedAnyMoreEnd) {
  WillList({Known("1", "dm.received"), Known("2", "dm.sent"), Known("3", "chat.received"),
            Known("4", "dm.read")});
  http_.WillAnswer(200, R"({"data":{"deleted":true}})");
  ASSERT_TRUE(Wish(false, true));
  EXPECT_TRUE(Asked(2).url.ends_with("/2/activity/subscriptions/4"));
}

TEST_F(V2SubscriptionsTest, ThoseOfAUserWithoutTokensEndAsTheApp) {
  WillList({Known("1", "dm.received"), Known("2", "dm.sent", "other"), Known("3", "post.create")});
  http_.WillAnswer(200, R"({"data":{"deleted":true}})");
  http_.WillAnswer(404, "");
  http_.WillAnswer(404, "");
  ASSERT_TRUE(api_.ports().subscriptions.End(app_, "2001", call_));
  ASSERT_EQ(http_.requests.size(), 5u);
  EXPECT_TRUE(Asked(2).url.ends_with("/2/activity/subscriptions/1"));
  EXPECT_TRUE(Asked(3).url.ends_with("/2/activity/subscriptions/3"));
  EXPECT_EQ(Authorization(Asked(3)), "Bearer app-bearer");
}

TEST_F(V2SubscriptionsTest, NobodysSubscriptionsAreNotTheAppsOwn) {
  WillList({Known("1", "dm.received")});
  http_.WillAnswer(404, "");
  ASSERT_TRUE(api_.ports().subscriptions.End(app_, "", call_));
  for (const HttpRequest& request : http_.requests) EXPECT_NE(request.method, "DELETE");
}

TEST_F(V2SubscriptionsTest, OneOfAnotherWebhookIsMadeAnew) {
  WillList({Known("1", "dm.received", "2001", "899"), Known("2", "dm.sent"),
            Known("3", "chat.received")});
  http_.WillAnswer(200, R"({"data":{"deleted":true}})");
  http_.WillAnswer(200, "{}");
  ASSERT_TRUE(Wish(false, true));
  EXPECT_EQ(Added(), std::vector<std::string>{"dm.received"});
}

TEST_F(V2SubscriptionsTest, RevocationsAreSubscribedToOnceAsTheApp) {
  WillGiveBearer();
  http_.WillAnswer(200, R"({"data":[]})");
  for (int i = 0; i < 4; ++i) http_.WillAnswer(200, "{}");
  ASSERT_TRUE(Wish(false, true));
  EXPECT_EQ(json::parse(Asked(5).body),
            json::parse(R"({"event_type":"oauth.revoke","filter":{},"webhook_id":"900"})"));
  EXPECT_EQ(Authorization(Asked(5)), "Bearer app-bearer");
}

TEST_F(V2SubscriptionsTest, WhatOnlyHelpsIsDoneWithoutWhereXRefusesIt) {
  WillGiveBearer();
  http_.WillAnswer(200, R"({"data":[]})");
  http_.WillAnswer(200, "{}");
  http_.WillAnswer(200, "{}");
  http_.WillAnswer(403, R"({"title":"Forbidden","status":403})");
  http_.WillAnswer(400, R"({"title":"Invalid Request","status":400})");
  EXPECT_TRUE(Wish(false, true));
}

TEST_F(V2SubscriptionsTest, WhatOnlyHelpsIsTriedAgainWhenXWasNotThere) {
  WillGiveBearer();
  http_.WillAnswer(200, R"({"data":[]})");
  for (int i = 0; i < 3; ++i) http_.WillAnswer(200, "{}");
  http_.WillAnswer(503, "");
  EXPECT_FALSE(Wish(false, true));
}

TEST_F(V2SubscriptionsTest, WhoCollectsNothingSubscribesToNothing) {
  WillGiveBearer();
  http_.WillAnswer(200, R"({"data":[]})");
  ASSERT_TRUE(Wish(false, false));
  EXPECT_EQ(http_.requests.size(), 3u);
}

TEST_F(V2SubscriptionsTest, OneThatExistsAlreadyIsSuccess) {
  WillList({});
  for (int i = 0; i < 3; ++i) http_.WillAnswer(409, R"({"title":"Conflict","status":409})");
  EXPECT_TRUE(Wish(false, true));
}

TEST_F(V2SubscriptionsTest, ARefusalStopsAndIsTold) {
  WillList({});
  http_.WillAnswer(403, R"({"title":"Forbidden","detail":"This needs dm.read.","status":403})");
  const auto refused = Wish(false, true);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, chp::Code::kConfig);
  EXPECT_NE(refused.error().message.find("dm.read"), std::string::npos);
}

TEST_F(V2SubscriptionsTest, LongListsAreReadToTheirEnd) {
  WillGiveBearer();
  http_.WillAnswer(200,
                   json::serialize(json::object{{"data", json::array{Known("1", "dm.received")}},
                                                {"meta", json::object{{"next_token", "n1"}}}}));
  http_.WillAnswer(200,
                   json::serialize(json::object{
                       {"data", json::array{Known("99", "oauth.revoke", ""), Known("2", "dm.sent"),
                                            Known("3", "chat.received")}}}));
  ASSERT_TRUE(Wish(false, true));
  EXPECT_TRUE(Added().empty());
  EXPECT_NE(Asked(2).url.find("pagination_token=n1"), std::string::npos);
}

TEST_F(V2SubscriptionsTest, EndingThemEndsAllOfTheTokensUser) {
  WillList({Known("1", "dm.received"), Known("2", "post.create", "other")});
  http_.WillAnswer(404, "");
  http_.WillAnswer(410, "");
  EXPECT_TRUE(api_.ports().subscriptions.Unsubscribe(Account(), call_)) << "gone is gone";
  EXPECT_TRUE(Asked(2).url.ends_with("/1"));
  http_.WillAnswer(200, json::serialize(json::object{{"data", json::array{Known("2", "x", "y")}}}));
  EXPECT_FALSE(api_.ports().subscriptions.IsSubscribed(Account(), call_).value());
}

TEST_F(V2WebhooksTest, AReplayIsOrderedInMinutesOfUtc) {
  WillGiveBearer();
  http_.WillAnswer(200, R"({"data":{"job_id":"1","created_at":"2025-04-24T20:57:15.242Z"}})");
  const ReplayOrder order{
      .webhook_id = "56", .from_ms = 1'745'526'600'000, .to_ms = 1'745'533'859'000};
  ASSERT_TRUE(webhooks().Replay(app_, order, call_));
  EXPECT_EQ(Asked(1).method, "POST");
  EXPECT_EQ(Asked(1).url, "https://api.x.com/2/webhooks/replay");
  EXPECT_EQ(json::parse(Asked(1).body),
            json::parse(R"({"webhook_id":"56","from_date":"202504242030",
                            "to_date":"202504242230"})"));
}

}  // namespace
}  // namespace twitter
