// Which API of X an app is used with, and how its accounts are linked.
#include <gtest/gtest.h>

#include "twitter_channel/config.hpp"

namespace twitter {
namespace {

using Parsed = chp::Result<std::shared_ptr<const Config>>;

Parsed ParseApp(std::string_view json, std::string_view secrets = "") {
  return ParseConfig({.json = json, .secrets_json = secrets});
}

std::string RefusalOf(std::string_view json) {
  const Parsed parsed = ParseApp(json);
  return parsed ? "" : parsed.error().reason;
}

TEST(ConfigGeneration, IsV11UnlessSaidOtherwise) {
  const auto legacy = *ParseApp(R"({"app": {"env": "prod"}})");
  EXPECT_EQ(legacy->app.generation, Generation::kLegacy);
  EXPECT_EQ(legacy->app.push(), Push::kAccountActivityEnv);
  EXPECT_EQ((*ParseApp(R"({"app": {"generation": "legacy"}})"))->app.push(), Push::kNone);
}

TEST(ConfigGeneration, TodaysApiSendsActivitiesUnlessOnlyAsked) {
  const auto current = *ParseApp(R"({"app": {"generation": "current", "env": "left over"}})");
  EXPECT_EQ(current->app.push(), Push::kActivity);
  EXPECT_EQ(current->app.api_base_url, "https://api.x.com");
  EXPECT_EQ((*ParseApp(R"({"app": {"generation": "current", "asks_only": true}})"))->app.push(),
            Push::kNone);
}

TEST(ConfigGeneration, TheAddressThatTheFormOffersForV11IsNotTodays) {
  const auto offered =
      *ParseApp(R"({"app": {"generation": "current", "api_base_url": "https://api.twitter.com"}})");
  EXPECT_EQ(offered->app.api_base_url, "https://api.x.com");
  const auto chosen =
      *ParseApp(R"({"app": {"generation": "current", "api_base_url": "http://127.0.0.1:9"}})");
  EXPECT_EQ(chosen->app.api_base_url, "http://127.0.0.1:9");
}

TEST(ConfigGeneration, AnUnknownOneIsRefused) {
  EXPECT_EQ(RefusalOf(R"({"app": {"generation": "v3"}})"), "config.app.generation");
}

TEST(ConfigGeneration, TheSecretOfTheWebhookIsOneOfThree) {
  EXPECT_EQ((*ParseApp(R"({"app": {"webhook_secret": "consumer"}})"))->app.webhook_secret,
            WebhookSecret::kConsumer);
  EXPECT_EQ((*ParseApp(R"({"app": {"webhook_secret": "client"}})"))->app.webhook_secret,
            WebhookSecret::kClient);
  EXPECT_FALSE((*ParseApp(R"({"app": {"webhook_secret": "auto"}})"))->app.challenged_as_client())
      << "there is no client secret";
  EXPECT_EQ(RefusalOf(R"({"app": {"webhook_secret": "both"}})"), "config.app.webhook_secret");
}

TEST(ConfigWay, IsTheProcesssUnlessSaidOtherwise) {
  const auto usual = *ParseApp(R"({"app": {"proxy": " ", "ca_file": ""}})");
  EXPECT_EQ(usual->app.way.proxy, "");
  EXPECT_EQ(usual->app.way.ca_file, "");
  const auto own = *ParseApp(
      R"({"app": {"proxy": "http://proxy.example:3128", "ca_file": "/etc/ssl/own.pem"}})");
  EXPECT_EQ(own->app.way.proxy, "http://proxy.example:3128");
  EXPECT_EQ(own->app.way.ca_file, "/etc/ssl/own.pem");
  EXPECT_TRUE(own->unknown_app_members.empty());
}

TEST(ConfigWay, AProxyWithAPasswordAndARelativeFileAreRefused) {
  EXPECT_EQ(RefusalOf(R"({"app": {"proxy": "http://jo:secret@proxy.example:3128"}})"),
            "config.app.proxy");
  EXPECT_EQ(RefusalOf(R"({"app": {"ca_file": "own.pem"}})"), "config.app.ca_file");
  EXPECT_EQ(RefusalOf(R"({"app": {"ca_file": "/etc/own.pem\u0000.txt"}})"), "config.app.ca_file");
}

TEST(ConfigAuth, IsOAuth1UnlessSaidOtherwise) {
  EXPECT_EQ((*ParseApp(R"({"app": {}})"))->app.auth, Auth::kOAuth1);
  EXPECT_EQ((*ParseApp(R"({"app": {"auth": "oauth1"}})"))->app.auth, Auth::kOAuth1);
  const auto second = *ParseApp(R"({"app": {"auth": "oauth2", "client_id": "client"}})");
  EXPECT_EQ(second->app.auth, Auth::kOAuth2);
  EXPECT_EQ(second->app.client_id, "client");
}

TEST(ConfigAuth, AnUnknownOneIsRefused) {
  EXPECT_EQ(RefusalOf(R"({"app": {"auth": "oauth3"}})"), "config.app.auth");
}

TEST(ConfigAuth, AGrantCountsWithV2Only) {
  const auto has_grant = [](const std::string& generation) {
    const auto config = ParseApp(R"({"app": {"generation": ")" + generation +
                                     R"("}, "accounts": [{"id": "7", "external_id": "2001"}]})",
                                 R"({"accounts": [{"id": "7", "grant_id": "grant-1"}]})");
    return (*config)->accounts.at(0).has_credentials();
  };
  EXPECT_TRUE(has_grant("current"));
  EXPECT_FALSE(has_grant("legacy"));
}

}  // namespace
}  // namespace twitter
