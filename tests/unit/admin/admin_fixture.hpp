// A draft or saved connection between a host and an X in memory.
#pragma once

#include <memory>
#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "tests/support/fake_x_api.hpp"
#include "twitter_channel/config.hpp"

namespace twitter::testing {

inline constexpr std::string_view kWebhookUrl = "https://desk.test/api/v1/channels_twitter_webhook";
inline constexpr std::string_view kCallbackUrl =
    "https://desk.test/api/v1/external_credentials/twitter/callback";

class AdminTest : public ::testing::Test {
 protected:
  // The values of the form; the accounts of the connection.
  struct Form {
    std::string consumer_key = "key";
    std::string consumer_secret = "DDD-consumer-secret";
    std::string oauth_token = "owner-token";
    std::string oauth_token_secret = "owner-token-secret";
    std::string env = "Integration";
    std::string webhook_id = "";
    std::string generation = "legacy";
    std::string auth = "oauth1";
    std::string client_id = "";
    std::string client_secret = "";
    bool replace_foreign_webhooks = false;
    std::string webhook_url = std::string(kWebhookUrl);
    boost::json::array accounts = {};
    boost::json::array account_secrets = {};
  };

  static std::shared_ptr<const Config> ConfigOf(const Form& form) {
    namespace json = boost::json;
    const json::object config{
        {"host", json::object{{"base_url", "https://desk.test"},
                              {"routes", json::object{{"webhook", form.webhook_url},
                                                      {"oauth_callback", kCallbackUrl}}}}},
        {"app", json::object{{"consumer_key", form.consumer_key},
                             {"oauth_token", form.oauth_token},
                             {"env", form.env},
                             {"webhook_id", form.webhook_id},
                             {"generation", form.generation},
                             {"auth", form.auth},
                             {"client_id", form.client_id},
                             {"replace_foreign_webhooks", form.replace_foreign_webhooks}}},
        {"accounts", form.accounts}};
    const json::object secrets{
        {"app", json::object{{"consumer_secret", form.consumer_secret},
                             {"client_secret", form.client_secret},
                             {"oauth_token_secret", form.oauth_token_secret}}},
        {"accounts", form.account_secrets}};
    const std::string config_text = json::serialize(config);
    const std::string secrets_text = json::serialize(secrets);
    return ParseConfig({.json = config_text, .secrets_json = secrets_text}).value();
  }

  // Adds account `id` of X user `user_id`; without a token when `token` is empty.
  static void AddAccount(Form& form, const std::string& id, const std::string& user_id,
                         const std::string& token, bool active = true) {
    form.accounts.push_back(boost::json::object{{"id", id},
                                                {"external_id", user_id},
                                                {"screen_name", "user" + user_id},
                                                {"active", active}});
    form.account_secrets.push_back(
        boost::json::object{{"id", id}, {"oauth_token", token}, {"oauth_token_secret", "s"}});
  }

  // The account that was added last was linked by OAuth 2.0.
  static void GiveGrant(Form& form, const std::string& grant_id) {
    form.account_secrets.back().as_object()["grant_id"] = grant_id;
  }
  // An app of today's API whose accounts are linked by OAuth 2.0.
  static Form OAuth2Form() {
    Form form;
    form.generation = "current";
    form.auth = "oauth2";
    form.client_id = "client";
    form.client_secret = "client-secret";
    form.webhook_id = "56";
    return form;
  }

  bool WasCalled(std::string_view call) const {
    return std::find(x_.calls.begin(), x_.calls.end(), call) != x_.calls.end();
  }
  bool WasCalledWithPrefix(std::string_view prefix) const {
    return std::any_of(x_.calls.begin(), x_.calls.end(),
                       [&](const std::string& call) { return call.starts_with(prefix); });
  }

  FakeHost host_;
  FakeXApi x_{host_.clock};
  FakeCall call_;
};

}  // namespace twitter::testing
