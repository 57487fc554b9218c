// Reading chp_config: what is taken, what is refused and how the refusal names it.
#include "twitter_channel/config.hpp"

#include <string>

#include <gtest/gtest.h>

namespace twitter {
namespace {

chp::Result<std::shared_ptr<const Config>> Parse(std::string_view json,
                                                 std::string_view secrets = "") {
  return ParseConfig({.json = json, .secrets_json = secrets});
}

// One account with these settings.
chp::Result<std::shared_ptr<const Config>> ParseSettings(std::string_view settings) {
  const std::string json =
      R"({"accounts": [{"id": "7", "external_id": "2001", "screen_name": "acme", "settings": )" +
      std::string(settings) + "}]}";
  return Parse(json);
}

Account WithProfile(const std::string& profile) {
  return (*Parse(R"({"accounts": [{"id": "7", "external_id": "2001", "profile": )" + profile +
                 "}]}"))
      ->accounts.at(0);
}

std::string ReasonOf(const chp::Result<std::shared_ptr<const Config>>& parsed) {
  return parsed ? "" : parsed.error().reason;
}

TEST(ParseConfig, NothingIsAnUnconfiguredApp) { EXPECT_FALSE((*Parse("{}"))->app.configured()); }

TEST(ParseConfig, AnEmptyAppIsValid) { EXPECT_FALSE((*Parse(R"({"app": {}})"))->app.configured()); }

TEST(ParseConfig, WhoPaysForLongPostsMayWriteThem) {
  EXPECT_TRUE(WithProfile(R"({"subscription_type": "Premium"})").may_post_long());
  EXPECT_TRUE(WithProfile(R"({"subscription_type": "Basic", "verified_type": "business"})")
                  .may_post_long());
  EXPECT_FALSE(WithProfile(R"({"subscription_type": "Basic"})").may_post_long());
  EXPECT_FALSE(WithProfile("{}").may_post_long());
}

TEST(ParseConfig, KeysAreTrimmed) {
  const auto config = *Parse(R"({"app": {"consumer_key": " key\n"}})",
                             R"({"app": {"consumer_secret": "\tsecret "}})");
  EXPECT_EQ(config->app.consumer_key, "key");
  EXPECT_EQ(config->app.consumer_secret, "secret");
}

TEST(ParseConfig, TheChallengeKeyIsReadyWhenConfigured) {
  const auto config =
      *Parse(R"({"app": {"consumer_key": "k"}})", R"({"app": {"consumer_secret": "DDD"}})");
  ASSERT_NE(config->consumer_hmac, nullptr);
  EXPECT_EQ(config->consumer_hmac->Base64Of("some_random"),
            "VE19eUk6krbdSqWPdvH71xtFhApBAU81uPW3UT65vOs=");
}

TEST(ParseConfig, RoutesAreRead) {
  const auto config = *Parse(
      R"({"host": {"base_url": "https://desk.test",
          "routes": {"webhook": "https://desk.test/w", "oauth_callback": "https://desk.test/c"}}})");
  EXPECT_EQ(config->host.webhook_url, "https://desk.test/w");
  EXPECT_EQ(config->host.oauth_callback_url, "https://desk.test/c");
}

TEST(ParseConfig, AnEnvironmentMeansPush) {
  EXPECT_EQ((*Parse(R"({"app": {"env": "demo"}})"))->app.push(), Push::kAccountActivityEnv);
}

TEST(ParseConfig, NoEnvironmentMeansPolling) {
  EXPECT_EQ((*Parse(R"({"app": {"env": ""}})"))->app.push(), Push::kNone);
}

TEST(ParseConfig, TheUsualAddressIsTheDefault) {
  EXPECT_EQ((*Parse(R"({"app": {"api_base_url": ""}})"))->app.api_base_url,
            "https://api.twitter.com");
}

