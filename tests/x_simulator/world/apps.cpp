#include "tests/x_simulator/world/apps.hpp"

#include <algorithm>
#include <utility>

#include "tests/x_simulator/base/crypto.hpp"

namespace xsim {
namespace {

// Random secrets of 40 characters and more cannot be guessed, so looking them up in plain
// comparison tells a caller nothing useful; signatures are compared in constant time.
template <typename List, typename Matches>
auto* FindIf(List& list, const Matches& matches) {
  const auto found = std::find_if(list.begin(), list.end(), matches);
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

App* Apps::Find(std::string_view id) {
  return FindIf(list, [&](const App& app) { return app.id == id; });
}

const App* Apps::Find(std::string_view id) const {
  return FindIf(list, [&](const App& app) { return app.id == id; });
}

App* Apps::FindByKey(std::string_view consumer_key) {
  return FindIf(list, [&](const App& app) { return app.consumer_key == consumer_key; });
}

const App* Apps::FindByClient(std::string_view client_id) const {
  return FindIf(
      list, [&](const App& app) { return !app.client_id.empty() && app.client_id == client_id; });
}

const App* Apps::FindByBearer(std::string_view bearer_token) const {
  return FindIf(list, [&](const App& app) {
    return !app.bearer_token.empty() && SameText(app.bearer_token, bearer_token);
  });
}

const AccessToken* Apps::FindToken(std::string_view token) const {
  return FindIf(tokens, [&](const AccessToken& known) { return known.token == token; });
}

RequestToken* Apps::FindRequestToken(std::string_view token) {
  return FindIf(request_tokens, [&](const RequestToken& known) { return known.token == token; });
}

const DeveloperAccount* Apps::FindDeveloper(std::string_view user_id) const {
  return FindIf(developers,
                [&](const DeveloperAccount& account) { return account.user_id == user_id; });
}

AccessToken Apps::Grant(const App& app, std::string_view user_id, std::string_view permissions) {
  AccessToken* known = FindIf(tokens, [&](const AccessToken& token) {
    return token.app_id == app.id && token.user_id == user_id;
  });
  if (known == nullptr) {
    const std::string user(user_id);
    tokens.push_back({user + "-" + RandomText(40), RandomText(45), app.id, user, {}});
    known = &tokens.back();
  }
  known->permissions = std::string(permissions);
  return *known;
}

bool Apps::Revoke(std::string_view app_id, std::string_view user_id) {
  return std::erase_if(tokens, [&](const AccessToken& token) {
           return token.app_id == app_id && token.user_id == user_id;
         }) > 0;
}

bool HasEnvironment(const App& app, std::string_view label) {
  const auto& labels = app.environments;
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

bool IsPermissionLevel(std::string_view text) { return text == "read" || AllowsWriting(text); }

bool AllowsWriting(std::string_view permissions) {
  return permissions == "read-write" || AllowsDirectMessages(permissions);
}

bool AllowsDirectMessages(std::string_view permissions) {
  return permissions == "read-write-directmessages";
}

}  // namespace xsim
