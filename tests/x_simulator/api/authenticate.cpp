#include "tests/x_simulator/api/authenticate.hpp"

#include <charconv>
#include <optional>

#include "tests/x_simulator/api/oauth1.hpp"
#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {
namespace {

constexpr std::int64_t kClockTolerance = 300;  // seconds

std::string Get(const Fields& oauth, std::string_view name) {
  return FindField(oauth, name).value_or("");
}

std::optional<std::int64_t> ReadNumber(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool IsPrintableAscii(std::string_view text) {
  for (const char letter : text) {
    if (letter <= ' ' || letter > '~') return false;
  }
  return !text.empty();
}

OrRefusal<Caller> CheckGrant(const State& state, std::string_view path, std::string_view token) {
  const Grant* grant = state.grants.FindByAccess(token);
  if (grant == nullptr || state.now_ms >= grant->access_expires_ms) return Refusal{89, {}};
  if (!path.starts_with("/2/")) return Refusal{220, {}};
  Caller caller;
  caller.app_id = grant->app_id;
  caller.user_id = grant->user_id;
  caller.oauth2 = true;
  caller.scopes = grant->scopes;
  return caller;
}

OrRefusal<Caller> CheckBearer(const State& state, std::string_view path, std::string_view token) {
  const App* app = state.apps.FindByBearer(token);
  if (app == nullptr) return CheckGrant(state, path, token);
  Caller caller;
  caller.app_id = app->id;
  caller.bearer = true;
  return caller;
}

// Fills in whom the token stands for and its secret. False: X does not know the token.
bool ResolveToken(State& state, const std::string& token, Caller& caller, std::string& secret) {
  if (token.empty()) return true;
  const AccessToken* access = state.apps.FindToken(token);
  if (access != nullptr && access->app_id == caller.app_id) {
    caller.user_id = access->user_id;
    caller.permissions = access->permissions;
    secret = access->secret;
    return true;
  }
  const RequestToken* pending = state.apps.FindRequestToken(token);
  if (pending == nullptr || pending->app_id != caller.app_id) return false;
  caller.request_token = pending->token;
  secret = pending->secret;
  return true;
}

std::optional<Refusal> CheckProtocol(const Fields& oauth, std::int64_t now_seconds) {
  const std::string version = Get(oauth, "oauth_version");
  const bool known =
      Get(oauth, "oauth_signature_method") == "HMAC-SHA1" && (version.empty() || version == "1.0");
  if (!known || !IsPrintableAscii(Get(oauth, "oauth_nonce"))) return Refusal{32, {}};
  const auto timestamp = ReadNumber(Get(oauth, "oauth_timestamp"));
  if (!timestamp || *timestamp < now_seconds - kClockTolerance ||
      *timestamp > now_seconds + kClockTolerance) {
    return Refusal{135, {}};
  }
  return std::nullopt;
}

OrRefusal<Caller> CheckOAuth1(State& state, const stub::HttpRequest& request, Fields oauth) {
  const auto parts = PartsToSign(request, oauth);
  const App* app = state.apps.FindByKey(Get(oauth, "oauth_consumer_key"));
  if (!parts || app == nullptr) return Refusal{32, {}};
  const std::int64_t now_seconds = state.now_ms / 1000;
  if (auto refusal = CheckProtocol(oauth, now_seconds)) return *refusal;
  Caller caller;
  caller.app_id = app->id;
  caller.oauth = oauth;
  OAuthSecrets secrets{app->consumer_secret, {}};
  const std::string token = Get(oauth, "oauth_token");
  if (!ResolveToken(state, token, caller, secrets.token)) return Refusal{89, {}};
  if (!SameText(OAuthSignature(*parts, secrets), Get(oauth, "oauth_signature"))) {
    return Refusal{32, {}};
  }
  // Only now: an unsigned request must not use up anybody's nonce.
  const std::int64_t timestamp = ReadNumber(Get(oauth, "oauth_timestamp")).value_or(0);
  const std::string key = app->consumer_key + " " + token + " " + Get(oauth, "oauth_nonce");
  if (!state.nonces.Use(timestamp, key, now_seconds - kClockTolerance)) return Refusal{32, {}};
  return caller;
}

}  // namespace

OrRefusal<Caller> Authenticate(State& state, const stub::HttpRequest& request) {
  constexpr std::string_view kBearer = "bearer ";
  const std::string_view header = request.Header("authorization");
  if (LowerCase(header.substr(0, kBearer.size())) == kBearer) {
    return CheckBearer(state, request.path, header.substr(kBearer.size()));
  }
  const auto oauth = ParseOAuthHeader(header);
  if (!oauth || !FindField(*oauth, "oauth_consumer_key") || !FindField(*oauth, "oauth_signature")) {
    return Refusal{215, {}};
  }
  return CheckOAuth1(state, request, *oauth);
}

}  // namespace xsim
