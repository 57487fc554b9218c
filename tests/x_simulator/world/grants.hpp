// OAuth 2.0 with a user's consent: codes that live thirty seconds and pairs whose refresh token
// works once (x_api.md 1.3).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xsim {

using Scopes = std::vector<std::string>;

// Those X documents, split at spaces; unknown ones too.
Scopes SplitScopes(std::string_view text);
std::string JoinScopes(const Scopes& scopes);
bool IsScope(std::string_view text);
bool HasScope(const Scopes& scopes, std::string_view scope);
// What an OAuth 1.0a token of that permission level becomes when it is exchanged.
Scopes ScopesOfPermissions(std::string_view permissions);

// What a person allowed on the consent page, until the app has fetched it.
struct AuthorizationCode {
  std::string code;
  std::string app_id;
  std::string user_id;
  std::string redirect_uri;
  Scopes scopes;
  std::string challenge;
  std::string method;    // "S256" or "plain"
  std::string grant_id;  // what it was redeemed for; empty: not yet
  std::int64_t created_ms = 0;

  bool operator==(const AuthorizationCode&) const = default;
};

struct Grant {
  std::string id;
  std::string app_id;
  std::string user_id;
  Scopes scopes;
  std::string access;  // empty: none is good
  std::int64_t access_expires_ms = 0;
  std::string refresh;             // empty: none is good
  std::vector<std::string> spent;  // refresh tokens that were good once
  bool exchanged = false;          // made of an OAuth 1.0a token
  int renewals = 0;
  int reuses = 0;  // how often a spent refresh token was offered

  bool operator==(const Grant&) const = default;
};

struct Grants {
  std::vector<AuthorizationCode> codes;
  std::vector<Grant> list;
  std::int64_t code_life_ms = 30'000;
  std::int64_t access_life_ms = 7'200'000;

  AuthorizationCode* FindCode(std::string_view code);
  Grant* Find(std::string_view id);
  const Grant* FindByAccess(std::string_view token) const;
  Grant* FindByRefresh(std::string_view token);
  // Whose refresh token this was; null: nobody's.
  Grant* FindBySpent(std::string_view token);
  // A grant with a first pair.
  Grant& Add(Grant grant, std::int64_t now_ms);
  // A new pair in the place of the old one, which dies.
  void Renew(Grant& grant, std::int64_t now_ms) const;
  // All pairs of the user for the app; how many were good.
  std::size_t End(std::string_view app_id, std::string_view user_id);

  bool operator==(const Grants&) const = default;
};

// The pair is good for nothing from now on.
void EndGrant(Grant& grant);
// Whether `verifier` is what `code` was asked for with.
bool ProvesCode(const AuthorizationCode& code, std::string_view verifier);

}  // namespace xsim
