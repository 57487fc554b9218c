#include "twitter_channel/x_api/app_bearer.hpp"

#include <algorithm>
#include <utility>

#include "twitter_channel/auth/crypto.hpp"
#include "twitter_channel/http/http_status.hpp"
#include "twitter_channel/http/url.hpp"
#include "twitter_channel/x_api/token_shape.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {
namespace {

constexpr std::size_t kLongestBearerToken = 1024;

std::string KeyOf(const App& app) { return app.api_base_url + "\n" + app.consumer_key; }

}  // namespace

chp::Result<std::string> AppBearer::Mint(const App& app, const chp::CallContext& call) const {
  V11Request request;
  request.operation = Operation::kAuthorize;
  request.method = "POST";
  request.path = "/oauth2/token";
  request.form = {{"grant_type", "client_credentials"}};
  request.authorization =
      "Basic " + Base64(PercentEncode(app.consumer_key) + ":" + PercentEncode(app.consumer_secret));
  const chp::Result<JsonDocument> answer = requests_.AskJson({&app, nullptr}, request, call);
  if (!answer) return answer.error();
  if (!answer->root().is_object()) return BadAnswer("It holds no token.");
  JsonProblem problem;
  std::string token = JsonFields(answer->root(), problem).Text("access_token");
  if (!IsTokenShaped(token, kLongestBearerToken)) return BadAnswer("It holds no token.");
  return token;
}

// Two that mint at once get the same token.
chp::Result<std::string> AppBearer::TokenOf(const App& app, const chp::CallContext& call) {
  {
    const std::lock_guard lock(mutex_);
    const auto known = tokens_.find(KeyOf(app));
    if (known != tokens_.end()) return known->second;
  }
  auto token = Mint(app, call);
  if (!token) return token;
  const std::lock_guard lock(mutex_);
  tokens_[KeyOf(app)] = *token;
  return token;
}

void AppBearer::Forget(const App& app, const std::string& token) {
  const std::lock_guard lock(mutex_);
  const auto known = tokens_.find(KeyOf(app));
  if (known != tokens_.end() && known->second == token) tokens_.erase(known);
}

// A token that X does not take is minted anew, once.
template <class Answer, class Asking>
chp::Result<Answer> AppBearer::AskAs(const App& app, V11Request& request,
                                     const chp::CallContext& call, const Asking& ask) {
  for (bool again = true;; again = false) {
    const auto token = TokenOf(app, call);
    if (!token) return token.error();
    request.authorization = "Bearer " + *token;
    chp::Result<Answer> answer = ask();
    if (answer || answer.error().http_status != http_status::kUnauthorized) return answer;
    Forget(app, *token);
    if (!again) return answer;
  }
}

chp::Result<JsonDocument> AppBearer::AskJson(const App& app, V11Request request,
                                             const chp::CallContext& call) {
  return AskAs<JsonDocument>(app, request, call, [&] {
    return requests_.AskJson({&app, nullptr}, request, call);
  });
}

chp::Result<HttpResponse> AppBearer::Ask(const App& app, V11Request request,
                                         const chp::CallContext& call) {
  return AskAs<HttpResponse>(app, request, call, [&] {
    return requests_.Ask({&app, nullptr}, request, call);
  });
}

}  // namespace twitter
