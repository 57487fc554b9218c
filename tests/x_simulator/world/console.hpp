// What a person can do on X's sites rather than by its API: sign up, become a developer, make apps.
// The console pages and the control API both stand on this.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tests/x_simulator/world/world.hpp"

namespace xsim {

// Why something was not done: an HTTP status and one sentence.
struct Problem {
  int status = 400;
  std::string sentence;

  bool operator==(const Problem&) const = default;
};

template <typename Value>
using OrProblem = std::variant<Value, Problem>;

struct AppDraft {
  std::string owner;  // handle; empty: the only developer there is
  std::string name;
  std::string website;
  std::vector<std::string> callback_urls;
  std::string permissions = "read";
  std::string consumer_secret = {};  // random unless given, to replay bodies signed with it
  std::string client_secret = {};    // none unless given

  bool operator==(const AppDraft&) const = default;
};

// Shown once, when they are made.
struct AppKeys {
  std::string app_id;
  std::string consumer_key;
  std::string consumer_secret;
  std::string access_token;
  std::string access_token_secret;
  std::string client_id;
  std::string client_secret;  // empty: a public client has none

  bool operator==(const AppKeys&) const = default;
};

// `user` carries what was filled in; id and time are set here unless given.
OrProblem<User> SignUp(State& state, User user);
// Nothing when name, texts and dm_policy are fine.
std::optional<Problem> CheckProfile(const User& user);
OrProblem<DeveloperAccount> BecomeDeveloper(State& state, const std::string& screen_name,
                                            const std::string& use_case);
OrProblem<AppKeys> CreateApp(State& state, const AppDraft& draft);
// Changes of permissions count for tokens granted from then on (x_api.md 1.2).
std::optional<Problem> ChangeApp(State& state, const std::string& app_id,
                                 const std::optional<std::string>& permissions,
                                 const std::optional<std::vector<std::string>>& callback_urls);
// A new access token of the owner, with the app's present permissions; the old one dies.
OrProblem<AppKeys> RegenerateToken(State& state, const std::string& app_id);
std::optional<Problem> AddEnvironment(State& state, const std::string& app_id,
                                      const std::string& label);

}  // namespace xsim
