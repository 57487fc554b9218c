// A connection with one account, a reply to a customer's post and one to a direct message.
#pragma once

#include <memory>
#include <string>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"

namespace twitter::testing {

inline constexpr std::string_view kConfigJson = R"({
  "host": {"base_url": "https://desk.test",
           "routes": {"webhook": "https://desk.test/hook", "oauth_callback": "https://desk.test/cb"}},
  "app": {"consumer_key": "key", "oauth_token": "owner", "env": "demo"},
  "accounts": [{"id": "7", "external_id": "2001", "screen_name": "acme", "name": "Acme",
                "active": true, "settings": {}}]})";
inline constexpr std::string_view kSecretsJson = R"({
  "app": {"consumer_secret": "secret", "oauth_token_secret": "owner-secret"},
  "accounts": [{"id": "7", "oauth_token": "token-7", "oauth_token_secret": "token-secret-7"}]})";

inline std::shared_ptr<const Config> TestConfig() {
  return std::move(ParseConfig({.json = kConfigJson, .secrets_json = kSecretsJson})).value();
}

// The same with today's API.
inline std::shared_ptr<const Config> CurrentConfig() {
  std::string json(kConfigJson);
  json.replace(json.find("\"env\": \"demo\""), 13, "\"generation\": \"current\"");
  return std::move(ParseConfig({.json = json, .secrets_json = kSecretsJson})).value();
}

// The same host's account, belonging to somebody else on X.
inline std::shared_ptr<const Config> ConfigOfAccount(std::string_view user_id) {
  std::string json(kConfigJson);
  json.replace(json.find("2001"), 4, user_id);
  return std::move(ParseConfig({.json = json, .secrets_json = kSecretsJson})).value();
}

inline constexpr std::string_view kPostContext = R"({
  "kind": "post", "id": "2087400000000000001", "author": {"id": "3001", "screen_name": "Jo"},
  "mentions": [{"id": "2001", "screen_name": "acme"}, {"id": "3002", "screen_name": "ann"}]})";
inline constexpr std::string_view kMessageContext = R"({
  "kind": "direct_message", "id": "2087400000000000002",
  "author": {"id": "3001", "screen_name": "jo"},
  "counterpart": {"id": "3001", "screen_name": "jo"}, "conversation_id": "2001-3001"})";

// What an agent asks for beside a message of account 7.
inline chp::ActionInput OnMessage(std::string_view action, std::string_view external_id) {
  chp::ActionInput input;
  input.id = action;
  input.account_id = "7";
  input.external_id = external_id;
  return input;
}

inline chp::Reply PostReply(std::string_view text = "Sorry! Which order?") {
  chp::Reply reply;
  reply.idempotency_key = "article-1";
  reply.account_id = "7";
  reply.surface = "post";
  reply.in_reply_to = "2087400000000000001";
  reply.text = text;
  reply.context_json = kPostContext;
  return reply;
}

inline chp::Reply MessageReply(std::string_view text = "Found it.") {
  chp::Reply reply;
  reply.idempotency_key = "article-2";
  reply.account_id = "7";
  reply.surface = "direct_message";
  reply.in_reply_to = "2087400000000000002";
  reply.text = text;
  reply.context_json = kMessageContext;
  return reply;
}

}  // namespace twitter::testing
