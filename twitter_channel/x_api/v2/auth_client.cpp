#include "twitter_channel/x_api/v2/auth_client.hpp"

#include <optional>

#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"
#include "twitter_channel/x_api/v2/fields.hpp"

namespace twitter {
namespace {

// What the user pays for decides how long a post may be (x_api.md 4.1).
V11Request WhoAmI() {
  V11Request request;
  request.path = "/2/users/me";
  request.query = {{"user.fields", std::string(kUserFields) + ",subscription_type"}};
  return request;
}

chp::Result<User> UserIn(const HttpResponse& response) {
  const std::optional<JsonDocument> answer = ParseAnswer(response.body);
  const JsonNode* data =
      answer && answer->root().is_object() ? ObjectMember(answer->root(), "data") : nullptr;
  if (data == nullptr) return BadAnswer("It is not a user.");
  chp::Result<User> user = ParseUser(*data);
  if (!user) return BadAnswer(user.error().message);
  return user;
}

}  // namespace

chp::Result<LinkedUser> V2AuthClient::VerifyCredentials(const Credentials& credentials,
                                                        const chp::CallContext& call) {
  const chp::Result<HttpResponse> response = requests_.Ask(credentials, WhoAmI(), call);
  if (!response) return response.error();
  chp::Result<User> user = UserIn(*response);
  if (!user) return user.error();
  LinkedUser linked{*credentials.user, std::move(user).value(),
                    std::string(response->Header("x-access-level"))};
  if (!credentials.by_grant()) return linked;
  const auto stored =
      tokens_.store().Find({credentials.account->id, credentials.account->grant_id});
  if (!stored) return stored.error();
  if (*stored) linked.scopes = (*stored)->pair.scopes;
  linked.access_level.clear();  // scopes say more
  return linked;
}

chp::Result<TokenAnswer> V2AuthClient::Redeem(const App& app, const AuthorizationCode& code,
                                              const chp::CallContext& call) {
  return requests_.endpoint().Redeem(app, code, call);
}

chp::Result<TokenAnswer> V2AuthClient::Exchange(const App& app, const OAuth1Token& token,
                                                const chp::CallContext& call) {
  return requests_.endpoint().Exchange(app, token, call);
}

chp::Result<User> V2AuthClient::UserOf(const App& app, std::string_view access_token,
                                       const chp::CallContext& call) {
  V11Request request = WhoAmI();
  request.authorization = "Bearer " + std::string(access_token);
  const chp::Result<HttpResponse> response = requests_.Ask({&app, nullptr}, request, call);
  if (!response) return response.error();
  return UserIn(*response);
}

chp::Result<void> V2AuthClient::Prepare(const Credentials& credentials,
                                        const chp::CallContext& call) {
  return requests_.Prepare(credentials, call);
}

// The refresh token first: with it gone nothing new can be made. X does not say that one of the two
// ends the other.
chp::Result<void> V2AuthClient::Withdraw(const Credentials& credentials,
                                         const chp::CallContext& call) {
  if (!credentials.by_grant()) return {};
  const Grant grant{credentials.account->id, credentials.account->grant_id};
  const auto stored = tokens_.store().Find(grant);
  if (!stored) return stored.error();
  if (*stored) {
    for (const std::string* token : {&(*stored)->pair.refresh, &(*stored)->pair.access}) {
      if (token->empty()) continue;
      auto revoked = requests_.endpoint().Revoke(*credentials.app, *token, call);
      if (!revoked) return revoked;
    }
  }
  return tokens_.store().Forget(grant);
}

chp::Result<void> V2AuthClient::ProveClient(const App& app, const chp::CallContext& call) {
  return requests_.endpoint().ProveClient(app, call);
}

}  // namespace twitter
