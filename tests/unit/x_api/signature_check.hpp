// Checks the OAuth 1.0a signature of a request the way X does: from the bytes that would go over
// the wire, with nothing of the signer used.
#pragma once

#include <map>
#include <string>

#include "twitter_channel/http/http_client.hpp"

namespace twitter::testing {

// The oauth_* parameters of the Authorization header, decoded; empty when there is no such header.
std::map<std::string, std::string> AuthorizationOf(const HttpRequest& request);

bool IsSignedWith(const HttpRequest& request, const std::string& consumer_secret,
                  const std::string& token_secret);

}  // namespace twitter::testing
