// One signed request, from parameters to answer.
#include "twitter_channel/x_api/v1_1/requests.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "twitter_channel/http/url.hpp"
#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {
namespace {

// What a request is signed with or proves itself by. The key and X's callback are no secrets.
std::vector<std::string_view> SecretsOf(const Credentials& credentials, const V11Request& request) {
  const App& app = *credentials.app;
  std::vector<std::string_view> secrets = {app.consumer_secret, app.client_secret, app.owner.token,
                                           app.owner.secret};
  if (credentials.user != nullptr) {
    secrets.insert(secrets.end(), {credentials.user->token, credentials.user->secret});
  }
  for (const auto& [name, value] : request.oauth) {
    if (name == "oauth_verifier") secrets.push_back(value);
  }
  constexpr std::array<std::string_view, 6> kSecretFields = {
      "code", "code_verifier", "refresh_token", "token", "subject_token", "oauth_token_secret"};
  for (const auto& [name, value] : request.form) {
    const bool is_secret =
        std::find(kSecretFields.begin(), kSecretFields.end(), name) != kSecretFields.end();
    if (is_secret) secrets.push_back(value);
  }
  const std::string_view proof = request.authorization;
  secrets.push_back(proof.substr(std::min(proof.find(' ') + 1, proof.size())));
  return secrets;
}

// X knows the token, or was not asked to look at it; the signature or its nonce it does not take.
bool IsSignatureRefused(const HttpResponse& response) {
  constexpr int kStatus = 401;
  return response.status == kStatus &&
         ErrorFromAnswer(response, Operation::kRead, 0).reason == reason::kUnauthorized;
}

void Hide(std::string_view secret, std::string& text) {
  constexpr std::string_view kHidden = "[secret]";
  if (secret.empty()) return;
  for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at)) {
    text.replace(at, secret.size(), kHidden);
    at += kHidden.size();
  }
}

}  // namespace

V11Requests::V11Requests(HttpClient& http, const chp::Clock& clock, NonceSource nonce,
                         RequestWatch* watch)
    : http_(http), clock_(clock), nonce_(std::move(nonce)), watch_(watch) {}

HttpRequest V11Requests::Build(const Credentials& credentials, const V11Request& request) const {
  HttpRequest http;
  http.method = request.method;
  http.url = credentials.app->api_base_url + request.path;
  if (!request.query.empty()) http.url += "?" + FormEncode(request.query);
  http.way = credentials.app->way;
  http.idempotent = request.idempotent;
  http.timeout_ms = request.timeout_ms;
  http.headers = {{"Accept", "application/json"}};
  if (!request.authorization.empty()) {
    http.headers.push_back({"Authorization", request.authorization});
  } else if (!request.names_itself) {
    http.headers.push_back({"Authorization", Signature(credentials, request, http.url)});
  }
  if (!request.form.empty()) {
    http.body = FormEncode(request.form);
    http.headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
  } else if (!request.json.empty()) {
    http.body = request.json;
    http.headers.push_back({"Content-Type", "application/json"});
  } else if (!request.bytes.empty()) {
    http.body = request.bytes;
    http.headers.push_back({"Content-Type", request.bytes_type});
  }
  return http;
}

std::string V11Requests::Signature(const Credentials& credentials, const V11Request& request,
                                   std::string_view url) const {
  OAuth1Credentials keys{credentials.app->consumer_key, credentials.app->consumer_secret, {}, {}};
  if (credentials.user != nullptr) {
    keys.token = credentials.user->token;
    keys.token_secret = credentials.user->secret;
  }
  const std::string nonce = nonce_();
  return OAuth1Header(
      keys, {request.method, url, &request.form, &request.oauth, nonce, clock_.NowMs() / 1000});
}

HttpRequest V11Requests::FileRequest(const Credentials& credentials, const MediaRequest& request) {
  HttpRequest http;
  http.url = request.url;
  http.way = credentials.app->way;
  http.response_limit = request.limit;
  http.timeout_ms = request.timeout_ms;
  return http;
}

chp::Result<HttpResponse> V11Requests::Fetch(const Credentials& credentials,
                                             const MediaRequest& request, const BodySink& sink,
                                             const chp::CallContext& call) const {
  HttpRequest http = FileRequest(credentials, request);
  if (request.is_signed) {
    http.headers = {{"Authorization", Signature(credentials, {}, http.url)}};
  }
  return http_.Fetch(http, sink, call);
}

chp::Result<HttpResponse> V11Requests::Send(const Credentials& credentials,
                                            const V11Request& request,
                                            const chp::CallContext& call) const {
  if (watch_ == nullptr) return SendSigned(credentials, request, call);
  if (auto allowed = watch_->Before(credentials, request); !allowed) return allowed.error();
  chp::Result<HttpResponse> response = SendSigned(credentials, request, call);
  if (response) {
    watch_->After(credentials, request, *response);
  } else {
    watch_->Unanswered(credentials, request);
  }
  return response;
}

// What lies between us and X, libcurl included, may send a request twice; X then refuses the copy
// for its nonce, and that answer may be all we get. Asking anew tells it from a wrong signature;
// on a bad line the next answer may be one to a copy, too.
chp::Result<HttpResponse> V11Requests::SendSigned(const Credentials& credentials,
                                                  const V11Request& request,
                                                  const chp::CallContext& call) const {
  const bool is_signed = request.authorization.empty() && !request.names_itself;
  // Where keys are tried out a refusal is most likely true, and somebody waits for it.
  const bool may_repeat = is_signed && request.operation != Operation::kAuthorize &&
                          (request.idempotent || request.repeatable);
  chp::Result<HttpResponse> response = http_.Send(Build(credentials, request), call);
  for (int tries = 1; may_repeat && tries < kSignedTries; ++tries) {
    if (!response || !IsSignatureRefused(*response)) break;
    response = http_.Send(Build(credentials, request), call);
  }
  return response;
}

chp::Result<HttpResponse> V11Requests::Ask(const Credentials& credentials,
                                           const V11Request& request,
                                           const chp::CallContext& call) const {
  chp::Result<HttpResponse> response = Send(credentials, request, call);
  if (response && !response->is_success()) return Refused(credentials, request, *response);
  return response;
}

chp::Result<JsonDocument> V11Requests::AskJson(const Credentials& credentials,
                                               const V11Request& request,
                                               const chp::CallContext& call) const {
  chp::Result<HttpResponse> response = Ask(credentials, request, call);
  if (!response) return response.error();
  std::optional<JsonDocument> parsed = ParseAnswer(std::move(response->body));
  if (!parsed) return BadAnswer("It is not JSON.");
  return *std::move(parsed);
}

chp::Error V11Requests::Refused(const Credentials& credentials, const V11Request& request,
                                const HttpResponse& response) const {
  chp::Error error = ErrorFromAnswer(response, request.operation, clock_.NowMs());
  if (watch_ != nullptr) watch_->Refine(credentials, error);
  for (const std::string_view secret : SecretsOf(credentials, request)) {
    Hide(secret, error.message);
    Hide(PercentEncode(secret), error.message);
  }
  return error;
}

std::optional<JsonDocument> ParseAnswer(std::string body) {
  return JsonDocument::Parse(std::move(body));
}

chp::Error BadAnswer(std::string_view detail) {
  return {chp::Code::kTransient, std::string(reason::kBadAnswer),
          "X's answer cannot be read; this is tried again. " + std::string(detail)};
}

Credentials OwnerOf(const App& app) { return {&app, &app.owner}; }

}  // namespace twitter
