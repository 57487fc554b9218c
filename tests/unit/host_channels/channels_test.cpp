// Plugins, routes, configuration and verification through Channels.
#include <future>

#include <boost/json.hpp>

#include "tests/unit/host_channels/channels_fixture.hpp"

namespace stub {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ChannelsTest : public testing::ChannelsFixture {};

TEST_F(ChannelsTest, AGoodPluginIsLoadedAndEnabled) {
  Start();
  const auto plugins = channels_->Plugins();
  ASSERT_EQ(plugins.size(), 1u);
  EXPECT_TRUE(plugins[0].enabled);
  EXPECT_TRUE(plugins[0].loaded) << plugins[0].refusal;
}

TEST_F(ChannelsTest, ABadPluginIsListedWithItsRefusal) {
  const auto home = directory_.path() / "plugins" / "bad";
  testing::WriteFile(home / "manifest.json", testing::ReadFile(SAMPLE_MANIFEST));
  testing::WriteFile(home / "sample.so", "no library");
  Start();
  const auto plugins = channels_->Plugins();
  ASSERT_EQ(plugins.size(), 2u);
  EXPECT_FALSE(plugins[0].loaded);
  EXPECT_THAT(plugins[0].refusal, HasSubstr("bad/sample.so is too short"));
}

TEST_F(ChannelsTest, RoutesOfAPluginThatCouldNotBeLoadedAskToComeAgain) {
  std::filesystem::remove(directory_.path() / "plugins" / "scripted" / "scripted.so");
  Start();
  const auto answer = Post("config");
  EXPECT_EQ(answer.status, 503u);
  EXPECT_THAT(answer.headers, ::testing::Contains(::testing::Key("retry-after")));
}

TEST_F(ChannelsTest, AMissingPluginsDirectoryLeavesAHostWithoutPlugins) {
  std::filesystem::remove_all(directory_.path() / "plugins");
  Start();
  EXPECT_TRUE(channels_->Plugins().empty());
}

TEST_F(ChannelsTest, AnUnconfiguredInstanceAnswersWithItsPlaceInTheHost) {
  Start();
  const auto answer = Post("config");
  EXPECT_EQ(answer.status, 200u);
  EXPECT_THAT(answer.body, HasSubstr(R"("base_url":"https://desk.example")"));
  EXPECT_THAT(answer.body, HasSubstr(R"("app":{})"));
  EXPECT_THAT(answer.body,
              HasSubstr(R"("hook":"https://desk.example/api/v1/channels_scripted_hook")"));
}

TEST_F(ChannelsTest, AStoredConnectionIsConfiguredWithItsSecretsApart) {
  const Id connection = NewConnection("scripted");
  const Id account = NewAccount(connection, "42");
  Start();
  const std::string body = Post("config").body;
  const std::string config = body.substr(0, body.find('\n'));
  const std::string secrets = body.substr(body.find('\n') + 1);
  EXPECT_THAT(config, HasSubstr(R"("app":{"key":"stored"})"));
  EXPECT_THAT(config,
              HasSubstr(R"({"id":")" + std::to_string(account) +
                        R"(","external_id":"42","screen_name":"us","name":"Us","active":true)"));
  EXPECT_THAT(config, Not(HasSubstr("old")));
  EXPECT_THAT(secrets, HasSubstr(R"("app":{"secret":"old"})"));
  EXPECT_THAT(secrets, HasSubstr(R"({"token":"t","id":")" + std::to_string(account)));
}

// Its instance would say that nothing is set up, and the sender would not come again.
TEST_F(ChannelsTest, AConnectionThatHasNoConfigurationAsksToComeAgain) {
  ASSERT_TRUE(store_->connections().Save({.id = 0,
                                          .slug = "scripted",
                                          .key = "first-key",
                                          .app_json = R"({"key":"broken-config"})",
                                          .app_secrets_json = "{}",
                                          .verified = true}));
  Start();
  const auto answer = Post("config");
  EXPECT_EQ(answer.status, 503u);
  EXPECT_THAT(answer.headers, ::testing::Contains(::testing::Key("retry-after")));
}

TEST_F(ChannelsTest, TheSecondConnectionAnswersBehindItsKeyOnly) {
  NewConnection("scripted");
  const auto second = store_->connections().Save({.id = 0,
                                                  .slug = "scripted",
                                                  .key = "second-key",
                                                  .app_json = R"({"key":"second"})",
                                                  .app_secrets_json = "{}",
                                                  .verified = true});
  ASSERT_TRUE(second);
  Start();
  EXPECT_THAT(Post("config").body, HasSubstr(R"("key":"stored")"));
  const std::string behind_key = Post("config", "second-key").body;
  EXPECT_THAT(behind_key, HasSubstr(R"("key":"second")"));
  EXPECT_THAT(behind_key, HasSubstr("channels_scripted_hook/second-key"));
  EXPECT_EQ(Post("config", "wrong-key").status, 404u);
}

TEST_F(ChannelsTest, ASwitchedOffPluginHasNoRoutesUntilItIsOnAgain) {
  Start();
  ASSERT_TRUE(channels_->SetEnabled("scripted", false));
  EXPECT_FALSE(channels_->MatchRoute("POST", "/api/v1/channels_scripted_hook"));
  EXPECT_EQ(channels_->ManifestOf("scripted"), nullptr);
  ASSERT_TRUE(channels_->SetEnabled("scripted", true));
  EXPECT_EQ(Post("config").status, 200u);
}

TEST_F(ChannelsTest, ASwitchedOffPluginIsNotLoadedAtTheNextStart) {
  ASSERT_TRUE(store_->connections().SetPluginEnabled("scripted", false));
  Start();
  EXPECT_FALSE(channels_->Plugins().at(0).loaded);
}

TEST_F(ChannelsTest, ARepairedPluginIsLoadedWhenItIsSwitchedOnAgain) {
  const auto library = directory_.path() / "plugins" / "scripted" / "scripted.so";
  std::filesystem::rename(library, library.string() + ".away");
  Start();
  EXPECT_FALSE(channels_->SetEnabled("scripted", true));
  std::filesystem::rename(library.string() + ".away", library);
  EXPECT_TRUE(channels_->SetEnabled("scripted", true));
  EXPECT_EQ(Post("config").status, 200u);
  EXPECT_EQ(channels_->Plugins().at(0).refusal, "");
}

TEST_F(ChannelsTest, AnUnknownPluginCannotBeSwitched) {
  Start();
  EXPECT_FALSE(channels_->SetEnabled("nothing", true));
}

TEST_F(ChannelsTest, VerdictsBecomeHttpAnswers) {
  Start();
  EXPECT_EQ(Post("fail -7").status, 503u);
  EXPECT_EQ(Post("fail -5").status, 200u);
  EXPECT_EQ(Post("fail -12").status, 500u);
  EXPECT_EQ(Post("fail -7").body, R"({"error":"It failed as told."})");
}

TEST_F(ChannelsTest, ABodyAboveTheLimitIsRefused) {
  Start();
  EXPECT_EQ(Post(std::string(2049, 'x')).status, 413u);
}

TEST_F(ChannelsTest, AnAccountSavedInACallIsInTheNextConfiguration) {
  NewConnection("scripted");
  Start();
  const std::string id = Post("link jo").body;
  EXPECT_THAT(Post("config").body, HasSubstr(R"({"id":")" + id + R"(","external_id":"jo")"));
}

TEST_F(ChannelsTest, ADeliveredMessageBecomesATicket) {
  NewConnection("scripted");
  Start();
  const std::string account = Post("link us").body;
  const auto answer = Post("deliver " + account + " m1 hello there");
  EXPECT_EQ(answer.status, 200u);
  const auto tickets = store_->tickets().List({});
  ASSERT_TRUE(tickets);
  ASSERT_EQ(tickets->size(), 1u);
  EXPECT_EQ(tickets->front().title, "hello there");
}

class VerificationTest : public testing::ChannelsFixture {
 protected:
  std::size_t ConnectionCount() { return store_->connections().List("scripted")->size(); }
};

TEST_F(VerificationTest, AVerifiedAppIsStoredWithItsAttributesAndWithoutSecretsInSight) {
  Start();
  const auto attributes =
      channels_->VerifyApp("scripted", 0, R"({"key":"k","secret":"s3cret"})", "admin");
  ASSERT_TRUE(attributes) << attributes.error().message;
  EXPECT_THAT(*attributes, HasSubstr(R"("webhook_id":"77")"));
  EXPECT_THAT(*attributes, Not(HasSubstr("s3cret")));
  EXPECT_THAT(*attributes, Not(HasSubstr("leaked")));
  const auto connections = store_->connections().List("scripted");
  ASSERT_EQ(connections->size(), 1u);
  EXPECT_TRUE(connections->front().verified);
  EXPECT_THAT(Post("config").body, HasSubstr(R"("app":{"secret":"s3cret"})"));
}

TEST_F(VerificationTest, TheChallengeIsAnsweredWhileANewAppIsVerified) {
  Start();
  auto verified = std::async(std::launch::async, [&] {
    return channels_->VerifyApp("scripted", 0, R"({"key":"challenge","secret":"s"})", "a").ok();
  });
  EXPECT_TRUE(Eventually([&] { return Post("challenge").body == R"({"secret":"s"})"; }));
  EXPECT_TRUE(verified.get());
}

TEST_F(VerificationTest, TheChallengeIsAnsweredByTheConnectionThatIsThere) {
  const Id connection = NewConnection("scripted");
  Start();
  auto verified = std::async(std::launch::async, [&] {
    return channels_
        ->VerifyApp("scripted", connection, R"({"key":"challenge","secret":"new"})", "a")
        .ok();
  });
  EXPECT_TRUE(Eventually([&] { return Post("challenge").body == R"({"secret":"new"})"; }));
  EXPECT_TRUE(verified.get());
}

TEST_F(VerificationTest, ARefusedAppLeavesNothing) {
  Start();
  const auto attributes =
      channels_->VerifyApp("scripted", 0, R"({"key":"unwanted","secret":"s"})", "admin");
  ASSERT_FALSE(attributes);
  EXPECT_EQ(attributes.error().message, "These keys are not wanted.");
  EXPECT_EQ(attributes.error().http_status, 401);
  EXPECT_EQ(ConnectionCount(), 0u);
  EXPECT_THAT(Post("config").body, HasSubstr(R"("app":{})"));
}

TEST_F(VerificationTest, ARefusedChangeLeavesTheConnectionAsItWas) {
  const Id connection = NewConnection("scripted");
  Start();
  EXPECT_FALSE(
      channels_->VerifyApp("scripted", connection, R"({"key":"unwanted","secret":"s"})", "admin"));
  const std::string body = Post("config").body;
  EXPECT_THAT(body, HasSubstr(R"("key":"stored")"));
  EXPECT_THAT(body, HasSubstr(R"("secret":"old")"));
}

TEST_F(VerificationTest, AConfigurationThePluginRefusesIsNotStored) {
  const Id connection = NewConnection("scripted");
  Start();
  const auto attributes =
      channels_->VerifyApp("scripted", connection, R"({"key":"broken-config"})", "admin");
  ASSERT_FALSE(attributes);
  EXPECT_EQ(attributes.error().reason, "scripted.config");
  const auto snapshot = store_->connections().Snapshot(connection);
  EXPECT_EQ((*snapshot)->connection.app_json, R"({"key":"stored"})");
  EXPECT_THAT(Post("config").body, HasSubstr(R"("key":"stored")"));
}

TEST_F(VerificationTest, AMissingSecretIsTheStoredOne) {
  const Id connection = NewConnection("scripted");
  Start();
  ASSERT_TRUE(channels_->VerifyApp("scripted", connection, R"({"key":"k","secret":""})", "admin"));
  EXPECT_EQ(KvText(connection, "crc/pending"), R"({"secret":"old"})");
  EXPECT_THAT(Post("config").body, HasSubstr(R"("app":{"secret":"old"})"));
}

TEST_F(VerificationTest, AnUnknownConnectionIsNotVerified) {
  Start();
  EXPECT_FALSE(channels_->VerifyApp("scripted", 99, R"({"key":"k"})", "admin"));
  EXPECT_EQ(ConnectionCount(), 0u);
}

TEST_F(VerificationTest, BrokenJsonIsRefused) {
  Start();
  for (const char* text : {"[]", "{", "null", "1"}) {
    EXPECT_FALSE(channels_->VerifyApp("scripted", 0, text, "admin")) << text;
  }
  EXPECT_EQ(ConnectionCount(), 0u);
}

TEST_F(VerificationTest, WhatADyingProcessLeftBehindIsRemovedAtTheNextStart) {
  ASSERT_TRUE(store_->connections().Save({.id = 0,
                                          .slug = "scripted",
                                          .key = "",
                                          .app_json = "{}",
                                          .app_secrets_json = "{}",
                                          .verified = false}));
  Start();
  EXPECT_EQ(ConnectionCount(), 0u);
}

}  // namespace
}  // namespace stub
