// Steps 7 to 9 of behaviour.md 2.2.
#include "twitter_channel/admin/webhook_registration.hpp"

#include <algorithm>

#include "twitter_channel/admin/admin_errors.hpp"

namespace twitter {
namespace {

// URLs are another system's: shown, but not at any length.
constexpr std::size_t kLongestShownUrl = 100;

std::string JoinedUrls(const std::vector<Webhook>& webhooks) {
  std::string joined;
  for (const Webhook& webhook : webhooks) {
    if (!joined.empty()) joined += ", ";
    joined += webhook.url.substr(0, kLongestShownUrl);
  }
  return joined;
}

// ["a", "b"]
std::string LabelList(const std::vector<WebhookEnvironment>& environments) {
  std::string list;
  for (const WebhookEnvironment& environment : environments) {
    if (environment.label.empty()) continue;
    if (!list.empty()) list += ", ";
    list += "\"" + environment.label + "\"";
  }
  return "[" + list + "]";
}

}  // namespace

const Webhook* FindOurs(const std::vector<Webhook>& webhooks, std::string_view our_url) {
  const auto found = std::find_if(webhooks.rbegin(), webhooks.rend(),
                                  [&](const Webhook& webhook) { return webhook.url == our_url; });
  return found == webhooks.rend() ? nullptr : &*found;
}

chp::Result<std::string> WebhookRegistration::Ensure() {
  const auto webhooks = List();
  if (!webhooks) return webhooks.error();
  if (const Webhook* ours = FindOurs(*webhooks, config_.host.webhook_url)) {
    if (ours->valid) return ours->id;
    if (auto valid = Revalidate(*ours); !valid) return valid.error();
    return ours->id;
  }
  if (auto free = RemoveForeign(*webhooks); !free) return free.error();
  return Register();
}

chp::Result<std::vector<Webhook>> WebhookRegistration::List() {
  auto webhooks = webhooks_.List(config_.app, call_);
  if (webhooks) return webhooks;
  return EnvironmentError(webhooks.error());
}

chp::Error WebhookRegistration::EnvironmentError(const chp::Error& list_error) {
  if (list_error.http_status == 0) return list_error;  // X was not reached: nothing is known
  if (config_.app.push() == Push::kActivity) return list_error;  // there are no environments
  const auto environments = webhooks_.ListAll(config_.app, call_);
  if (!environments) {
    if (environments.error().http_status == 0) return environments.error();
    return ConfigError("app.no_environment",
                       WordsOf(environments.error()) +
                           " Are you sure you created a development environment on "
                           "developer.twitter.com?");
  }
  const bool label_exists =
      std::any_of(environments->begin(), environments->end(),
                  [&](const auto& environment) { return environment.label == config_.app.env; });
  if (label_exists) return list_error;
  return ConfigError("app.environment_unknown",
                     "Dev Environment Label invalid. Please use an existing one " +
                         LabelList(*environments) + ", or create a new one.");
}

chp::Result<void> WebhookRegistration::Revalidate(const Webhook& webhook) {
  auto valid = webhooks_.Revalidate(config_.app, webhook.id, call_);
  if (valid) return {};
  return ConfigError("webhook.not_valid",
                     "Webhook registered but not valid (" + webhook.url +
                         "). Unable to set webhook to valid: " + WordsOf(valid.error()));
}

chp::Result<void> WebhookRegistration::RemoveForeign(const std::vector<Webhook>& webhooks) {
  if (webhooks.empty()) return {};
  if (!config_.app.replace_foreign_webhooks) {
    return ConfigError("webhook.foreign",
                       "This environment already sends its events to another system, whose webhook "
                       "is left alone. To delete it, so that the other system receives nothing "
                       "more, turn on \"Replace a webhook of another system\": " +
                           JoinedUrls(webhooks));
  }
  for (const Webhook& webhook : webhooks) {
    auto removed = webhooks_.Remove(config_.app, webhook.id, call_);
    if (removed) continue;
    return ConfigError("webhook.not_removed", "Unable to delete the webhook of another system (" +
                                                  webhook.url.substr(0, kLongestShownUrl) +
                                                  "): " + WordsOf(removed.error()));
  }
  return {};
}

chp::Result<std::string> WebhookRegistration::Register() {
  const auto registered = webhooks_.Register(config_.app, config_.host.webhook_url, call_);
  if (registered) return registered->id;
  if (registered.error().code == chp::Code::kUncertain) {
    const auto webhooks = webhooks_.List(config_.app, call_);
    const Webhook* ours = webhooks ? FindOurs(*webhooks, config_.host.webhook_url) : nullptr;
    if (ours != nullptr && ours->valid) return ours->id;
  }
  return ConfigError("webhook.not_registered",
                     "Unable to register webhook: " + WordsOf(registered.error()) + SecretHint() +
                         RegistrationHint());
}

// X checks with one of two secrets and does not say which.
std::string WebhookRegistration::SecretHint() const {
  if (config_.app.client_secret.empty()) return "";
  return config_.app.challenged_as_client()
             ? " X's challenge was answered with the client secret."
             : " X's challenge was answered with the API key secret.";
}

std::string WebhookRegistration::RegistrationHint() {
  if (config_.app.push() == Push::kActivity) {
    return config_.host.webhook_url.starts_with("http://")
               ? " Only https webhooks possible to register."
               : "";
  }
  if (config_.host.webhook_url.starts_with("http://")) {
    return " Only https webhooks possible to register.";
  }
  const auto environments = webhooks_.ListAll(config_.app, call_);
  if (!environments) return "";
  std::size_t count = 0;
  for (const WebhookEnvironment& environment : *environments) count += environment.webhooks.size();
  if (count == 0) return "";
  return " Already " + std::to_string(count) +
         " webhooks registered. Maybe you need to delete one first.";
}

}  // namespace twitter
