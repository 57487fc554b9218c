// The whole channel over a fake host and a fake HTTP client: every call reaches the right part.
#include "twitter_channel/channel.hpp"

#include <atomic>
#include <thread>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "tests/support/fake_http_client.hpp"

namespace twitter {
namespace {

constexpr std::string_view kConfig = R"({
  "host": {"base_url": "https://desk.test",
           "routes": {"webhook": "https://desk.test/hook", "oauth_callback": "https://desk.test/cb"}},
  "app": {"consumer_key": "key", "oauth_token": "owner", "env": "demo", "verified": true},
  "accounts": [{"id": "7", "external_id": "2001", "screen_name": "acme",
                "settings": {"sync": {"mentions": {"group_id": "1"}}}}]})";
constexpr std::string_view kSecrets = R"({
  "app": {"consumer_secret": "DDD", "oauth_token_secret": "canary-owner"},
  "accounts": [{"id": "7", "oauth_token": "canary-token", "oauth_token_secret": "canary-secret"}]})";

class ChannelTest : public ::testing::Test {
 protected:
  chp::Result<void> Configure(std::string_view json = kConfig, bool dry_run = false) {
    return channel_.Configure(call_, {.dry_run = dry_run, .json = json, .secrets_json = kSecrets});
  }
  chp::Result<chp::InboundResponse> Get(std::string_view route, std::string_view url) {
    chp::InboundRequest request;
    request.route = route;
    request.method = "GET";
    request.principal = "session";
    request.base_url = "https://desk.test";
    request.public_url = url;
    return channel_.OnInbound(call_, request);
  }
  chp::Result<std::string> Act(std::string_view id) {
    chp::ActionInput action;
    action.id = id;
    action.principal = "session";
    action.account_id = "7";
    return channel_.RunAction(call_, action);
  }
  static chp::Reply PostReply() {
    chp::Reply reply;
    reply.idempotency_key = "article-1";
    reply.account_id = "7";
    reply.surface = "post";
    reply.text = "Hello";
    return reply;
  }

  testing::FakeHost host_;
  std::shared_ptr<testing::FakeHttpClient> http_ = std::make_shared<testing::FakeHttpClient>();
  TwitterChannel channel_{host_.ports(), http_};
  testing::FakeCall call_;
};

TEST_F(ChannelTest, ConfigureSchedulesTheRepair) {
  ASSERT_TRUE(Configure().ok());
  ASSERT_EQ(host_.jobs.scheduled.size(), 1u);
  EXPECT_EQ(host_.jobs.scheduled[0].id, "reconcile");
  EXPECT_EQ(host_.jobs.scheduled[0].kind, "reconcile");
}

TEST_F(ChannelTest, TheRepairStartsTheWatchAndThePollingOfSearchTerms) {
  ASSERT_TRUE(Configure(R"({"app": {"consumer_key": "key"},
      "accounts": [{"id": "7", "external_id": "2001", "screen_name": "acme",
                    "settings": {"sync": {"search": [{"term": "#acme", "group_id": 1}]}}}]})")
                  .ok());
  chp::Job job;
  job.kind = "reconcile";
  (void)channel_.RunJob(call_, job);
  ASSERT_EQ(host_.jobs.scheduled.size(), 3u);
  EXPECT_EQ(host_.jobs.scheduled[1].id, "watch");
  EXPECT_EQ(host_.jobs.scheduled[2].id, "poll/7/search");
  EXPECT_EQ(host_.jobs.scheduled[2].kind, "poll");
  EXPECT_EQ(host_.jobs.scheduled[2].account_id, "7");
}

TEST_F(ChannelTest, FollowUpJobsReachTheirParts) {
  ASSERT_TRUE(Configure().ok());
  chp::Message message;
  host_.ingest.messages.emplace(std::pair("7", "12"), message);
  chp::Job job;
  job.account_id = "7";
  job.kind = "media";
  job.payload_json = R"({"message_id":"12","files":[{"kind":"photo","name":"a.jpg",
      "url":"https://pbs.twimg.com/media/a.jpg"}]})";
  http_->WillAnswer(200, "\xFF\xD8\xFF\xE0");
  EXPECT_TRUE(channel_.RunJob(call_, job).ok());
  EXPECT_EQ(host_.blobs.stored.size(), 1u);
  job.kind = "parent";
  job.payload_json = R"({"id":"99","depth":1})";
  EXPECT_TRUE(channel_.RunJob(call_, job).ok());
  EXPECT_EQ(host_.jobs.scheduled.back().kind, "lookup");
  http_->WillAnswer(200, "[]");
  EXPECT_TRUE(channel_.RunJob(call_, host_.jobs.scheduled.back()).ok());
  EXPECT_NE(http_->requests.back().url.find("/1.1/statuses/lookup.json?id=99&"), std::string::npos);
}

