// Whom v2 must be told in the address although the credentials say it.
#pragma once

#include <string>

#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {

// X's id of the user who asks; empty when the token does not tell. An OAuth 1.0a token begins with
// it.
inline std::string AskingUserId(const Credentials& credentials) {
  if (credentials.account != nullptr) return credentials.account->external_id;
  if (credentials.user == nullptr) return {};
  std::string id = credentials.user->token.substr(0, credentials.user->token.find('-'));
  return IsXId(id) ? id : std::string();
}

}  // namespace twitter
