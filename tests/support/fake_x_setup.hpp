// The other half of X in memory: keys and tokens, webhooks of dev environments, subscriptions.
// `calls` tells in order what was asked: "list", "register https://…", "remove 12", ...
#pragma once

#include <functional>
#include <optional>
#include <set>
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
    LinkedUser linked{.token = *credentials.user, .user = user, .access_level = access_level};
    if (credentials.by_grant()) linked.scopes = scopes;
    return linked;
  }

  // OAuth 2.0: the same pair for whoever asks.
  chp::Result<TokenAnswer> Redeem(const App& app, const AuthorizationCode& code,
                                  const chp::CallContext&) override {
    calls_.push_back("redeem " + app.client_id + " " + std::string(code.code));
    redeemed_verifier = code.verifier;
    redeemed_uri = code.redirect_uri;
    if (redeem_error) return *redeem_error;
    return pair;
  }
  chp::Result<TokenAnswer> Exchange(const App&, const OAuth1Token& token,
                                    const chp::CallContext&) override {
    calls_.push_back("exchange " + token.token);
    if (exchange_error) return *exchange_error;
    return pair;
  }
  chp::Result<User> UserOf(const App&, std::string_view access_token,
                           const chp::CallContext&) override {
    calls_.push_back("user_of " + std::string(access_token));
    if (verify_error) return *verify_error;
    return user;
  }
  chp::Result<void> Prepare(const Credentials&, const chp::CallContext&) override {
    if (prepare_error) return *prepare_error;
    return {};
  }
  chp::Result<void> Withdraw(const Credentials& credentials, const chp::CallContext&) override {
    if (!credentials.by_grant()) return {};
    calls_.push_back("withdraw " + credentials.account->grant_id);
    if (withdraw_error) return *withdraw_error;
    return {};
  }
  chp::Result<void> ProveClient(const App& app, const chp::CallContext&) override {
    calls_.push_back("prove_client " + app.client_id);
    if (client_error) return *client_error;
    return {};
  }

  std::optional<chp::Error> request_token_error;
  std::optional<chp::Error> access_token_error;
  std::optional<chp::Error> verify_error;
  std::optional<chp::Error> redeem_error;
  std::optional<chp::Error> exchange_error;
  std::optional<chp::Error> withdraw_error;
  std::optional<chp::Error> prepare_error;
  std::optional<chp::Error> client_error;
  TokenAnswer pair = {.access = "access-1", .refresh = "refresh-1"};
  std::string redeemed_verifier;
  std::string redeemed_uri;
  std::optional<std::string> scopes;  // of accounts with a grant
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
  chp::Result<void> Replay(const App&, const ReplayOrder& order, const chp::CallContext&) override {
    if (replay_error) return *replay_error;
    replays.push_back(order);
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
  std::vector<ReplayOrder> replays;
  std::optional<chp::Error> replay_error;
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
    if (on_request) on_request();
    if (error) return *error;
    users.insert(wish.user_id);
    if (on_answer) on_answer();
    return {};
  }
  chp::Result<bool> IsSubscribed(const Credentials&, const chp::CallContext&) override {
    if (error) return *error;
    return true;
  }
  chp::Result<void> Unsubscribe(const Credentials& credentials, const chp::CallContext&) override {
    calls_.push_back("unsubscribe " + credentials.user->token);
    if (error) return *error;
    if (credentials.account != nullptr) users.erase(credentials.account->external_id);
    return {};
  }
  chp::Result<void> End(const App&, std::string_view user_id, const chp::CallContext&) override {
    calls_.push_back("end " + std::string(user_id));
    if (on_request) on_request();
    if (error) return *error;
    users.erase(std::string(user_id));
    if (on_answer) on_answer();
    return {};
  }

  std::optional<chp::Error> error;
  std::set<std::string> users;  // that are subscribed
  // Before X does what it was asked for, and after that. May throw: the process dies there.
  std::function<void()> on_request;
  std::function<void()> on_answer;

  SubscriptionWish wished;

 private:
  Calls& calls_;
};

}  // namespace twitter::testing
