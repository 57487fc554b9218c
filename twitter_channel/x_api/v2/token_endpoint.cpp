// Five questions to one endpoint, and what its answers mean.
#include "twitter_channel/x_api/v2/token_endpoint.hpp"

#include <algorithm>
#include <utility>

#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/http/url.hpp"
#include "twitter_channel/x_api/api_error_body.hpp"
#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/reasons.hpp"
#include "twitter_channel/x_api/token_shape.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {
namespace {

constexpr std::int64_t kOwnLimitMs = 10'000;
constexpr std::size_t kLongestOAuth2Token = 4096;
constexpr std::int64_t kDefaultLifeMs = 7'200'000;

// Of a refresh once sent (plugin_abi.md A16).
class NeverCancelled : public chp::CallContext {
 public:
  std::uint32_t Attempt() const override { return 1; }
  std::int64_t DeadlineMs() const override { return 0; }
  bool IsCancelled() const override { return false; }
  std::string_view TraceId() const override { return {}; }
};

V11Request RequestOf(const App& app, std::string path, Parameters form) {
  V11Request request;
  request.operation = Operation::kAuthorize;
  request.method = "POST";
  request.path = std::move(path);
  request.form = std::move(form);
  request.idempotent = false;
  request.timeout_ms = kOwnLimitMs;
  if (app.client_secret.empty()) {
    request.names_itself = true;
    request.form.emplace_back("client_id", app.client_id);
  } else {
    request.authorization = "Basic " + Base64(app.client_id + ":" + app.client_secret);
  }
  return request;
}

chp::Error Unreadable(std::string_view detail) {
  chp::Error error = BadAnswer(detail);
  error.code = chp::Code::kUncertain;  // it may hold what we do not see
  return error;
}

bool IsAboutTheClient(const ErrorBody& body) {
  return body.problem_type == "invalid_client" || body.problem_type == "unauthorized_client";
}

// What X refused, with the code of those tokens in mind that were brought.
chp::Error ReadRefusal(chp::Error error, const HttpResponse& response) {
  const ErrorBody body = ReadErrorBody(response.body);
  const int status = response.status;
  if (status >= 500 || status == 408) {
    error.code = chp::Code::kUncertain;
  } else if (IsAboutTheClient(body)) {
    error.code = chp::Code::kConfig;
    error.reason = reason::kClientRefused;
    error.scope = chp::Scope::kConnection;
    error.message =
        "X does not accept the client ID or client secret; copy both again from the developer "
        "console, and leave the secret empty only for a native or single page app.";
  } else if (status == 400 || status == 401) {
    error.code = chp::Code::kAuth;
    error.reason = reason::kInvalidToken;
    error.scope = chp::Scope::kAccount;
    error.message =
        "X does not renew the access to this account any more: it was withdrawn, or is too old. "
        "Link the account again.";
  }
  return error;
}

chp::Result<TokenAnswer> ReadTokens(std::string body) {
  const auto answer = ParseAnswer(std::move(body));
  if (!answer || !answer->root().is_object()) return Unreadable("It holds no tokens.");
  const JsonNode& root = answer->root();
  JsonProblem problem;
  const JsonFields fields(root, problem);
  TokenAnswer tokens;
  tokens.access = fields.Text("access_token");
  tokens.refresh = fields.Text("refresh_token");
  const bool is_sane =
      IsTokenShaped(tokens.access, kLongestOAuth2Token) &&
      (tokens.refresh.empty() || IsTokenShaped(tokens.refresh, kLongestOAuth2Token));
  if (problem || !is_sane) return Unreadable("It holds no tokens.");
  JsonProblem ignored;  // the rest is guessed when it is missing
  const JsonFields more(root, ignored);
  const std::int64_t seconds = more.Number("expires_in");
  tokens.life_ms = seconds > 0 ? std::min(seconds, kDefaultLifeMs * 1000) * 1000 : kDefaultLifeMs;
  if (std::string scopes = more.Text("scope"); !scopes.empty()) tokens.scopes = std::move(scopes);
  return tokens;
}

}  // namespace

chp::Result<TokenAnswer> TokenEndpoint::AskFor(const App& app, Parameters form,
                                               const chp::CallContext& call) const {
  const V11Request request = RequestOf(app, "/2/oauth2/token", std::move(form));
  auto response = requests_.Send({&app, nullptr}, request, call);
  if (!response) return response.error();
  if (response->status / 100 == 2) return ReadTokens(std::move(response->body));
  return ReadRefusal(requests_.Refused({&app, nullptr}, request, *response), *response);
}

chp::Result<TokenAnswer> TokenEndpoint::Redeem(const App& app, const AuthorizationCode& code,
                                               const chp::CallContext& call) const {
  auto tokens = AskFor(app,
                       {{"grant_type", "authorization_code"},
                        {"code", std::string(code.code)},
                        {"redirect_uri", std::string(code.redirect_uri)},
                        {"code_verifier", std::string(code.verifier)}},
                       call);
  if (tokens || tokens.error().code != chp::Code::kAuth) return tokens;
  chp::Error error = tokens.error();
  error.reason = reason::kCodeRefused;
  error.message =
      "X did not take back the code it had just given: codes live 30 seconds and work once. Click "
      "Add account again.";
  return error;
}

chp::Result<TokenAnswer> TokenEndpoint::Refresh(const App& app,
                                                const std::string& refresh_token) const {
  return AskFor(app, {{"grant_type", "refresh_token"}, {"refresh_token", refresh_token}},
                NeverCancelled());
}

chp::Result<TokenAnswer> TokenEndpoint::Exchange(const App& app, const OAuth1Token& token,
                                                 const chp::CallContext& call) const {
  return AskFor(app,
                {{"grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"},
                 {"subject_token", token.token},
                 {"subject_token_type", "urn:x:params:oauth:token-type:oauth1_token"},
                 {"oauth_token_secret", token.secret}},
                call);
}

chp::Result<void> TokenEndpoint::Revoke(const App& app, const std::string& token,
                                        const chp::CallContext& call) const {
  V11Request request = RequestOf(app, "/2/oauth2/revoke", {{"token", token}});
  request.idempotent = true;
  const auto response = requests_.Send({&app, nullptr}, request, call);
  if (!response) return response.error();
  if (response->status / 100 == 2) return {};
  chp::Error error = ReadRefusal(requests_.Refused({&app, nullptr}, request, *response), *response);
  if (error.code == chp::Code::kAuth) return {};
  if (error.code == chp::Code::kUncertain) error.code = chp::Code::kTransient;
  return error;
}

chp::Result<void> TokenEndpoint::ProveClient(const App& app, const chp::CallContext& call) const {
  const auto tokens = Redeem(
      app, {.code = "none", .verifier = "none", .redirect_uri = "https://none.invalid/"}, call);
  if (tokens || tokens.error().reason == reason::kCodeRefused) return {};
  return tokens.error();
}

}  // namespace twitter