TEST_F(ChannelTest, ConfigureWithoutAppSchedulesNothing) {
  ASSERT_TRUE(Configure(R"({"app": {}})").ok());
  EXPECT_TRUE(host_.jobs.scheduled.empty());
}

TEST_F(ChannelTest, ConfigureAsksXNothing) {
  ASSERT_TRUE(Configure().ok());
  EXPECT_TRUE(http_->requests.empty());
}

TEST_F(ChannelTest, ADryRunProvesTheKeys) {
  http_->WillAnswer(401, R"({"errors":[{"code":32,"message":"Could not authenticate you."}]})");
  const auto checked = Configure(kConfig, true);
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.error().reason, "app.keys_refused");
}

TEST_F(ChannelTest, ADryRunChangesNothing) {
  http_->WillAnswer(200, "oauth_token=t&oauth_token_secret=s&oauth_callback_confirmed=true");
  ASSERT_TRUE(Configure(kConfig, true).ok());
  EXPECT_TRUE(host_.jobs.scheduled.empty());
  EXPECT_EQ(Get("webhook", "https://desk.test/hook?crc_token=some_random").value().status, 422u);
}

TEST_F(ChannelTest, ABadConfigurationKeepsTheOldOne) {
  ASSERT_TRUE(Configure().ok());
  ASSERT_FALSE(Configure(R"({"app": 5})").ok());
  EXPECT_EQ(Get("webhook", "https://desk.test/hook?crc_token=some_random").value().status, 200u);
}

TEST_F(ChannelTest, AHostWithoutJobsKeepsTheOldConfiguration) {
  host_.jobs.faults.FailAt(1, testing::StoreFailure());
  ASSERT_FALSE(Configure().ok());
  EXPECT_EQ(Get("webhook", "https://desk.test/hook?crc_token=some_random").value().status, 422u);
}

TEST_F(ChannelTest, UnknownMembersAreLoggedByName) {
  ASSERT_TRUE(Configure().ok());
  EXPECT_TRUE(host_.log.Contains("verified"));
}

TEST_F(ChannelTest, AnswersTheChallenge) {
  ASSERT_TRUE(Configure().ok());
  const auto answer = Get("webhook", "https://desk.test/hook?crc_token=some_random");
  EXPECT_EQ(boost::json::parse(answer.value().body).at("response_token"),
            "sha256=VE19eUk6krbdSqWPdvH71xtFhApBAU81uPW3UT65vOs=");
}

TEST_F(ChannelTest, TheCallbackIsRoutedToTheLinking) {
  ASSERT_TRUE(Configure().ok());
  const auto answer = Get("oauth_callback", "https://desk.test/cb?oauth_token=x");
  EXPECT_EQ(boost::json::parse(answer.value().body).at("error"),
            "No request_token for session found!");
}

TEST_F(ChannelTest, AnUnknownRouteIsAnError) {
  const auto answer = Get("elsewhere", "https://desk.test/x");
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().reason, "route.unknown");
}

TEST_F(ChannelTest, BeforeAnyConfigurationActionsSayWhatIsMissing) {
  EXPECT_EQ(Act("app.verify").error().message, "No consumer_key param!");
  EXPECT_EQ(Act("account.link").error().message, "No Twitter app configured!");
}

TEST_F(ChannelTest, BeforeAnyConfigurationTheAppsActionsHelpToSetItUp) {
  const auto checks = boost::json::parse(Act("app.self_test").value()).at("checks").as_array();
  EXPECT_EQ(checks.back().at("result").as_string(), "wrong");
  EXPECT_FALSE(boost::json::parse(Act("app.texts").value()).at("texts").as_array().empty());
}

