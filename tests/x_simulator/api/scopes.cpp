#include "tests/x_simulator/api/scopes.hpp"

#include <string_view>

namespace xsim {
namespace {

struct Rule {
  std::string_view method;
  std::string_view pattern_start;
  std::string_view scopes;
};

constexpr std::string_view kNone = "-";

// The first that fits. Routes of media have a scope of their own and need no other.
constexpr Rule kRules[] = {
    {"POST", "/2/tweets", "tweet.read tweet.write users.read"},
    {"DELETE", "/2/tweets/", "tweet.read tweet.write users.read"},
    {"PUT", "/2/tweets/", "tweet.moderate.write tweet.read users.read"},
    {"GET", "/2/dm_conversations/media/", "dm.read"},
    {"GET", "/2/dm_", "dm.read tweet.read users.read"},
    {"POST", "/2/dm_conversations", "dm.write tweet.read users.read"},
    {"DELETE", "/2/dm_events/", "dm.read dm.write"},
    {"POST", "/2/media/", "media.write"},
    {"GET", "/2/media/", "media.write"},
    {"", "/2/webhooks", kNone},
    {"PUT", "/2/activity/", kNone},
    {"DELETE", "/2/activity/", kNone},
    {"DELETE", "/2/account_activity/", kNone},
    {"", "/2/account_activity/", "dm.read dm.write tweet.read users.read"},
    {"GET", "/2/usage/", kNone},
    {"POST", "/2/activity/", "tweet.read"},
    {"GET", "/2/activity/", "like.read tweet.read"},
    {"GET", "/2/", "tweet.read users.read"},
};

const Rule* RuleOf(const Route& route) {
  for (const Rule& rule : kRules) {
    const bool fits = rule.method.empty() || rule.method == route.method;
    if (fits && route.pattern.starts_with(rule.pattern_start)) return &rule;
  }
  return nullptr;
}

}  // namespace

bool RefusesOAuth2(const Route& route) {
  const Rule* rule = RuleOf(route);
  return rule == nullptr || rule->scopes == kNone;
}

std::optional<std::string> MissingScope(const Route& route, const Scopes& scopes) {
  const Rule* rule = RuleOf(route);
  if (rule == nullptr) return std::nullopt;
  for (const std::string& needed : SplitScopes(rule->scopes)) {
    if (!HasScope(scopes, needed)) return needed;
  }
  return std::nullopt;
}

}  // namespace xsim
