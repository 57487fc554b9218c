// Webhooks of an environment.
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/x_api/v11_fixture.hpp"

namespace twitter::testing {
namespace {

constexpr const char* kEnvironment = "https://api.twitter.com/1.1/account_activity/all/De%20v";

class V11WebhooksTest : public V11Test {
 protected:
  Webhooks& webhooks() { return api_.ports().webhooks; }
};

TEST_F(V11WebhooksTest, ListAsksTheEnvironmentAsTheOwner) {
  http_.WillAnswer(200, "[]");
  const auto list = webhooks().List(app_, call_);
  ASSERT_TRUE(list.ok());
  EXPECT_TRUE(list->empty());
  EXPECT_EQ(Asked().method, "GET");
  EXPECT_EQ(Asked().url, std::string(kEnvironment) + "/webhooks.json");
  EXPECT_TRUE(IsSignedBy(app_.owner));
}

TEST_F(V11WebhooksTest, ListReadsIdsOfBothKinds) {
  http_.WillAnswer(200,
                   R"([{"id":"11","url":"https://a.example/","valid":true,"created_timestamp":"x"},
                       {"id":1234567890123456789,"url":"https://b.example/","valid":false}])");
  const auto list = webhooks().List(app_, call_);
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->size(), 2u);
  EXPECT_EQ((*list)[0].id, "11");
  EXPECT_EQ((*list)[0].url, "https://a.example/");
  EXPECT_TRUE((*list)[0].valid);
  EXPECT_EQ((*list)[1].id, "1234567890123456789");
  EXPECT_FALSE((*list)[1].valid);
}

TEST_F(V11WebhooksTest, ListTakesOnlyItsEnvironmentOutOfSeveral) {
  http_.WillAnswer(200, R"({"environments":[
      {"environment_name":"other","webhooks":[{"id":"1","url":"https://a.example/"}]},
      {"environment_name":"De v","webhooks":[{"id":"2","url":"https://b.example/"}]}]})");
  const auto list = webhooks().List(app_, call_);
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->size(), 1u);
  EXPECT_EQ((*list)[0].id, "2");
}

TEST_F(V11WebhooksTest, ListAllNamesTheEnvironments) {
  http_.WillAnswer(200, R"({"environments":[{"environment_name":"prod","webhooks":[]},
      {"environment_name":"dev","webhooks":[{"id":"2","url":"https://b.example/","valid":true}]}]})");
  const auto all = webhooks().ListAll(app_, call_);
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(Asked().url, "https://api.twitter.com/1.1/account_activity/all/webhooks.json");
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ((*all)[0].label, "prod");
  EXPECT_EQ((*all)[1].label, "dev");
  ASSERT_EQ((*all)[1].webhooks.size(), 1u);
  EXPECT_EQ((*all)[1].webhooks[0].id, "2");
}

TEST_F(V11WebhooksTest, APlainListIsOneEnvironmentWithoutLabel) {
  http_.WillAnswer(200, R"([{"id":"2","url":"https://b.example/"}])");
  const auto all = webhooks().ListAll(app_, call_);
  ASSERT_TRUE(all.ok());
  ASSERT_EQ(all->size(), 1u);
  EXPECT_EQ((*all)[0].label, "");
  EXPECT_EQ((*all)[0].webhooks.size(), 1u);
}

TEST_F(V11WebhooksTest, RegisterSendsTheUrlOnceAsForm) {
  http_.WillAnswer(200, R"({"id":"7","url":"https://desk.example/hook?a=1","valid":true})");
  const auto webhook = webhooks().Register(app_, "https://desk.example/hook?a=1", call_);
  ASSERT_TRUE(webhook.ok());
  EXPECT_EQ(webhook->id, "7");
  EXPECT_EQ(Asked().method, "POST");
  EXPECT_EQ(Asked().url, std::string(kEnvironment) + "/webhooks.json");
  EXPECT_EQ(Asked().body, "url=https%3A%2F%2Fdesk.example%2Fhook%3Fa%3D1");
  EXPECT_FALSE(Asked().idempotent);
  EXPECT_TRUE(IsSignedBy(app_.owner));
}

TEST_F(V11WebhooksTest, ARefusedRegistrationKeepsTheSentenceOfX) {
  http_.WillAnswer(403,
                   R"({"errors":[{"code":214,"message":"Too many resources already created."}]})");
  const auto webhook = webhooks().Register(app_, "https://desk.example/hook", call_);
  ASSERT_FALSE(webhook.ok());
  EXPECT_EQ(webhook.error().code, chp::Code::kConfig);
  EXPECT_EQ(webhook.error().reason, "x.webhook_refused");
  EXPECT_EQ(SentenceOfX(webhook.error()), "Too many resources already created.");
}

TEST_F(V11WebhooksTest, RevalidateAsksForANewChallenge) {
  http_.WillAnswer(204, "");
  ASSERT_TRUE(webhooks().Revalidate(app_, "7", call_).ok());
  EXPECT_EQ(Asked().method, "PUT");
  EXPECT_EQ(Asked().url, std::string(kEnvironment) + "/webhooks/7.json");
  EXPECT_TRUE(IsSignedBy(app_.owner));
}

TEST_F(V11WebhooksTest, RemoveDeletesOneWebhook) {
  http_.WillAnswer(204, "");
  ASSERT_TRUE(webhooks().Remove(app_, "7/../8", call_).ok());
  EXPECT_EQ(Asked().method, "DELETE");
  EXPECT_EQ(Asked().url, std::string(kEnvironment) + "/webhooks/7%2F..%2F8.json");
}

TEST_F(V11WebhooksTest, AnUnknownEnvironmentIsConfiguration) {
  http_.WillAnswer(404, R"({"errors":[{"code":34,"message":"Sorry, that page does not exist."}]})");
  const auto list = webhooks().List(app_, call_);
  ASSERT_FALSE(list.ok());
  EXPECT_EQ(list.error().code, chp::Code::kConfig);
  EXPECT_EQ(list.error().reason, "x.not_found");
}

class BadWebhookList : public V11WebhooksTest, public ::testing::WithParamInterface<const char*> {};
TEST_P(BadWebhookList, IsTransient) {
  http_.WillAnswer(200, GetParam());
  const auto list = webhooks().List(app_, call_);
  ASSERT_FALSE(list.ok());
  EXPECT_EQ(list.error().code, chp::Code::kTransient);
  EXPECT_EQ(list.error().reason, "x.bad_answer");
}
INSTANTIATE_TEST_SUITE_P(V11Webhooks, BadWebhookList,
                         ::testing::Values("", "<html>", "17", "{}", "[17]", R"([{"url":"a"}])",
                                           R"([{"id":"x"}])", R"([{"id":1.5}])",
                                           R"([{"id":"1","valid":"yes"}])",
                                           R"({"environments":{}})",
                                           R"({"environments":[{"webhooks":17}]})"));

TEST_F(V11WebhooksTest, EventsAreSentAgainWithV2Only) {
  EXPECT_EQ(webhooks().Replay(app_, {}, call_).error().reason, "x.no_replay");
  EXPECT_TRUE(http_.requests.empty());
}

}  // namespace
}  // namespace twitter::testing