TEST_F(ChannelTest, BeforeAnyConfigurationRemovalSucceeds) {
  EXPECT_TRUE(Act("account.remove").ok());
  EXPECT_TRUE(Act("connection.remove").ok());
}

TEST_F(ChannelTest, AnUnknownActionIsUnsupported) {
  const auto done = Act("app.explode");
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, chp::Code::kUnsupported);
}

TEST_F(ChannelTest, AnUnknownJobIsUnsupported) {
  chp::Job job;
  job.kind = "dance";
  const auto done = channel_.RunJob(call_, job);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, chp::Code::kUnsupported);
}

TEST_F(ChannelTest, LinkingAsksX) {
  ASSERT_TRUE(Configure().ok());
  http_->WillAnswer(200, "oauth_token=t&oauth_token_secret=s&oauth_callback_confirmed=true");
  EXPECT_EQ(boost::json::parse(Act("account.link").value()).at("redirect_url"),
            "https://api.twitter.com/oauth/authorize?oauth_token=t");
}

TEST_F(ChannelTest, SendsAReply) {
  ASSERT_TRUE(Configure().ok());
  http_->WillAnswer(200, R"({"id_str": "2087500000000000001", "full_text": "Hello",
      "created_at": "Mon May 19 14:01:46 +0000 2025",
      "user": {"id_str": "2001", "screen_name": "acme", "name": "Acme"},
      "entities": {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []}})");
  chp::Receipt receipt;
  ASSERT_TRUE(channel_.SendReply(call_, PostReply(), receipt).ok());
  EXPECT_EQ(receipt.parts.at(0).external_id, "2087500000000000001");
}

TEST_F(ChannelTest, CountsReplies) {
  chp::Receipt receipt;
  ASSERT_FALSE(channel_.SendReply(call_, PostReply(), receipt).ok());
  EXPECT_NE(channel_.Metrics().value().find("twitter_sends_total{verdict=\"config\"} 1"),
            std::string::npos);
}

TEST_F(ChannelTest, CountsWebhookAnswers) {
  (void)Get("webhook", "https://desk.test/hook");
  EXPECT_NE(channel_.Metrics().value().find("twitter_webhook_answers_total{status=\"422\"} 1"),
            std::string::npos);
}

TEST_F(ChannelTest, PreviewsAReply) {
  ASSERT_TRUE(Configure().ok());
  EXPECT_EQ(boost::json::parse(channel_.Preview(PostReply()).value()).at("length"), 5);
}

TEST_F(ChannelTest, PreviewOfAnUnknownAccountIsRefused) {
  const auto preview = boost::json::parse(channel_.Preview(PostReply()).value());
  EXPECT_EQ(preview.at("refusal").at("reason"), "account.unknown");
}

TEST_F(ChannelTest, HealthRemembersStatesOfEveryPart) {
  ASSERT_TRUE(Configure().ok());
  chp::Job job;
  job.kind = "reconcile";
  http_->WillAnswer(200, "[]");  // webhooks: none
  http_->WillAnswer(401, R"({"errors":[{"code":89,"message":"Invalid or expired token."}]})");
  (void)channel_.RunJob(call_, job);
  EXPECT_EQ(channel_.CheckHealth(call_).value().state, chp::Health::kDown);
}

TEST_F(ChannelTest, NoSecretLeavesThroughLogHealthMetricsOrErrors) {
  ASSERT_TRUE(Configure().ok());
  http_->WillAnswer(401, R"({"errors":[{"code":89,"message":"Invalid or expired token."}]})");
  chp::Receipt receipt;
  const auto sent = channel_.SendReply(call_, PostReply(), receipt);
  ASSERT_FALSE(sent.ok());
  const std::string said = sent.error().message + channel_.Metrics().value() +
                           channel_.CheckHealth(call_).value().detail_json;
  EXPECT_EQ(said.find("canary"), std::string::npos);
  EXPECT_EQ(said.find("DDD"), std::string::npos);
  EXPECT_FALSE(host_.log.Contains("canary"));
}

TEST_F(ChannelTest, ConfigureMayOverlapOtherCalls) {
  ASSERT_TRUE(Configure().ok());
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) (void)channel_.Preview(PostReply());
  });
  for (int round = 0; round < 200; ++round) EXPECT_TRUE(Configure().ok());
  done = true;
  reader.join();
}

}  // namespace
}  // namespace twitter
