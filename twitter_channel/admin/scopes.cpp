// One row per scope.
#include "twitter_channel/admin/scopes.hpp"

#include <algorithm>

#include "twitter_channel/admin/admin_errors.hpp"

namespace twitter {
namespace {

enum class For { kEverything, kDirectMessages };

struct Scope {
  std::string_view name;
  For use;
};

constexpr Scope kScopes[] = {
    {"tweet.read", For::kEverything},            // read posts, subscribe to them
    {"tweet.write", For::kEverything},           // answer and delete
    {"tweet.moderate.write", For::kEverything},  // hide replies
    {"users.read", For::kEverything},            // who wrote
    {"dm.read", For::kDirectMessages},          {"dm.write", For::kDirectMessages},
    {"media.write", For::kEverything},     // pictures in answers
    {"offline.access", For::kEverything},  // renew the access after two hours
};

bool Holds(std::string_view list, std::string_view name) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (list.substr(0, end) == name) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

}  // namespace

std::string WantedScopes() {
  std::string all;
  for (const Scope& scope : kScopes) all.append(all.empty() ? "" : " ").append(scope.name);
  return all;
}

std::string MissingScopes(std::string_view granted, const AccountSettings& settings) {
  const bool has_messages = !settings.direct_messages_group.empty();
  std::string missing;
  for (const Scope& scope : kScopes) {
    const bool needed = scope.use == For::kEverything || has_messages;
    if (!needed || Holds(granted, scope.name)) continue;
    missing.append(missing.empty() ? "" : ", ").append(scope.name);
  }
  return missing;
}

chp::Error ScopesMissing(std::string_view missing) {
  return ConfigError("oauth2.scopes_missing",
                     "X did not grant " + std::string(missing) +
                         ". Give the app read, write and direct message permission in the "
                         "developer console, then link the account again.");
}

}  // namespace twitter
