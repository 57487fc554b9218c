// OAuth 1.0a signatures, from the verifying side (x_api.md 1.2).
//
//   base = METHOD & pe(url without query) & pe(k=v pairs, encoded, sorted, joined by &)
//   key  = pe(consumer secret) & pe(token secret)
//
// All oauth_* parameters except oauth_signature take part, those of the query, and those of a form
// body; JSON and multipart bodies do not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "host_stub/web/http_server.hpp"
#include "tests/x_simulator/base/percent.hpp"

namespace xsim {

struct OAuthSecrets {
  std::string consumer;
  std::string token;  // empty in the first leg

  bool operator==(const OAuthSecrets&) const = default;
};

// What is signed of one request.
struct SignedParts {
  std::string method;
  std::string url;  // scheme://host/path, lower-case scheme and host, without a default port
  Fields parameters;

  bool operator==(const SignedParts&) const = default;
};

// The parameters of `Authorization: OAuth k="v", …`, decoded. Nothing when it is not such a header.
std::optional<Fields> ParseOAuthHeader(std::string_view header);

// Nothing when query or form body cannot be decoded or a parameter appears twice: X refuses both.
// `oauth`: the header's parameters.
std::optional<SignedParts> PartsToSign(const stub::HttpRequest& request, const Fields& oauth);

std::string OAuthSignature(const SignedParts& parts, const OAuthSecrets& secrets);

bool HasFormBody(const stub::HttpRequest& request);

}  // namespace xsim
