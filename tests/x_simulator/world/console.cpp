#include "tests/x_simulator/world/console.hpp"

#include <algorithm>

#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/unicode.hpp"
#include "tests/x_simulator/base/url.hpp"

namespace xsim {
namespace {

constexpr std::size_t kMostCallbacks = 10;  // x_api.md 1.2
constexpr std::size_t kLongestName = 50;
constexpr std::size_t kLongestText = 2000;
constexpr std::size_t kLongestLabel = 50;

bool IsShortText(const std::string& text, std::size_t longest) {
  const auto points = DecodeUtf8(text);
  if (!points || points->empty() || points->size() > longest) return false;
  return std::none_of(points->begin(), points->end(),
                      [](char32_t point) { return point < U' ' && point != U'\n'; });
}

bool IsId(const std::string& id) {
  return id.size() <= 19 && !id.empty() && id.front() != '0' &&
         id.find_first_not_of("0123456789") == id.npos;
}

std::optional<Problem> CheckCallbacks(const std::vector<std::string>& urls) {
  if (urls.size() > kMostCallbacks) return Problem{400, "An app has at most 10 callback URLs."};
  for (const std::string& text : urls) {
    const auto url = ParseUrl(text);
    if (!url) return Problem{400, "A callback URL must be an http or https URL."};
    const std::string host = url->authority.substr(0, url->authority.find(':'));
    if (host == "localhost") {
      return Problem{400, "X takes no localhost as callback URL. Write 127.0.0.1 instead."};
    }
  }
  return std::nullopt;
}

std::optional<Problem> CheckPermissions(const std::string& permissions) {
  if (IsPermissionLevel(permissions)) return std::nullopt;
  return Problem{400, "Permissions are read, read-write or read-write-directmessages."};
}

// The developer who is to own a new app, or null.
const DeveloperAccount* FindOwner(const State& state, const std::string& handle) {
  const auto& developers = state.apps.developers;
  if (handle.empty()) return developers.size() == 1 ? &developers.front() : nullptr;
  const User* user = state.users.FindByName(handle);
  return user == nullptr ? nullptr : state.apps.FindDeveloper(user->id);
}

std::optional<Problem> CheckDraft(const State& state, const AppDraft& draft) {
  if (!IsShortText(draft.name, kLongestName)) {
    return Problem{400, "An app needs a name of at most 50 characters."};
  }
  const auto& apps = state.apps.list;
  const bool taken = std::any_of(apps.begin(), apps.end(), [&](const App& app) {
    return LowerCase(app.name) == LowerCase(draft.name);
  });
  if (taken) return Problem{409, "Another app has this name. Choose a different one."};
  if (!ParseUrl(draft.website)) {
    return Problem{400, "An app needs a website, an http or https URL."};
  }
  if (auto problem = CheckCallbacks(draft.callback_urls)) return problem;
  return CheckPermissions(draft.permissions);
}

AppKeys KeysOf(const App& app, const AccessToken& token) {
  return {app.id,       app.consumer_key, app.consumer_secret, token.token,
          token.secret, app.client_id,    app.client_secret};
}

Problem NoSuchApp() { return {404, "There is no app with this id."}; }

}  // namespace

std::optional<Problem> CheckProfile(const User& user) {
  if (!IsShortText(user.name, kLongestName)) {
    return Problem{400, "A name has 1 to 50 characters."};
  }
  if (!IsValidUtf8(user.description) || !IsValidUtf8(user.location)) {
    return Problem{400, "Texts must be valid UTF-8."};
  }
  if (user.dm_policy != "everyone" && user.dm_policy != "followers" && user.dm_policy != "nobody") {
    return Problem{400, "dm_policy is everyone, followers or nobody."};
  }
  return std::nullopt;
}

OrProblem<User> SignUp(State& state, User user) {
  if (!IsValidScreenName(user.screen_name)) {
    return Problem{400, "A screen_name is 1 to 15 letters, digits or underscores, without @."};
  }
  if (state.users.FindByName(user.screen_name) != nullptr) {
    return Problem{409, "This screen_name is taken. Choose another one."};
  }
  if (user.name.empty()) user.name = user.screen_name;
  if (auto problem = CheckProfile(user)) return *problem;
  if (user.id.empty()) user.id = state.NextId();
  if (!IsId(user.id)) return Problem{400, "An id is a decimal number of at most 19 digits."};
  if (state.users.Find(user.id) != nullptr) return Problem{409, "This id is taken."};
  user.created_ms = state.now_ms;
  state.users.list.push_back(user);
  return user;
}

OrProblem<DeveloperAccount> BecomeDeveloper(State& state, const std::string& screen_name,
                                            const std::string& use_case) {
  const User* user = state.users.FindByName(screen_name);
  if (user == nullptr) return Problem{404, "There is no user of this name."};
  if (!IsShortText(use_case, kLongestText)) {
    return Problem{400, "State the use case, in at most 2000 characters."};
  }
  auto& developers = state.apps.developers;
  std::erase_if(developers,
                [&](const DeveloperAccount& account) { return account.user_id == user->id; });
  developers.push_back({user->id, use_case});
  return developers.back();
}

OrProblem<AppKeys> CreateApp(State& state, const AppDraft& draft) {
  const DeveloperAccount* owner = FindOwner(state, draft.owner);
  if (owner == nullptr) {
    return Problem{403, "Only a user with a developer account can own an app; name one as owner."};
  }
  if (auto problem = CheckDraft(state, draft)) return *problem;
  App app;
  app.id = state.NextId();
  app.owner_id = owner->user_id;
  app.name = draft.name;
  app.website = draft.website;
  app.callback_urls = draft.callback_urls;
  app.permissions = draft.permissions;
  app.consumer_key = RandomText(25);
  app.client_id = RandomText(34);
  app.client_secret = draft.client_secret;
  app.consumer_secret = draft.consumer_secret.empty() ? RandomText(50) : draft.consumer_secret;
  app.created_ms = state.now_ms;
  state.apps.list.push_back(app);
  return KeysOf(app, state.apps.Grant(app, app.owner_id, app.permissions));
}

std::optional<Problem> ChangeApp(State& state, const std::string& app_id,
                                 const std::optional<std::string>& permissions,
                                 const std::optional<std::vector<std::string>>& callback_urls) {
  App* app = state.apps.Find(app_id);
  if (app == nullptr) return NoSuchApp();
  if (permissions) {
    if (auto problem = CheckPermissions(*permissions)) return problem;
  }
  if (callback_urls) {
    if (auto problem = CheckCallbacks(*callback_urls)) return problem;
  }
  if (permissions) app->permissions = *permissions;
  if (callback_urls) app->callback_urls = *callback_urls;
  return std::nullopt;
}

OrProblem<AppKeys> RegenerateToken(State& state, const std::string& app_id) {
  const App* app = state.apps.Find(app_id);
  if (app == nullptr) return NoSuchApp();
  state.apps.Revoke(app->id, app->owner_id);
  return KeysOf(*app, state.apps.Grant(*app, app->owner_id, app->permissions));
}

std::optional<Problem> AddEnvironment(State& state, const std::string& app_id,
                                      const std::string& label) {
  App* app = state.apps.Find(app_id);
  if (app == nullptr) return NoSuchApp();
  const bool valid = !label.empty() && label.size() <= kLongestLabel &&
                     std::all_of(label.begin(), label.end(), [](char letter) {
                       return IsValidScreenName(std::string_view(&letter, 1)) || letter == '-';
                     });
  if (!valid) return Problem{400, "A label is 1 to 50 letters, digits, hyphens or underscores."};
  if (HasEnvironment(*app, label)) {
    return Problem{409, "The app has an environment of this label already."};
  }
  app->environments.push_back(label);
  return std::nullopt;
}

}  // namespace xsim
