// Leaves the Account Activity API v2 (x_api.md 2.5), which ends with 2026: once an account is
// subscribed by the X Activity API, what its older subscription to the same webhook sends is only
// sent, and paid for, twice. Where X does not offer that API there is nothing to leave.
#pragma once

#include <string>
#include <string_view>

#include "twitter_channel/x_api/app_bearer.hpp"

namespace twitter {

class AccountActivity {
 public:
  explicit AccountActivity(AppBearer& bearer) : bearer_(bearer) {}

  // Ends the subscription of one user to the app's webhook, if there is any. Others of the app
  // stay: each leaves when its own subscriptions are in place.
  chp::Result<void> Leave(const App& app, std::string_view user_id, const chp::CallContext& call);

 private:
  chp::Result<bool> HasUser(const App& app, std::string_view user_id, const chp::CallContext& call);

  AppBearer& bearer_;
};

}  // namespace twitter
