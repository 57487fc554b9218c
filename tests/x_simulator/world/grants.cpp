#include "tests/x_simulator/world/grants.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "tests/x_simulator/base/crypto.hpp"

namespace xsim {
namespace {

constexpr std::size_t kAccessLength = 91;
constexpr std::size_t kRefreshLength = 91;

constexpr std::string_view kScopes[] = {
    "tweet.read",     "tweet.write",   "tweet.moderate.write", "users.read", "users.email",
    "follows.read",   "follows.write", "offline.access",       "space.read", "mute.read",
    "mute.write",     "like.read",     "like.write",           "list.read",  "list.write",
    "block.read",     "block.write",   "bookmark.read",        "dm.read",    "dm.write",
    "bookmark.write", "media.write"};

template <typename List, typename Matches>
auto* FindWhere(List& list, const Matches& matches) {
  const auto found = std::find_if(list.begin(), list.end(), matches);
  return found == list.end() ? nullptr : &*found;
}

bool IsToken(const std::string& known, std::string_view token) {
  return !known.empty() && SameText(known, token);
}

}  // namespace

Scopes SplitScopes(std::string_view text) {
  Scopes scopes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) scopes.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return scopes;
}

std::string JoinScopes(const Scopes& scopes) {
  std::string text;
  for (const std::string& scope : scopes) text.append(text.empty() ? "" : " ").append(scope);
  return text;
}

bool IsScope(std::string_view text) {
  return std::find(std::begin(kScopes), std::end(kScopes), text) != std::end(kScopes);
}

bool HasScope(const Scopes& scopes, std::string_view scope) {
  return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

Scopes ScopesOfPermissions(std::string_view permissions) {
  Scopes scopes = {"tweet.read", "users.read", "offline.access"};
  if (permissions == "read") return scopes;
  scopes.insert(scopes.end(), {"tweet.write", "tweet.moderate.write", "media.write"});
  if (permissions == "read-write") return scopes;
  scopes.insert(scopes.end(), {"dm.read", "dm.write"});
  return scopes;
}

AuthorizationCode* Grants::FindCode(std::string_view code) {
  return FindWhere(codes, [&](const auto& known) { return IsToken(known.code, code); });
}

Grant* Grants::Find(std::string_view id) {
  return FindWhere(list, [&](const Grant& grant) { return grant.id == id; });
}

const Grant* Grants::FindByAccess(std::string_view token) const {
  return FindWhere(list, [&](const Grant& grant) { return IsToken(grant.access, token); });
}

Grant* Grants::FindByRefresh(std::string_view token) {
  return FindWhere(list, [&](const Grant& grant) { return IsToken(grant.refresh, token); });
}

Grant* Grants::FindBySpent(std::string_view token) {
  return FindWhere(list, [&](const Grant& grant) {
    return std::find(grant.spent.begin(), grant.spent.end(), token) != grant.spent.end();
  });
}

Grant& Grants::Add(Grant grant, std::int64_t now_ms) {
  grant.id = RandomText(24);
  list.push_back(std::move(grant));
  Renew(list.back(), now_ms);
  return list.back();
}

void Grants::Renew(Grant& grant, std::int64_t now_ms) const {
  if (!grant.refresh.empty()) grant.spent.push_back(grant.refresh);
  grant.access = RandomText(kAccessLength);
  grant.access_expires_ms = now_ms + access_life_ms;
  if (HasScope(grant.scopes, "offline.access")) grant.refresh = RandomText(kRefreshLength);
}

std::size_t Grants::End(std::string_view app_id, std::string_view user_id) {
  std::size_t ended = 0;
  for (Grant& grant : list) {
    const bool is_good = !grant.access.empty() || !grant.refresh.empty();
    if (grant.app_id != app_id || grant.user_id != user_id || !is_good) continue;
    EndGrant(grant);
    ++ended;
  }
  return ended;
}

void EndGrant(Grant& grant) {
  if (!grant.refresh.empty()) grant.spent.push_back(grant.refresh);
  grant.access.clear();
  grant.refresh.clear();
}

bool ProvesCode(const AuthorizationCode& code, std::string_view verifier) {
  if (code.method == "plain") return SameText(code.challenge, verifier);
  return SameText(code.challenge, Sha256Url(verifier));
}

}  // namespace xsim
