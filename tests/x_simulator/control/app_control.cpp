// /sim/v1/apps and /sim/v1/webhooks: the developer's side.
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/base/url.hpp"
#include "tests/x_simulator/control/body.hpp"
#include "tests/x_simulator/control/control_routes.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

json::object AppJson(const State& state, const App& app) {
  return {{"id", app.id},
          {"owner", state.users.Find(app.owner_id)->screen_name},
          {"name", app.name},
          {"website", app.website},
          {"callback_urls", json::value_from(app.callback_urls)},
          {"permissions", app.permissions},
          {"client_id", app.client_id},
          {"environments", json::value_from(app.environments)}};
}

json::object KeysJson(const AppKeys& keys) {
  return {{"id", keys.app_id},
          {"consumer_key", keys.consumer_key},
          {"consumer_secret", keys.consumer_secret},
          {"access_token", keys.access_token},
          {"access_token_secret", keys.access_token_secret},
          {"client_id", keys.client_id},
          {"client_secret", keys.client_secret}};
}

stub::HttpResponse CreateApp(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"owner"},
                                    {"name"},
                                    {"website"},
                                    {"permissions"},
                                    {"consumer_secret"},
                                    {"client_secret"},
                                    {"callback_urls", MemberType::kTexts}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto& body = std::get<json::object>(read);
  AppDraft draft;
  draft.owner = TextMember(&body, "owner").value_or("");
  draft.name = TextMember(&body, "name").value_or("");
  draft.website = TextMember(&body, "website").value_or("");
  draft.permissions = TextMember(&body, "permissions").value_or("read");
  draft.consumer_secret = TextMember(&body, "consumer_secret").value_or("");
  draft.client_secret = TextMember(&body, "client_secret").value_or("");
  draft.callback_urls = TextsMember(&body, "callback_urls").value_or(std::vector<std::string>());
  const auto state = context.world.Lock();
  const auto result = CreateApp(*state, draft);
  if (const auto* problem = std::get_if<Problem>(&result)) return ControlError(*problem);
  return JsonAnswer(KeysJson(std::get<AppKeys>(result)), 201);
}

stub::HttpResponse ListApps(Context& context, const Call&) {
  const auto state = context.world.Lock();
  json::array apps;
  for (const App& app : state->apps.list) apps.push_back(AppJson(*state, app));
  return JsonAnswer({{"apps", apps}});
}

stub::HttpResponse ChangeApp(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"permissions"}, {"callback_urls", MemberType::kTexts}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto& body = std::get<json::object>(read);
  const auto permissions = TextMember(&body, "permissions");
  const auto callback_urls = TextsMember(&body, "callback_urls");
  const auto state = context.world.Lock();
  if (auto problem = ChangeApp(*state, call.Path("id"), permissions, callback_urls)) {
    return ControlError(*problem);
  }
  return JsonAnswer(AppJson(*state, *state->apps.Find(call.Path("id"))));
}

stub::HttpResponse NewToken(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const auto result = RegenerateToken(*state, call.Path("id"));
  if (const auto* problem = std::get_if<Problem>(&result)) return ControlError(*problem);
  return JsonAnswer(KeysJson(std::get<AppKeys>(result)), 201);
}

stub::HttpResponse CreateEnvironment(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"label"}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto label = TextMember(&std::get<json::object>(read), "label").value_or("");
  const auto state = context.world.Lock();
  if (auto problem = AddEnvironment(*state, call.Path("id"), label)) return ControlError(*problem);
  return JsonAnswer(AppJson(*state, *state->apps.Find(call.Path("id"))), 201);
}

json::object WebhookJson(const Webhook& webhook) {
  return {{"id", webhook.id},
          {"app_id", webhook.app_id},
          {"environment", webhook.environment},
          {"url", webhook.url},
          {"valid", webhook.valid}};
}

