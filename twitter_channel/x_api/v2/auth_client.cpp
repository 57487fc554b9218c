#include "twitter_channel/x_api/v2/auth_client.hpp"

#include <optional>

#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"
#include "twitter_channel/x_api/v2/fields.hpp"

namespace twitter {

chp::Result<LinkedUser> V2AuthClient::VerifyCredentials(const Credentials& credentials,
                                                        const chp::CallContext& call) {
  V11Request request;
  request.path = "/2/users/me";
  request.query = {{"user.fields", std::string(kUserFields)}};
  const chp::Result<HttpResponse> response = requests_.Ask(credentials, request, call);
  if (!response) return response.error();
  const std::optional<JsonDocument> answer = ParseAnswer(response->body);
  const JsonNode* data =
      answer && answer->root().is_object() ? ObjectMember(answer->root(), "data") : nullptr;
  if (data == nullptr) return BadAnswer("It is not a user.");
  chp::Result<User> user = ParseUser(*data);
  if (!user) return BadAnswer(user.error().message);
  return LinkedUser{*credentials.user, std::move(user).value(),
                    std::string(response->Header("x-access-level"))};
}

}  // namespace twitter
