// The connection that fuzzed bodies are sent to: that of tests/testdata/webhooks, with every
// source switched on. Its secrets are canaries: none may ever come out again.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "plugin_api/cpp/channel.hpp"

namespace fuzz {

inline constexpr std::string_view kAccountId = "7";
inline constexpr std::string_view kUserId = "1497182655123456789";
inline constexpr std::string_view kConsumerSecret = "canary-consumer-secret-6f1d";
inline constexpr std::array<std::string_view, 4> kSecrets{
    kConsumerSecret, "canary-owner-secret-93ab", "canary-account-token-5c2e",
    "canary-account-secret-e07d"};

inline constexpr std::string_view kConfigJson = R"({
  "host": {"base_url": "https://desk.example",
           "routes": {"webhook": "https://desk.example/api/v1/channels_twitter_webhook"}},
  "app": {"consumer_key": "key", "oauth_token": "owner", "env": "demo"},
  "accounts": [{"id": "7", "external_id": "1497182655123456789", "screen_name": "AcmeHelp",
    "settings": {"sync": {"mentions": {"group_id": "1"}, "direct_messages": {"group_id": "2"},
      "quotes": {"group_id": "3"}, "track_retweets": true,
      "search": [{"term": "#acme", "group_id": "4"}, {"term": "parcel", "group_id": "5"}]}}}]})";
inline constexpr std::string_view kSecretsJson = R"({
  "app": {"consumer_secret": "canary-consumer-secret-6f1d",
          "oauth_token_secret": "canary-owner-secret-93ab"},
  "accounts": [{"id": "7", "oauth_token": "canary-account-token-5c2e",
                "oauth_token_secret": "canary-account-secret-e07d"}]})";

inline chp::ConfigInput Connection() {
  return {.revision = 1, .json = kConfigJson, .secrets_json = kSecretsJson};
}

inline bool HoldsSecret(std::string_view text) {
  return std::any_of(kSecrets.begin(), kSecrets.end(), [text](std::string_view secret) {
    return text.find(secret) != std::string_view::npos;
  });
}

}  // namespace fuzz
