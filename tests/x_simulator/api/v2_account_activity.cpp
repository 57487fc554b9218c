// The Account Activity API v2 (x_api.md 2.5): users subscribed to the app's webhook with
// everything.
#include <algorithm>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/own_webhook.hpp"
#include "tests/x_simulator/api/problem.hpp"
#include "tests/x_simulator/api/routes.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

stub::HttpResponse Subscribed(bool subscribed) {
  return JsonAnswer({{"data", {{"subscribed", subscribed}}}});
}

stub::HttpResponse SubscribeToEverything(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  if (OwnWebhook(*state, call) == nullptr) return NoSuchWebhook();
  const Subscription wanted{call.caller.app_id, "", call.caller.user_id};
  if (state->webhooks.IsSubscribed(wanted)) {
    return InvalidRequest("DuplicateSubscriptionFailed", "The user is subscribed already.");
  }
  state->webhooks.subscriptions.push_back(wanted);
  return Subscribed(true);
}

stub::HttpResponse IsSubscribedToEverything(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  if (OwnWebhook(*state, call) == nullptr) return NoSuchWebhook();
  return Subscribed(state->webhooks.IsSubscribed({call.caller.app_id, "", call.caller.user_id}));
}

stub::HttpResponse ListSubscribers(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const Webhook* webhook = OwnWebhook(*state, call);
  if (webhook == nullptr) return NoSuchWebhook();
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

stub::HttpResponse UnsubscribeFromEverything(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  if (OwnWebhook(*state, call) == nullptr) return NoSuchWebhook();
  const Subscription ended{call.caller.app_id, "", call.Path("user_id")};
  if (std::erase(state->webhooks.subscriptions, ended) > 0) return Subscribed(false);
  return ProblemAnswer(404, "Not Found Error", "SubscriptionNotFound", "resource-not-found");
}

}  // namespace

std::vector<Route> V2AccountActivityRoutes() {
  return {{"POST", "/2/account_activity/webhooks/:id/subscriptions/all", Access::kUser,
           &SubscribeToEverything},
          {"GET", "/2/account_activity/webhooks/:id/subscriptions/all", Access::kUser,
           &IsSubscribedToEverything},
          {"GET", "/2/account_activity/webhooks/:id/subscriptions/all/list", Access::kBearer,
           &ListSubscribers},
          {"DELETE", "/2/account_activity/webhooks/:id/subscriptions/:user_id/all", Access::kBearer,
           &UnsubscribeFromEverything}};
}

}  // namespace xsim
