// The Account Activity API v2 (x_api.md 2.5): users subscribed to the app's webhook with
// everything.
#include <algorithm>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/problem.hpp"
#include "tests/x_simulator/api/routes.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

stub::HttpResponse Refused(std::string_view reason, std::string_view detail) {
  return ProblemAnswer(400, "Invalid Request", std::string(reason) + ": " + std::string(detail),
                       "invalid-request");
}

stub::HttpResponse Unknown() {
  return Refused("WebhookIdInvalid", "The app has no webhook of this id.");
}

stub::HttpResponse Subscribed(bool subscribed) {
  return JsonAnswer({{"data", {{"subscribed", subscribed}}}});
}

const Webhook* Own(State& state, const Call& call) {
  const Webhook* webhook = state.webhooks.Find(call.Path("id"));
  const bool own =
      webhook != nullptr && webhook->app_id == call.caller.app_id && webhook->environment.empty();
  return own ? webhook : nullptr;
}

stub::HttpResponse Subscribe(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  if (Own(*state, call) == nullptr) return Unknown();
  const Subscription wanted{call.caller.app_id, "", call.caller.user_id};
  if (state->webhooks.IsSubscribed(wanted)) {
    return Refused("DuplicateSubscriptionFailed", "The user is subscribed already.");
  }
  state->webhooks.subscriptions.push_back(wanted);
  return Subscribed(true);
}

stub::HttpResponse IsSubscribed(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  if (Own(*state, call) == nullptr) return Unknown();
  return Subscribed(state->webhooks.IsSubscribed({call.caller.app_id, "", call.caller.user_id}));
}

stub::HttpResponse List(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const Webhook* webhook = Own(*state, call);
  if (webhook == nullptr) return Unknown();
  json::array list;
  for (const Subscription& each : state->webhooks.subscriptions) {
    if (each != Subscription{webhook->app_id, "", each.user_id}) continue;
    list.push_back(json::object{{"user_id", each.user_id}});
  }
  return JsonAnswer({{"data",
                      {{"application_id", webhook->app_id},
                       {"webhook_id", webhook->id},
                       {"webhook_url", webhook->url},
                       {"subscriptions", list}}}});
}

stub::HttpResponse Unsubscribe(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  if (Own(*state, call) == nullptr) return Unknown();
  const Subscription ended{call.caller.app_id, "", call.Path("user_id")};
  if (std::erase(state->webhooks.subscriptions, ended) > 0) return Subscribed(false);
  return ProblemAnswer(404, "Not Found Error", "SubscriptionNotFound", "resource-not-found");
}

}  // namespace

std::vector<Route> V2AccountActivityRoutes() {
  return {
      {"POST", "/2/account_activity/webhooks/:id/subscriptions/all", Access::kUser, &Subscribe},
      {"GET", "/2/account_activity/webhooks/:id/subscriptions/all", Access::kUser, &IsSubscribed},
      {"GET", "/2/account_activity/webhooks/:id/subscriptions/all/list", Access::kBearer, &List},
      {"DELETE", "/2/account_activity/webhooks/:id/subscriptions/:user_id/all", Access::kBearer,
       &Unsubscribe}};
}

}  // namespace xsim
