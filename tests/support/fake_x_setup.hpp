// The other half of X in memory: keys and tokens, webhooks of dev environments, subscriptions.
// `calls` tells in order what was asked: "list", "register https://…", "remove 12", ...
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/fake_x_messages.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter::testing {

using Calls = std::vector<std::string>;

class FakeAuth : public AuthClient {
 public:
  explicit FakeAuth(Calls& calls) : calls_(calls) {}

  chp::Result<RequestToken> RequestTokenFor(const App& app, std::string_view callback_url,
                                            const chp::CallContext&) override {
    calls_.push_back("request_token " + app.consumer_key + " " + std::string(callback_url));
    if (request_token_error) return *request_token_error;
    return RequestToken{
        .token = "request-token",
        .secret = "request-secret",
        .authorize_url = "https://x.test/oauth/authorize?oauth_token=request-token"};
  }
  chp::Result<OAuth1Token> AccessToken(const App&, const OAuth1Token& request_token,
                                       std::string_view verifier,
                                       const chp::CallContext&) override {
    calls_.push_back("access_token " + request_token.token + " " + std::string(verifier));
    if (access_token_error) return *access_token_error;
    return OAuth1Token{"access-token", "access-secret"};
  }
  chp::Result<LinkedUser> VerifyCredentials(const Credentials& credentials,
                                            const chp::CallContext&) override {
    calls_.push_back("verify_credentials " + credentials.user->token);
    if (verify_error) return *verify_error;
    return LinkedUser{.token = *credentials.user, .user = user, .access_level = access_level};
  }

  std::optional<chp::Error> request_token_error;
  std::optional<chp::Error> access_token_error;
  std::optional<chp::Error> verify_error;
  User user;
  std::string access_level = "read-write-directmessages";

 private:
  Calls& calls_;
};

class FakeWebhooks : public Webhooks {
 public:
  explicit FakeWebhooks(Calls& calls) : calls_(calls) {}

  chp::Result<std::vector<Webhook>> List(const App& app, const chp::CallContext&) override {
    calls_.push_back("list " + app.env);
    if (list_error) return *list_error;
    return registered;
  }
  chp::Result<std::vector<WebhookEnvironment>> ListAll(const App&,
                                                       const chp::CallContext&) override {
    calls_.push_back("list_all");
    if (list_all_error) return *list_all_error;
    return environments;
  }
  chp::Result<Webhook> Register(const App&, std::string_view url,
                                const chp::CallContext&) override {
    calls_.push_back("register " + std::string(url));
    if (register_error) return *register_error;
    registered.push_back({.id = "1241980494134145024", .url = std::string(url), .valid = true});
    return registered.back();
  }
  chp::Result<void> Revalidate(const App&, std::string_view webhook_id,
                               const chp::CallContext&) override {
    calls_.push_back("revalidate " + std::string(webhook_id));
    if (revalidate_error) return *revalidate_error;
    for (Webhook& webhook : registered) {
      if (webhook.id == webhook_id) webhook.valid = true;
    }
    return {};
  }
  chp::Result<void> Remove(const App&, std::string_view webhook_id,
                           const chp::CallContext&) override {
    calls_.push_back("remove " + std::string(webhook_id));
    if (remove_error) return *remove_error;
    std::erase_if(registered, [&](const Webhook& webhook) { return webhook.id == webhook_id; });
    return {};
  }

  std::vector<Webhook> registered;
  std::vector<WebhookEnvironment> environments;
  std::optional<chp::Error> list_error;
  std::optional<chp::Error> list_all_error;
  std::optional<chp::Error> register_error;
  std::optional<chp::Error> revalidate_error;
  std::optional<chp::Error> remove_error;

 private:
  Calls& calls_;
};

class FakeSubscriptions : public Subscriptions {
 public:
  explicit FakeSubscriptions(Calls& calls) : calls_(calls) {}

  chp::Result<void> Subscribe(const Credentials& credentials, const SubscriptionWish& wish,
                              const chp::CallContext&) override {
    wished = wish;
    calls_.push_back("subscribe " + credentials.user->token);
    if (error) return *error;
    return {};
  }
  chp::Result<bool> IsSubscribed(const Credentials&, const chp::CallContext&) override {
    if (error) return *error;
    return true;
  }
  chp::Result<void> Unsubscribe(const Credentials& credentials, const chp::CallContext&) override {
    calls_.push_back("unsubscribe " + credentials.user->token);
    if (error) return *error;
    return {};
  }

  std::optional<chp::Error> error;

  SubscriptionWish wished;

 private:
  Calls& calls_;
};

}  // namespace twitter::testing
