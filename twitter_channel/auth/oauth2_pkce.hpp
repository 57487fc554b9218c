// Proof Key for Code Exchange (RFC 7636): who redeems an authorization code must know the verifier
// whose hash began the authorization, so that a stolen code is worth nothing (x_api.md 1.3).
#pragma once

#include <string>
#include <string_view>

namespace twitter {

struct AuthorizationRequest {
  std::string_view page;  // "https://x.com/i/oauth2/authorize"
  std::string_view client_id;
  std::string_view redirect_uri;  // exactly as the app has it registered
  std::string_view scopes;        // separated by spaces
  std::string_view state;         // at most 500 characters
  std::string_view verifier;      // stays here: only its challenge is in the address
};

// A fresh verifier, 43 characters; a secret.
std::string NewPkceVerifier();
// base64url(SHA-256(verifier)) without padding: method S256.
std::string PkceChallenge(std::string_view verifier);
// Where to send the browser.
std::string AuthorizationUrl(const AuthorizationRequest& request);

}  // namespace twitter
