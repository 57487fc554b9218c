// One immutable snapshot of a connection's configuration, parsed from chp_config. Calls hold a
// shared_ptr to the snapshot they started with; configure swaps it (see Channel in channel.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/account_settings.hpp"
#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/http/http_client.hpp"
#include "twitter_channel/plans.hpp"

namespace twitter {

struct OAuth1Token {
  std::string token;
  std::string secret;
};

struct Account {
  std::string id;           // the host's
  std::string external_id;  // X's numeric user id
  std::string screen_name;
  std::string name;
  bool active = true;
  AccountSettings settings;
  OAuth1Token token;
  // What X said the account pays for when it was linked (x_api.md 4.1): "Basic", "Premium",
  // "PremiumPlus", and "blue", "business", "government"; empty: nothing, or not known.
  std::string subscription_type;
  std::string verified_type;
  // The OAuth 2.0 grant whose tokens are in the key-value store (auth/token_store.hpp); empty:
  // none, or the app is used with v1.1, where it means nothing. It comes before `token`.
  std::string grant_id = {};

  bool has_grant() const { return !grant_id.empty(); }
  bool has_token() const { return !token.token.empty() && !token.secret.empty(); }
  // Whether anything proves to X that this account asks.
  bool has_credentials() const { return has_grant() || has_token(); }
  // Whether X takes posts of more than 280 characters from it.
  bool may_post_long() const;
};

// Which of X's APIs an app is used with: v1.1, which X ends on 2027-01-01, or v2.
enum class Generation { kLegacy, kCurrent };
// How accounts are linked. OAuth 2.0 works with v2 only; an account keeps working as it was linked.
enum class Auth { kOAuth1, kOAuth2 };
// Which secret answers X's challenges: the client secret where there is one (kAuto), or this one.
enum class WebhookSecret { kAuto, kClient, kConsumer };
// How X tells of events: not at all (it is asked), by an Account Activity environment (v1.1), by
// the X Activity API (v2).
enum class Push { kNone, kAccountActivityEnv, kActivity };

struct App {
  std::string consumer_key;
  std::string consumer_secret;
  OAuth1Token owner;  // the app owner's token: manages webhooks
  Auth auth = Auth::kOAuth1;
  std::string client_id;  // of OAuth 2.0
  std::string
      client_secret;  // of OAuth 2.0; empty: a public client. Signs webhooks where X has one
  WebhookSecret webhook_secret = WebhookSecret::kAuto;
  std::string env;  // v1.1: dev-environment label; empty: polling
  Generation generation = Generation::kLegacy;
  bool asks_only = false;  // v2: X is asked instead of sending events
  std::string webhook_id;
  bool replace_foreign_webhooks = false;
  std::string api_base_url = "https://api.twitter.com";  // no trailing slash
  HttpWay way;                                           // of everything that is asked of X
  Plan plan;                                             // what X allows this app and what it costs
  std::int64_t daily_budget_micros =
      0;  // of the connection, per UTC day, in micro-dollars; 0: none

  // Whether challenges are answered with the client secret.
  bool challenged_as_client() const {
    return !client_secret.empty() && webhook_secret != WebhookSecret::kConsumer;
  }
  bool configured() const { return !consumer_key.empty() && !consumer_secret.empty(); }
  Push push() const {
    if (generation == Generation::kCurrent) return asks_only ? Push::kNone : Push::kActivity;
    return env.empty() ? Push::kNone : Push::kAccountActivityEnv;
  }
};

struct HostInfo {
  std::string base_url;
  std::string webhook_url;         // absolute URL of route "webhook"
  std::string oauth_callback_url;  // absolute URL of route "oauth_callback"
};

struct Config {
  std::uint64_t revision = 0;
  HostInfo host;
  App app;
  std::vector<Account> accounts;
  // HMAC-SHA256 keyed with the consumer secret, prepared once; null until an app is configured.
  std::shared_ptr<const HmacSha256> consumer_hmac;
  // The same of the client secret; null when there is none.
  std::shared_ptr<const HmacSha256> client_hmac;
  // Names of members of "app" that mean nothing to us; never their values.
  std::vector<std::string> unknown_app_members;

  const Account* ById(std::string_view account_id) const;
  const Account* ByUserId(std::string_view user_id) const;

 private:
  friend chp::Result<std::shared_ptr<const Config>> ParseConfig(const chp::ConfigInput& input);
  std::unordered_map<std::string_view, std::size_t> by_id_;       // views into accounts
  std::unordered_map<std::string_view, std::size_t> by_user_id_;  // views into accounts
};

// kConfig with reason "config.<field>" and a sentence naming the field; never quotes a secret.
chp::Result<std::shared_ptr<const Config>> ParseConfig(const chp::ConfigInput& input);

}  // namespace twitter
