// OAuth 1.0a, first and third leg, revocation, and the app-only bearer token (x_api.md 1.2, 1.4).
// The second leg is a page: consent_page.cpp.
#include <algorithm>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/oauth1.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/unicode.hpp"
#include "tests/x_simulator/events/revoke.hpp"

namespace xsim {
namespace {

constexpr std::int64_t kRequestTokenLifeMs = 60LL * 60 * 1000;

// OAuth parameters may come in the header or, like all parameters, in query or form.
std::string OAuthParameter(const Call& call, std::string_view name) {
  const auto in_header = FindField(call.caller.oauth, name);
  return in_header ? *in_header : call.Parameter(name).value_or("");
}

std::optional<Refusal> CheckCallback(const App& app, const std::string& callback) {
  if (callback == "oob") {
    if (app.callback_urls.empty()) return Refusal{417, {}};
    return std::nullopt;
  }
  const auto& urls = app.callback_urls;
  if (std::find(urls.begin(), urls.end(), callback) == urls.end()) return Refusal{415, {}};
  return std::nullopt;
}

std::string Requested(const App& app, const std::string& access_type) {
  if (access_type == "read") return "read";
  if (access_type == "write" && AllowsWriting(app.permissions)) return "read-write";
  return app.permissions;
}

stub::HttpResponse RequestTokenLeg(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const App* app = state->apps.Find(call.caller.app_id);
  const std::string callback = OAuthParameter(call, "oauth_callback");
  if (auto refusal = CheckCallback(*app, callback)) return ErrorAnswer(*refusal);
  std::erase_if(state->apps.request_tokens, [&](const RequestToken& token) {
    return token.created_ms < state->now_ms - kRequestTokenLifeMs;
  });
  RequestToken token;
  token.token = RandomText(27);
  token.secret = RandomText(32);
  token.app_id = app->id;
  token.callback = callback;
  token.permissions = Requested(*app, OAuthParameter(call, "x_auth_access_type"));
  token.created_ms = state->now_ms;
  state->apps.request_tokens.push_back(token);
  return FormAnswer(EncodeForm({{"oauth_token", token.token},
                                {"oauth_token_secret", token.secret},
                                {"oauth_callback_confirmed", "true"}}));
}

stub::HttpResponse AccessTokenLeg(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const RequestToken* pending = state->apps.FindRequestToken(call.caller.request_token);
  if (pending == nullptr) return ErrorAnswer({89, {}});
  const bool proven = !pending->verifier.empty() &&
                      SameText(pending->verifier, OAuthParameter(call, "oauth_verifier"));
  if (!proven) return ErrorAnswer({32, {}});
  const App* app = state->apps.Find(pending->app_id);
  const User* user = state->users.Find(pending->user_id);
  if (app == nullptr || user == nullptr) return ErrorAnswer({89, {}});
  const AccessToken granted = state->apps.Grant(*app, user->id, pending->permissions);
  std::erase_if(state->apps.request_tokens, [&](const RequestToken& token) {
    return token.token == call.caller.request_token;
  });
  return FormAnswer(EncodeForm({{"oauth_token", granted.token},
                                {"oauth_token_secret", granted.secret},
                                {"user_id", user->id},
                                {"screen_name", user->screen_name}}));
}

stub::HttpResponse InvalidateToken(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  RevokeApp(*state, call.caller.app_id, call.caller.user_id);
  return JsonAnswer({{"access_token", FindField(call.caller.oauth, "oauth_token").value_or("")}});
}

// The app named by `Authorization: Basic base64(pe(key):pe(secret))`, or null.
App* BasicApp(State& state, const stub::HttpRequest& request) {
  constexpr std::string_view kBasic = "basic ";
  const std::string_view header = request.Header("authorization");
  if (LowerCase(header.substr(0, kBasic.size())) != kBasic) return nullptr;
  const auto decoded = DecodeBase64(header.substr(kBasic.size()));
  const std::size_t colon = decoded ? decoded->find(':') : std::string::npos;
  if (colon == std::string::npos) return nullptr;
  const auto key = PercentDecode(decoded->substr(0, colon));
  const auto secret = PercentDecode(decoded->substr(colon + 1));
  App* app = key ? state.apps.FindByKey(*key) : nullptr;
  return app != nullptr && secret && SameText(app->consumer_secret, *secret) ? app : nullptr;
}

stub::HttpResponse BearerToken(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  App* app = BasicApp(*state, call.request);
  if (app == nullptr || FindField(call.form, "grant_type") != "client_credentials") {
    return ErrorAnswer({99, {}});
  }
  if (app->bearer_token.empty()) app->bearer_token = "AAAAAAAAAAAAAAAAAAAAA" + RandomText(80);
  return JsonAnswer({{"token_type", "bearer"}, {"access_token", app->bearer_token}});
}

stub::HttpResponse InvalidateBearerToken(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  App* app = BasicApp(*state, call.request);
  const auto token = call.Parameter("access_token");
  if (app == nullptr || !token) return ErrorAnswer({99, {}});
  if (app->bearer_token.empty() || !SameText(app->bearer_token, *token)) {
    return ErrorAnswer({89, {}});
  }
  app->bearer_token.clear();
  return JsonAnswer({{"access_token", *token}});
}

}  // namespace

std::vector<Route> OAuthRoutes() {
  return {{"POST", "/oauth/request_token", Access::kApp, &RequestTokenLeg},
          {"POST", "/oauth/access_token", Access::kApp, &AccessTokenLeg},
          {"POST", "/1.1/oauth/invalidate_token.json", Access::kUser, &InvalidateToken},
          {"POST", "/1.1/oauth/invalidate_token", Access::kUser, &InvalidateToken},
          {"POST", "/oauth2/token", Access::kOpenApi, &BearerToken},
          {"POST", "/oauth2/invalidate_token", Access::kOpenApi, &InvalidateBearerToken}};
}

}  // namespace xsim