stub::HttpResponse ListWebhooks(Context& context, const Call&) {
  const auto state = context.world.Lock();
  json::array webhooks;
  for (const Webhook& webhook : state->webhooks.list) webhooks.push_back(WebhookJson(webhook));
  json::array subscriptions;
  for (const Subscription& subscription : state->webhooks.subscriptions) {
    const User* user = state->users.Find(subscription.user_id);
    subscriptions.push_back({{"app_id", subscription.app_id},
                             {"environment", subscription.environment},
                             {"user_id", subscription.user_id},
                             {"user", user->screen_name}});
  }
  json::array activities;
  for (const ActivitySubscription& activity : state->webhooks.activities) {
    activities.push_back({{"app_id", activity.app_id},
                          {"event_type", activity.event_type},
                          {"user_id", activity.user_id},
                          {"webhook_id", activity.webhook_id}});
  }
  return JsonAnswer(
      {{"webhooks", webhooks}, {"subscriptions", subscriptions}, {"activities", activities}});
}

// As if another system had registered it earlier: no CRC is made.
stub::HttpResponse PlantWebhook(Context& context, const Call& call) {
  const auto read = ReadBody(
      call, {{"app_id", MemberType::kId}, {"environment"}, {"url"}, {"valid", MemberType::kBool}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto& body = std::get<json::object>(read);
  const auto state = context.world.Lock();
  const App* app = state->apps.Find(IdMember(&body, "app_id").value_or(""));
  const std::string url = TextMember(&body, "url").value_or("");
  const std::string label = TextMember(&body, "environment").value_or("");
  if (app == nullptr || (!label.empty() && !HasEnvironment(*app, label)) || !ParseUrl(url)) {
    return ControlError(Problem{
        400,
        "Give the app_id of an app, one of its environments or none, and an http or https url."});
  }
  const bool valid = BoolMember(&body, "valid").value_or(true);
  const Webhook webhook{state->NextId(), app->id, label, url, valid, state->now_ms};
  state->webhooks.list.push_back(webhook);
  return JsonAnswer(WebhookJson(webhook), 201);
}

// As if another system had subscribed a user to an app's webhook earlier.
stub::HttpResponse PlantSubscription(Context& context, const Call& call) {
  const auto read =
      ReadBody(call, {{"app_id", MemberType::kId}, {"environment"}, {"user_id", MemberType::kId}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto& body = std::get<json::object>(read);
  const Subscription planted{IdMember(&body, "app_id").value_or(""),
                             TextMember(&body, "environment").value_or(""),
                             IdMember(&body, "user_id").value_or("")};
  const auto state = context.world.Lock();
  if (state->webhooks.FindFor(planted.app_id, planted.environment) == nullptr ||
      state->users.Find(planted.user_id) == nullptr) {
    return ControlError(Problem{400, "Give the app_id of an app with a webhook, and a user_id."});
  }
  if (!state->webhooks.IsSubscribed(planted)) state->webhooks.subscriptions.push_back(planted);
  return JsonAnswer({{"user_id", planted.user_id}}, 201);
}

stub::HttpResponse ChangeWebhook(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"valid", MemberType::kBool}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto valid = BoolMember(&std::get<json::object>(read), "valid");
  const auto state = context.world.Lock();
  Webhook* webhook = state->webhooks.Find(call.Path("id"));
  if (webhook == nullptr) return ControlError(Problem{404, "There is no webhook of this id."});
  if (!valid) return ControlError(Problem{400, "Give valid as true or false."});
  webhook->valid = *valid;
  return JsonAnswer(WebhookJson(*webhook));
}

}  // namespace

std::vector<Route> AppControlRoutes() {
  return {{"POST", "/sim/v1/apps", Access::kOpen, &CreateApp},
          {"GET", "/sim/v1/apps", Access::kOpen, &ListApps},
          {"PUT", "/sim/v1/apps/:id", Access::kOpen, &ChangeApp},
          {"POST", "/sim/v1/apps/:id/tokens", Access::kOpen, &NewToken},
          {"POST", "/sim/v1/apps/:id/environments", Access::kOpen, &CreateEnvironment},
          {"GET", "/sim/v1/webhooks", Access::kOpen, &ListWebhooks},
          {"POST", "/sim/v1/webhooks", Access::kOpen, &PlantWebhook},
          {"POST", "/sim/v1/subscriptions", Access::kOpen, &PlantSubscription},
          {"PUT", "/sim/v1/webhooks/:id", Access::kOpen, &ChangeWebhook}};
}

}  // namespace xsim
