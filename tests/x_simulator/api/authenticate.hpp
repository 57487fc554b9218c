// Who calls: an app (bearer or consumer key) or a user of an app, proven by signature.
#pragma once

#include <string>

#include "host_stub/web/http_server.hpp"
#include "tests/x_simulator/base/percent.hpp"
#include "tests/x_simulator/base/refusal.hpp"
#include "tests/x_simulator/world/world.hpp"

namespace xsim {

struct Caller {
  std::string app_id;
  std::string user_id;        // empty: the app itself
  std::string permissions;    // of the user's token
  std::string request_token;  // in the third leg of OAuth 1.0a
  bool bearer = false;        // the app's own
  bool oauth2 = false;        // the user's, with `scopes`
  Scopes scopes;
  Fields oauth;  // the Authorization header's parameters

  bool operator==(const Caller&) const = default;
};

// Refusals: 215 nothing usable given, 32 key, signature or nonce wrong, 89 unknown or expired
// token, 220 a user's OAuth 2.0 token outside of API v2, 135 timestamp more than five minutes off.
OrRefusal<Caller> Authenticate(State& state, const stub::HttpRequest& request);

}  // namespace xsim