TEST(ParseConfig, ATrailingSlashIsDropped) {
  EXPECT_EQ((*Parse(R"({"app": {"api_base_url": "https://x.test/"}})"))->app.api_base_url,
            "https://x.test");
}

TEST(ParseConfig, PlainHttpToThisMachineIsTaken) {
  EXPECT_TRUE(Parse(R"({"app": {"api_base_url": "http://127.0.0.1:8080"}})").ok());
}

TEST(ParseConfig, PlainHttpElsewhereIsRefused) {
  EXPECT_EQ(ReasonOf(Parse(R"({"app": {"api_base_url": "http://x.test"}})")),
            "config.app.api_base_url");
}

TEST(ParseConfig, AnotherSchemeIsRefused) {
  EXPECT_EQ(ReasonOf(Parse(R"({"app": {"api_base_url": "file:///etc/passwd"}})")),
            "config.app.api_base_url");
}

TEST(ParseConfig, UnknownMembersOfTheAppAreRemembered) {
  const auto config = *Parse(R"({"app": {"consumer_key": "k", "webhook_id": "5", "verified": 1}})");
  EXPECT_EQ(config->unknown_app_members, (std::vector<std::string>{"verified"}));
}

TEST(ParseConfig, AWebhookIdMayBeANumber) {
  EXPECT_EQ((*Parse(R"({"app": {"webhook_id": 1241980494134145024}})"))->app.webhook_id,
            "1241980494134145024");
}

TEST(ParseConfig, GroupsMayBeNumbersOrStrings) {
  const auto config = *ParseSettings(
      R"({"sync": {"mentions": {"group_id": 3}, "direct_messages": {"group_id": "4"}}})");
  EXPECT_EQ(config->accounts[0].settings.mentions_group, "3");
  EXPECT_EQ(config->accounts[0].settings.direct_messages_group, "4");
}

TEST(ParseConfig, AnEmptyGroupIsOff) {
  const auto config = *ParseSettings(R"({"sync": {"mentions": {"group_id": ""}, "replies": {}}})");
  EXPECT_EQ(config->accounts[0].settings.mentions_group, "");
}

TEST(ParseConfig, SearchTermsKeepTheirOrder) {
  const auto config = *ParseSettings(
      R"({"sync": {"search": [{"term": "#acme", "group_id": 1}, {"term": "parcel", "group_id": 2}],
          "track_retweets": true}})");
  ASSERT_EQ(config->accounts[0].settings.search.size(), 2u);
  EXPECT_EQ(config->accounts[0].settings.search[0].term, "#acme");
  EXPECT_EQ(config->accounts[0].settings.search[1].group_id, "2");
  EXPECT_TRUE(config->accounts[0].settings.track_retweets);
}

TEST(ParseConfig, SearchTermsAreCompiled) {
  const auto config =
      *ParseSettings(R"({"sync": {"search": [{"term": "parcel", "group_id": 2}]}})");
  EXPECT_NE(config->accounts[0].settings.terms, nullptr);
}

TEST(ParseConfig, ReadsTheRulesOfAnAccount) {
  const auto config = *ParseSettings(
      R"({"sync": {"rules": [{"what": "exclude_word", "value": "spam", "source": "any"},
                             {"what": "staff", "value": "@anna", "source": "mention"}]}})");
  ASSERT_NE(config->accounts[0].settings.rules, nullptr);
  EXPECT_TRUE(config->accounts[0].settings.rules->has_words());
}

TEST(ParseConfig, ReadsWhichSourcesAreIgnored) {
  const auto config = *ParseSettings(
      R"({"sync": {"replies": {"ignore": true}, "quotes": {"ignore": true, "group_id": 3},
                   "reposts": {"group_id": "4"}}})");
  const AccountSettings& settings = config->accounts[0].settings;
  EXPECT_TRUE(settings.ignore_replies);
  EXPECT_TRUE(settings.ignore_quotes);
  EXPECT_EQ(settings.quotes_group, "3");
  EXPECT_EQ(settings.reposts_group, "4");
}

TEST(ParseConfig, TokensComeFromTheSecrets) {
  const auto config =
      *Parse(R"({"accounts": [{"id": "7", "external_id": "2001"}]})",
             R"({"accounts": [{"id": "7", "oauth_token": "t", "oauth_token_secret": "s"}]})");
  EXPECT_EQ(config->accounts[0].token.token, "t");
  EXPECT_EQ(config->accounts[0].token.secret, "s");
}

TEST(ParseConfig, AccountsAreFoundByBothIds) {
  const auto config = *Parse(
      R"({"accounts": [{"id": "7", "external_id": "2001"}, {"id": 8, "external_id": "2002"}]})");
  EXPECT_EQ(config->ById("8")->external_id, "2002");
  EXPECT_EQ(config->ByUserId("2001")->id, "7");
  EXPECT_EQ(config->ById("2001"), nullptr);
}

struct Refusal {
  std::string name;
  std::string json;
  std::string secrets;
  std::string reason;
};

class ParseConfigRefuses : public ::testing::TestWithParam<Refusal> {};

TEST_P(ParseConfigRefuses, NamingTheMember) {
  const auto parsed = Parse(GetParam().json, GetParam().secrets);
  EXPECT_EQ(ReasonOf(parsed), GetParam().reason);
  EXPECT_EQ(parsed.error().code, chp::Code::kConfig);
}

std::string Settings(std::string_view sync) {
  return R"({"accounts": [{"id": "7", "external_id": "2001", "settings": {"sync": )" +
         std::string(sync) + "}}]}";
}

INSTANTIATE_TEST_SUITE_P(
    Members, ParseConfigRefuses,
    ::testing::Values(
        Refusal{"NoJson", "{", "", "config.json"}, Refusal{"AList", "[]", "", "config.json"},
        Refusal{"SecretsNoJson", "{}", "x", "config.json"},
        Refusal{"DeepNesting", std::string(100'000, '['), "", "config.json"},
        Refusal{"AppIsText", R"({"app": "x"})", "", "config.app"},
        Refusal{"KeyIsNumber", R"({"app": {"consumer_key": 5}})", "", "config.app.consumer_key"},
        Refusal{"SecretIsNumber", "{}", R"({"app": {"consumer_secret": 5}})",
                "config.app.consumer_secret"},
        Refusal{"FlagIsText", R"({"app": {"replace_foreign_webhooks": "yes"}})", "",
                "config.app.replace_foreign_webhooks"},
        Refusal{"AccountsIsObject", R"({"accounts": {}})", "", "config.accounts"},
        Refusal{"AccountIsNumber", R"({"accounts": [5]})", "", "config.accounts[0]"},
        Refusal{"NoAccountId", R"({"accounts": [{"external_id": "1"}]})", "",
                "config.accounts[0].id"},
        Refusal{"NoUserId", R"({"accounts": [{"id": "7"}]})", "", "config.accounts[0].external_id"},
        Refusal{"UserIdIsNoNumber", R"({"accounts": [{"id": "7", "external_id": "acme"}]})", "",
                "config.accounts[0].external_id"},
        Refusal{
            "SameUserTwice",
            R"({"accounts": [{"id": "7", "external_id": "1"}, {"id": "8", "external_id": "1"}]})",
            "", "config.accounts"},
        Refusal{"BlankTerm", Settings(R"({"search": [{"term": " ", "group_id": 1}]})"), "",
                "config.search"},
        Refusal{"BareHash", Settings(R"({"search": [{"term": "#", "group_id": 1}]})"), "",
                "config.search"},
        Refusal{"TermWithoutGroup", Settings(R"({"search": [{"term": "a"}]})"), "",
                "config.search"},
        Refusal{"RowIsText", Settings(R"({"search": ["a"]})"), "", "config.search"},
        Refusal{"BareAt", Settings(R"({"search": [{"term": "\"@\"", "group_id": 1}]})"), "",
                "config.search"},
        Refusal{"RuleOfUnknownKind", Settings(R"({"rules": [{"what": "maybe", "value": "a"}]})"),
                "", "config.rules"},
        Refusal{"RuleOfUnknownSource",
                Settings(R"({"rules": [{"what": "staff", "value": "@a", "source": "own"}]})"), "",
                "config.rules"},
        Refusal{"RuleWithoutWord",
                Settings(R"({"rules": [{"what": "exclude_word", "value": "#"}]})"), "",
                "config.rules"},
        Refusal{"RuleWithABadHandle",
                Settings(R"({"rules": [{"what": "block_author", "value": "jo doe"}]})"), "",
                "config.rules"},
        Refusal{"RuleWithABadLanguage",
                Settings(R"({"rules": [{"what": "language", "value": "english"}]})"), "",
                "config.rules"},
        Refusal{"SearchIsObject", Settings(R"({"search": {}})"), "",
                "config.accounts[0].settings.sync.search"},
        Refusal{"GroupIsList", Settings(R"({"mentions": {"group_id": []}})"), "",
                "config.settings.sync.mentions.group_id"}),
    [](const auto& test) { return test.param.name; });

TEST(ParseConfig, TheRowOfABadTermIsNamed) {
  const auto parsed = Parse(
      Settings(R"({"search": [{"term": "a", "group_id": 1}, {"term": "#", "group_id": 1}]})"));
  ASSERT_FALSE(parsed.ok());
  EXPECT_NE(parsed.error().message.find("Row 2"), std::string::npos);
}

TEST(ParseConfig, AnErrorHoldsNoSecret) {
  const auto parsed =
      Parse(R"({"app": {"api_base_url": 5}})",
            R"({"app": {"consumer_secret": "canary", "oauth_token_secret": ["canary"]}})");
  ASSERT_FALSE(parsed.ok());
  EXPECT_EQ(parsed.error().message.find("canary"), std::string::npos);
}

}  // namespace
}  // namespace twitter
