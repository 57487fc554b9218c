// OAuth 1.0a signatures as X checks them (x_api.md 1.2).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace twitter {

using Parameters = std::vector<std::pair<std::string, std::string>>;  // unencoded

struct OAuth1Credentials {
  std::string_view consumer_key;
  std::string_view consumer_secret;
  std::string_view token;         // empty: no token (request_token step)
  std::string_view token_secret;  // empty with an empty token
};

struct OAuth1Input {
  std::string_view method;
  std::string_view url;               // absolute, may have a query
  const Parameters* form = nullptr;   // body parameters; only of a form-encoded body
  const Parameters* oauth = nullptr;  // further oauth_* parameters: oauth_callback, oauth_verifier
  std::string_view nonce;
  std::int64_t timestamp_s = 0;
};

// The value of the Authorization header.
std::string OAuth1Header(const OAuth1Credentials& credentials, const OAuth1Input& input);

}  // namespace twitter
