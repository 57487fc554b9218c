// The steps of app.verify.
#include "twitter_channel/admin/app_verification.hpp"

#include <boost/json.hpp>

#include "twitter_channel/admin/admin_errors.hpp"
#include "twitter_channel/admin/oauth2_linking.hpp"
#include "twitter_channel/admin/webhook_registration.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::int64_t kPendingSecretMs = 600'000;

chp::Error MissingParameter(std::string_view name) {
  return ConfigError("app.no_" + std::string(name), "No " + std::string(name) + " param!");
}

// Two app keys alone, or with a token but no environment, make a polling connection; a half-filled
// form is a mistake.
bool IsPolling(const App& app) {
  if (app.generation == Generation::kCurrent) return app.asks_only;
  const bool has_token = !app.owner.token.empty() && !app.owner.secret.empty();
  const bool has_no_token = app.owner.token.empty() && app.owner.secret.empty();
  return app.env.empty() && (has_token || has_no_token);
}

// Whatever X objected to is for the admin to correct; a call that was given up is only tried again.
chp::Error ForAdmin(chp::Error error) {
  if (error.code != chp::Code::kCancelled) error.code = chp::Code::kConfig;
  return error;
}

std::string_view NameOf(WebhookSecret secret) {
  if (secret == WebhookSecret::kClient) return "client";
  return secret == WebhookSecret::kConsumer ? "consumer" : "auto";
}

bool IsCurrent(const App& app) { return app.generation == Generation::kCurrent; }

std::string Output(const App& app, const std::string& webhook_id) {
  json::object attributes{{"consumer_key", app.consumer_key},
                          {"oauth_token", app.owner.token},
                          {"env", app.env},
                          {"replace_foreign_webhooks", app.replace_foreign_webhooks},
                          {"generation", IsCurrent(app) ? "current" : "legacy"},
                          {"asks_only", app.asks_only},
                          {"webhook_secret", NameOf(app.webhook_secret)},
                          {"auth", app.auth == Auth::kOAuth2 ? "oauth2" : "oauth1"},
                          {"client_id", app.client_id},
                          {"api_base_url", app.api_base_url}};
  if (webhook_id.empty() && IsCurrent(app)) {
    return json::serialize(
        json::object{{"attributes", std::move(attributes)},
                     {"message", "The keys are right. X is asked for news regularly."}});
  }
  if (webhook_id.empty()) {
    attributes["push"] = "none";
    return json::serialize(
        json::object{{"attributes", std::move(attributes)},
                     {"message",
                      "The keys are right. Without a dev environment label this is a polling "
                      "connection: X is asked for news regularly."}});
  }
  attributes["webhook_id"] = webhook_id;
  return json::serialize(json::object{{"attributes", std::move(attributes)},
                                      {"message", "Every check passed; X verified our webhook."}});
}

}  // namespace

chp::Result<void> AppVerification::ProveKeys(const chp::CallContext& call, const Config& config) {
  if (config.app.consumer_key.empty()) return MissingParameter("consumer_key");
  if (config.app.consumer_secret.empty()) return MissingParameter("consumer_secret");
  // Needs no user: what it brings is thrown away.
  const auto token = api_.auth.RequestTokenFor(config.app, config.host.oauth_callback_url, call);
  if (!token) return ForAdmin(RequestTokenError(token.error()));
  if (config.app.auth != Auth::kOAuth2) return {};
  if (auto ready = CheckOAuth2App(config.app); !ready) return ready;
  auto proven = api_.auth.ProveClient(config.app, call);
  if (!proven) return ForAdmin(proven.error());
  return {};
}

chp::Result<std::string> AppVerification::Run(const chp::CallContext& call, const Config& config) {
  if (auto proven = ProveKeys(call, config); !proven) return proven.error();
  if (IsPolling(config.app)) return Output(config.app, "");
  if (!IsCurrent(config.app)) {  // today webhooks are the app's, not its owner's
    if (config.app.owner.token.empty()) return MissingParameter("oauth_token");
    if (config.app.owner.secret.empty()) return MissingParameter("oauth_token_secret");
  }
  const auto webhook_id = EnsureWebhook(call, config);
  if (!webhook_id) return webhook_id.error();
  return Output(config.app, *webhook_id);
}

// X sends its challenge while the webhook is being registered, before the host saves anything: the
// proven secret answers it, and only meanwhile.
chp::Result<std::string> AppVerification::EnsureWebhook(const chp::CallContext& call,
                                                        const Config& config) {
  const auto pending =
      host_.kv.Put({.key = kPendingCrcSecretKey,
                    .value = config.app.challenged_as_client() ? config.app.client_secret
                                                               : config.app.consumer_secret,
                    .ttl_ms = kPendingSecretMs,
                    .secret = true});
  if (!pending) return pending.error();
  auto webhook_id = WebhookRegistration(api_.webhooks, config, call).Ensure();
  const auto erased = host_.kv.Erase(kPendingCrcSecretKey, *pending);
  if (!erased) {
    host_.log.Write(chp::LogLevel::kWarn,
                    "The pending app secret could not be erased; it expires by itself.", {});
  }
  if (webhook_id) return webhook_id;
  return ForAdmin(std::move(webhook_id).error());
}

}  // namespace twitter
