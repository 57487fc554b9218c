// Webhooks of the premium Account Activity API, v1.1 (x_api.md 2.9): one per environment.
#include <algorithm>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/url.hpp"
#include "tests/x_simulator/events/crc.hpp"

namespace xsim {
namespace {

constexpr std::size_t kLongestEnvironmentUrl = 500;

boost::json::object EnvironmentWebhook(const Webhook& webhook) {
  return {{"id", webhook.id},
          {"url", webhook.url},
          {"valid", webhook.valid},
          {"created_timestamp", IsoTime(webhook.created_ms)}};
}

// Nothing when the caller may change webhooks of that environment.
std::optional<Refusal> CheckManager(const State& state, const Call& call) {
  const App* app = state.apps.Find(call.caller.app_id);
  if (!HasEnvironment(*app, call.Path("environment"))) return Refusal{34, {}};
  if (!call.caller.bearer && call.caller.user_id != app->owner_id) return Refusal{200, {}};
  return std::nullopt;
}

// The secret to check answers with; a fault can make it a wrong one.
std::string ConsumerSecretForCrc(State& state, const std::string& app_id) {
  const std::string secret = state.apps.Find(app_id)->consumer_secret;
  return state.faults.Use("wrong_crc_secret") ? "not " + secret : secret;
}

std::optional<Refusal> CheckNewUrl(const Context& context, const std::string& url) {
  const auto parsed = ParseUrl(url);
  const bool allowed = parsed && (parsed->scheme == "https" || context.allow_http_webhooks);
  if (!allowed || url.size() > kLongestEnvironmentUrl) return Refusal{214, {}};
  return std::nullopt;
}

std::optional<Refusal> CheckRoom(const State& state, const Call& call) {
  const bool taken = state.webhooks.FindFor(call.caller.app_id, call.Path("environment"));
  if (taken) return Refusal{214, "Too many resources already created."};
  return std::nullopt;
}

stub::HttpResponse RegisterInEnvironment(Context& context, const Call& call) {
  const std::string url = call.Parameter("url").value_or("");
  if (url.empty()) return ErrorAnswer({195, {}});
  std::string secret;
  {
    const auto state = context.world.Lock();
    if (auto refusal = CheckManager(*state, call)) return ErrorAnswer(*refusal);
    if (auto refusal = CheckNewUrl(context, url)) return ErrorAnswer(*refusal);
    if (auto refusal = CheckRoom(*state, call)) return ErrorAnswer(*refusal);
    secret = ConsumerSecretForCrc(*state, call.caller.app_id);
  }
  if (auto refusal = CheckWebhook(url, secret)) return ErrorAnswer(*refusal);
  const auto state = context.world.Lock();
  if (auto refusal = CheckRoom(*state, call)) return ErrorAnswer(*refusal);
  const Webhook webhook{state->NextId(), call.caller.app_id, call.Path("environment"), url, true,
                        state->now_ms};
  state->webhooks.list.push_back(webhook);
  return JsonAnswer(EnvironmentWebhook(webhook));
}

boost::json::array ListOf(const State& state, const App& app, const std::string& environment) {
  boost::json::array list;
  for (const Webhook& webhook : state.webhooks.list) {
    const bool wanted = webhook.app_id == app.id && webhook.environment == environment;
    if (wanted) list.push_back(EnvironmentWebhook(webhook));
  }
  return list;
}

stub::HttpResponse ListOfEnvironment(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const App* app = state->apps.Find(call.caller.app_id);
  const std::string environment = call.Path("environment");
  if (!HasEnvironment(*app, environment)) return ErrorAnswer({34, {}});
  return JsonAnswer(ListOf(*state, *app, environment));
}

stub::HttpResponse ListOfAllEnvironments(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const App* app = state->apps.Find(call.caller.app_id);
  if (app->environments.empty()) return ErrorAnswer({200, {}});  // the product was never set up
  boost::json::array environments;
  for (const std::string& label : app->environments) {
    environments.push_back(
        {{"environment_name", label}, {"webhooks", ListOf(*state, *app, label)}});
  }
  return JsonAnswer({{"environments", environments}});
}

// The environment's webhook of the id in the path, or null.
Webhook* FindWebhook(State& state, const Call& call) {
  Webhook* webhook = state.webhooks.Find(call.Path("id"));
  const bool fits = webhook != nullptr && webhook->app_id == call.caller.app_id &&
                    webhook->environment == call.Path("environment");
  return fits ? webhook : nullptr;
}

Refusal UnknownWebhook() {
  return {34, "Webhook does not exist or is associated with a different twitter application."};
}

stub::HttpResponse RevalidateInEnvironment(Context& context, const Call& call) {
  std::string secret;
  std::string url;
  {
    const auto state = context.world.Lock();
    if (auto refusal = CheckManager(*state, call)) return ErrorAnswer(*refusal);
    const Webhook* webhook = FindWebhook(*state, call);
    if (webhook == nullptr) return ErrorAnswer(UnknownWebhook());
    secret = ConsumerSecretForCrc(*state, call.caller.app_id);
    url = webhook->url;
  }
  const auto refusal = CheckWebhook(url, secret);
  const auto state = context.world.Lock();
  Webhook* webhook = FindWebhook(*state, call);
  if (webhook == nullptr) return ErrorAnswer(UnknownWebhook());
  webhook->valid = !refusal;
  return refusal ? ErrorAnswer(*refusal) : NoContent();
}

stub::HttpResponse RemoveFromEnvironment(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  if (auto refusal = CheckManager(*state, call)) return ErrorAnswer(*refusal);
  if (FindWebhook(*state, call) == nullptr) return ErrorAnswer(UnknownWebhook());
  std::erase_if(state->webhooks.list,
                [&](const Webhook& webhook) { return webhook.id == call.Path("id"); });
  return NoContent();
}

}  // namespace

std::vector<Route> WebhookRoutes() {
  return {{"POST", "/1.1/account_activity/all/:environment/webhooks.json", Access::kUser,
           &RegisterInEnvironment},
          {"GET", "/1.1/account_activity/all/:environment/webhooks.json", Access::kBearerOrUser,
           &ListOfEnvironment},
          {"GET", "/1.1/account_activity/all/webhooks.json", Access::kBearerOrUser,
           &ListOfAllEnvironments},
          {"PUT", "/1.1/account_activity/all/:environment/webhooks/:id.json", Access::kBearerOrUser,
           &RevalidateInEnvironment},
          {"DELETE", "/1.1/account_activity/all/:environment/webhooks/:id.json", Access::kUser,
           &RemoveFromEnvironment}};
}

}  // namespace xsim
