// The webhook that a path of API v2 names.
#pragma once

#include "tests/x_simulator/api/problem.hpp"
#include "tests/x_simulator/api/route.hpp"

namespace xsim {

// Null when the caller's app has none of this id.
inline Webhook* OwnWebhook(State& state, const Call& call) {
  Webhook* webhook = state.webhooks.Find(call.Path("id"));
  const bool own =
      webhook != nullptr && webhook->app_id == call.caller.app_id && webhook->environment.empty();
  return own ? webhook : nullptr;
}

inline stub::HttpResponse NoSuchWebhook() {
  return InvalidRequest("WebhookIdInvalid", "The app has no webhook of this id.");
}

}  // namespace xsim
