// The token answers are form-encoded text, not JSON.
#include "twitter_channel/x_api/v1_1/auth_client.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "twitter_channel/http/url.hpp"
#include "twitter_channel/x_api/reasons.hpp"
#include "twitter_channel/x_api/token_shape.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"

namespace twitter {
namespace {

constexpr std::size_t kLongestTokenPart = 512;

// The value of a name that stands in the answer exactly once; empty otherwise.
std::string OnlyValue(const Parameters& answer, std::string_view name) {
  const auto is_it = [&](const auto& pair) { return pair.first == name; };
  if (std::count_if(answer.begin(), answer.end(), is_it) != 1) return {};
  return std::find_if(answer.begin(), answer.end(), is_it)->second;
}

// Both parts of a token; nothing unless both are there and sane.
std::optional<OAuth1Token> TokenOf(const Parameters& answer) {
  OAuth1Token token{OnlyValue(answer, "oauth_token"), OnlyValue(answer, "oauth_token_secret")};
  const auto is_sane = [](const std::string& part) {
    return IsTokenShaped(part, kLongestTokenPart);
  };
  if (!is_sane(token.token) || !is_sane(token.secret)) return std::nullopt;
  return token;
}

}  // namespace

chp::Result<RequestToken> V11AuthClient::RequestTokenFor(const App& app,
                                                         std::string_view callback_url,
                                                         const chp::CallContext& call) {
  V11Request request;
  request.operation = Operation::kAuthorize;
  request.method = "POST";
  request.path = "/oauth/request_token";
  request.oauth = {{"oauth_callback", std::string(callback_url)}};
  const chp::Result<HttpResponse> response = requests_.Ask({&app, nullptr}, request, call);
  if (!response) return response.error();

  const std::optional<Parameters> answer = ParseForm(response->body);
  std::optional<OAuth1Token> token = answer ? TokenOf(*answer) : std::nullopt;
  if (!token) return BadAnswer("It holds no request token.");
  if (OnlyValue(*answer, "oauth_callback_confirmed") != "true") {
    return chp::Error{chp::Code::kConfig, std::string(reason::kCallbackNotConfirmed),
                      "X did not confirm our callback URL; enter it in the app's settings in the "
                      "developer console."};
  }
  std::string authorize_url =
      app.api_base_url + "/oauth/authorize?oauth_token=" + PercentEncode(token->token);
  return RequestToken{std::move(token->token), std::move(token->secret), std::move(authorize_url)};
}

chp::Result<OAuth1Token> V11AuthClient::AccessToken(const App& app,
                                                    const OAuth1Token& request_token,
                                                    std::string_view verifier,
                                                    const chp::CallContext& call) {
  V11Request request;
  request.operation = Operation::kAuthorize;
  request.method = "POST";
  request.path = "/oauth/access_token";
  request.oauth = {{"oauth_verifier", std::string(verifier)}};
  request.idempotent = false;  // the verifier works once
  const chp::Result<HttpResponse> response = requests_.Ask({&app, &request_token}, request, call);
  if (!response) return response.error();

  const std::optional<Parameters> answer = ParseForm(response->body);
  std::optional<OAuth1Token> token = answer ? TokenOf(*answer) : std::nullopt;
  if (!token) return BadAnswer("It holds no access token.");
  return *std::move(token);
}

chp::Result<LinkedUser> V11AuthClient::VerifyCredentials(const Credentials& credentials,
                                                         const chp::CallContext& call) {
  V11Request request;
  request.path = "/1.1/account/verify_credentials.json";
  const chp::Result<HttpResponse> response = requests_.Ask(credentials, request, call);
  if (!response) return response.error();

  const std::optional<JsonDocument> answer = ParseAnswer(response->body);
  if (!answer || !answer->root().is_object()) return BadAnswer("It is not a user.");
  chp::Result<User> user = ParseUser(answer->root());
  if (!user) return BadAnswer(user.error().message);
  return LinkedUser{*credentials.user, std::move(user).value(),
                    std::string(response->Header("x-access-level"))};
}

}  // namespace twitter
