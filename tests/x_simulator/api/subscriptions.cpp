// Subscriptions of users to the premium Account Activity API, v1.1 (x_api.md 2.9).
#include <algorithm>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/routes.hpp"

namespace xsim {
namespace {

// What a new app of the premium sandbox was given.
constexpr std::size_t kProvisioned = 15;

bool IsKnownEnvironment(const State& state, const Call& call) {
  return HasEnvironment(*state.apps.Find(call.caller.app_id), call.Path("environment"));
}

Subscription Wanted(const Call& call, const std::string& user_id) {
  return {call.caller.app_id, call.Path("environment"), user_id};
}

stub::HttpResponse Subscribe(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  if (!IsKnownEnvironment(*state, call)) return ErrorAnswer({34, {}});
  const Subscription subscription = Wanted(call, call.caller.user_id);
  if (state->webhooks.FindFor(subscription.app_id, subscription.environment) == nullptr) {
    return ErrorAnswer(
        {34, "Webhook does not exist or is associated with a different twitter application."});
  }
  if (state->webhooks.IsSubscribed(subscription)) return ErrorAnswer({355, {}});
  const auto& all = state->webhooks.subscriptions;
  const auto used = std::count_if(all.begin(), all.end(), [&](const Subscription& other) {
    return other.app_id == subscription.app_id;
  });
  if (static_cast<std::size_t>(used) >= kProvisioned) {
    return ErrorAnswer({214, "Too many resources already created."});
  }
  state->webhooks.subscriptions.push_back(subscription);
  return NoContent();
}

stub::HttpResponse IsSubscribed(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const bool subscribed = state->webhooks.IsSubscribed(Wanted(call, call.caller.user_id));
  return subscribed ? NoContent() : ErrorAnswer({34, {}});
}

stub::HttpResponse ListSubscriptions(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  if (!IsKnownEnvironment(*state, call)) return ErrorAnswer({34, {}});
  boost::json::array list;
  for (const Subscription& subscription : state->webhooks.subscriptions) {
    const bool fits = subscription == Wanted(call, subscription.user_id);
    if (fits) list.push_back(boost::json::object{{"user_id", subscription.user_id}});
  }
  return JsonAnswer({{"environment", call.Path("environment")},
                     {"application_id", call.caller.app_id},
                     {"subscriptions", list}});
}

stub::HttpResponse Count(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const App* app = state->apps.Find(call.caller.app_id);
  const auto& all = state->webhooks.subscriptions;
  const auto used = std::count_if(all.begin(), all.end(), [&](const Subscription& subscription) {
    return subscription.app_id == app->id;
  });
  return JsonAnswer({{"account_name", app->name},
                     {"subscriptions_count", std::to_string(used)},
                     {"provisioned_count", std::to_string(kProvisioned)}});
}

stub::HttpResponse RemoveSubscription(Context& context, const Call& call,
                                      const std::string& user_id) {
  const auto state = context.world.Lock();
  const auto removed = std::erase(state->webhooks.subscriptions, Wanted(call, user_id));
  return removed > 0 ? NoContent() : ErrorAnswer({34, {}});
}

stub::HttpResponse Unsubscribe(Context& context, const Call& call) {
  return RemoveSubscription(context, call, call.caller.user_id);
}

stub::HttpResponse UnsubscribeUser(Context& context, const Call& call) {
  return RemoveSubscription(context, call, call.Path("user_id"));
}

}  // namespace

std::vector<Route> SubscriptionRoutes() {
  return {{"POST", "/1.1/account_activity/all/:environment/subscriptions.json", Access::kUser,
           &Subscribe},
          {"GET", "/1.1/account_activity/all/:environment/subscriptions.json", Access::kUser,
           &IsSubscribed},
          {"DELETE", "/1.1/account_activity/all/:environment/subscriptions.json", Access::kUser,
           &Unsubscribe},
          {"GET", "/1.1/account_activity/all/:environment/subscriptions/list.json", Access::kBearer,
           &ListSubscriptions},
          {"DELETE", "/1.1/account_activity/all/:environment/subscriptions/:user_id.json",
           Access::kBearer, &UnsubscribeUser},
          {"GET", "/1.1/account_activity/all/subscriptions/count.json", Access::kBearer, &Count},
          {"GET", "/1.1/account_activity/all/count.json", Access::kBearer, &Count}};
}

}  // namespace xsim
