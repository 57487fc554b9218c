// OAuth 2.0 for users: the token endpoint and revocation (x_api.md 1.3). Consent is a page:
// pages/oauth2_consent_page.cpp.
//
// A confidential client, one that has a secret, proves itself by Basic; a public one names itself
// in the form. A refresh token works once. Whoever offers a spent one again ends the whole grant,
// for it may be a thief; the same holds for a code.
#include <algorithm>
#include <chrono>
#include <thread>

#include <boost/json.hpp>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {
namespace {

constexpr std::string_view kExchange = "urn:ietf:params:oauth:grant-type:token-exchange";
constexpr std::string_view kOAuth1Token = "urn:x:params:oauth:token-type:oauth1_token";
constexpr std::string_view kWrongToken = "Value passed for the token was invalid.";
constexpr std::string_view kWrongCode = "Value passed for the authorization code was invalid.";

stub::HttpResponse Refuse(int status, std::string_view error, std::string_view description) {
  return JsonAnswer({{"error", error}, {"error_description", description}}, status);
}

stub::HttpResponse Invalid(std::string_view description) {
  return Refuse(400, "invalid_request", description);
}

std::string Given(const Call& call, std::string_view name) {
  return FindField(call.form, name).value_or("");
}

// The app that asks, or null.
const App* ClientOf(const State& state, const Call& call) {
  constexpr std::string_view kBasic = "basic ";
  const std::string_view header = call.request.Header("authorization");
  if (header.empty()) {
    const App* app = state.apps.FindByClient(Given(call, "client_id"));
    return app != nullptr && app->client_secret.empty() ? app : nullptr;
  }
  if (LowerCase(header.substr(0, kBasic.size())) != kBasic) return nullptr;
  const std::string proof = DecodeBase64(header.substr(kBasic.size())).value_or("");
  const std::size_t colon = std::min(proof.find(':'), proof.size());
  const App* app = state.apps.FindByClient(proof.substr(0, colon));
  const bool is_confidential = app != nullptr && !app->client_secret.empty();
  if (!is_confidential || colon == proof.size()) return nullptr;
  return SameText(app->client_secret, proof.substr(colon + 1)) ? app : nullptr;
}

stub::HttpResponse PairAnswer(const State& state, const Grant& grant) {
  boost::json::object body{{"token_type", "bearer"},
                           {"expires_in", state.grants.access_life_ms / 1000},
                           {"access_token", grant.access},
                           {"scope", JoinScopes(grant.scopes)}};
  if (!grant.refresh.empty()) body["refresh_token"] = grant.refresh;
  return JsonAnswer(body);
}

Grant NewGrant(const App& app, const std::string& user_id, Scopes scopes) {
  Grant grant;
  grant.app_id = app.id;
  grant.user_id = user_id;
  grant.scopes = std::move(scopes);
  return grant;
}

stub::HttpResponse RedeemCode(State& state, const App& app, const Call& call) {
  AuthorizationCode* code = state.grants.FindCode(Given(call, "code"));
  if (code == nullptr || code->app_id != app.id) return Invalid(kWrongCode);
  if (!code->grant_id.empty()) {
    if (Grant* stolen = state.grants.Find(code->grant_id)) EndGrant(*stolen);
    return Invalid(kWrongCode);
  }
  const bool is_late = state.now_ms >= code->created_ms + state.grants.code_life_ms;
  if (is_late || code->redirect_uri != Given(call, "redirect_uri")) return Invalid(kWrongCode);
  if (!ProvesCode(*code, Given(call, "code_verifier"))) {
    return Invalid("Value passed for the code verifier was invalid.");
  }
  const Grant& grant = state.grants.Add(NewGrant(app, code->user_id, code->scopes), state.now_ms);
  code->grant_id = grant.id;
  return PairAnswer(state, grant);
}

stub::HttpResponse RefreshPair(State& state, const App& app, const Call& call) {
  const std::string token = Given(call, "refresh_token");
  if (Grant* reused = state.grants.FindBySpent(token); reused != nullptr) {
    ++reused->reuses;
    if (reused->app_id == app.id) EndGrant(*reused);
    return Invalid(kWrongToken);
  }
  Grant* grant = state.grants.FindByRefresh(token);
  if (grant == nullptr || grant->app_id != app.id) return Invalid(kWrongToken);
  state.grants.Renew(*grant, state.now_ms);
  ++grant->renewals;
  return PairAnswer(state, *grant);
}

// Again for the same token: the pair that was given before dies.
stub::HttpResponse ExchangeToken(State& state, const App& app, const Call& call) {
  const AccessToken* token = state.apps.FindToken(Given(call, "subject_token"));
  const bool is_proven = Given(call, "subject_token_type") == kOAuth1Token && token != nullptr &&
                         token->app_id == app.id &&
                         SameText(token->secret, Given(call, "oauth_token_secret"));
  if (!is_proven) return Invalid(kWrongToken);
  for (Grant& grant : state.grants.list) {
    const bool is_same = grant.app_id == app.id && grant.user_id == token->user_id;
    if (is_same && grant.exchanged) EndGrant(grant);
  }
  Grant grant = NewGrant(app, token->user_id, ScopesOfPermissions(token->permissions));
  grant.exchanged = true;
  return PairAnswer(state, state.grants.Add(std::move(grant), state.now_ms));
}

// Faults that strike the token endpoint alone. It is a pity to lose an answer that counts.
stub::HttpResponse StrikeToken(State& state, stub::HttpResponse answer) {
  if (answer.status == 200 && state.faults.Use("drop_token_answer")) answer.drop_connection = true;
  return answer;
}

stub::HttpResponse Token(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const App* app = ClientOf(*state, call);
  if (app == nullptr) {
    return Refuse(401, "unauthorized_client", "Missing valid authorization header");
  }
  if (state->faults.Use("refuse_refresh")) return Invalid(kWrongToken);
  const std::string grant_type = Given(call, "grant_type");
  if (grant_type == "authorization_code") {
    return StrikeToken(*state, RedeemCode(*state, *app, call));
  }
  if (grant_type == "refresh_token") return StrikeToken(*state, RefreshPair(*state, *app, call));
  if (grant_type == kExchange) return StrikeToken(*state, ExchangeToken(*state, *app, call));
  return Refuse(400, "unsupported_grant_type", "Value passed for the grant type was invalid.");
}

// The fault that leaves time between the giving and the answer; nothing is locked meanwhile.
stub::HttpResponse TokenInTime(Context& context, const Call& call) {
  stub::HttpResponse answer = Token(context, call);
  if (answer.status != 200) return answer;
  const auto hold = context.world.Lock()->faults.Use("hold_token_answer_ms");
  if (hold) std::this_thread::sleep_for(std::chrono::milliseconds(hold->value));
  return answer;
}

stub::HttpResponse Revoke(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const App* app = ClientOf(*state, call);
  if (app == nullptr) {
    return Refuse(401, "unauthorized_client", "Missing valid authorization header");
  }
  const std::string token = Given(call, "token");
  if (token.empty()) return Invalid("Missing required parameter [token].");
  for (Grant& grant : state->grants.list) {
    if (grant.app_id != app->id) continue;
    if (grant.access == token) grant.access.clear();
    if (grant.refresh == token) {
      grant.spent.push_back(token);
      grant.refresh.clear();
    }
  }
  return JsonAnswer({{"revoked", true}});
}

}  // namespace

std::vector<Route> OAuth2Routes() {
  return {{"POST", "/2/oauth2/token", Access::kOpenApi, &TokenInTime},
          {"POST", "/2/oauth2/revoke", Access::kOpenApi, &Revoke}};
}

}  // namespace xsim
