// /sim/v1/users, developer accounts and revoked permissions.
#include <optional>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/control/body.hpp"
#include "tests/x_simulator/control/control_routes.hpp"
#include "tests/x_simulator/events/revoke.hpp"

namespace xsim {
namespace {

boost::json::object UserJson(const User& user) {
  return {{"id", user.id},
          {"screen_name", user.screen_name},
          {"name", user.name},
          {"description", user.description},
          {"location", user.location},
          {"url", user.url},
          {"picture", user.picture},
          {"protected", user.is_protected},
          {"verified", user.verified},
          {"subscription_type", user.subscription_type},
          {"suspended", user.suspended},
          {"locked", user.locked},
          {"dm_policy", user.dm_policy}};
}

// Copies what the body gives.
void FillUser(const boost::json::object& body, User& user) {
  const auto text = [&](std::string_view name, std::string& target) {
    target = TextMember(&body, name).value_or(target);
  };
  const auto flag = [&](std::string_view name, bool& target) {
    target = BoolMember(&body, name).value_or(target);
  };
  text("name", user.name);
  text("description", user.description);
  text("location", user.location);
  text("url", user.url);
  text("picture", user.picture);
  text("dm_policy", user.dm_policy);
  text("subscription_type", user.subscription_type);
  flag("protected", user.is_protected);
  flag("verified", user.verified);
  flag("suspended", user.suspended);
  flag("locked", user.locked);
}

std::optional<Problem> FillFollowers(const State& state, const boost::json::object& body,
                                     User& user) {
  const auto names = TextsMember(&body, "followers");
  if (!names) return std::nullopt;
  user.followers.clear();
  for (const std::string& name : *names) {
    const User* follower = state.users.FindByName(name);
    if (follower == nullptr) return Problem{404, "One of the followers is no user."};
    user.followers.push_back(follower->id);
  }
  return std::nullopt;
}

// A new handle; the old one is free from then on, the id stays.
std::optional<Problem> Rename(const State& state, const boost::json::object& body, User& user) {
  const auto name = TextMember(&body, "rename_to");
  if (!name) return std::nullopt;
  if (!IsValidScreenName(*name)) {
    return Problem{400, "A handle has 1 to 15 of A-Z, a-z, 0-9 and _."};
  }
  const User* other = state.users.FindByName(*name);
  if (other != nullptr && other->id != user.id) return Problem{409, "This handle is taken."};
  user.screen_name = *name;
  return std::nullopt;
}

OrProblem<boost::json::object> ReadProfile(const Call& call) {
  return ReadBody(call, {{"screen_name"},
                         {"id", MemberType::kId},
                         {"name"},
                         {"description"},
                         {"location"},
                         {"url"},
                         {"picture"},
                         {"rename_to"},
                         {"followers", MemberType::kTexts},
                         {"dm_policy"},
                         {"subscription_type"},
                         {"protected", MemberType::kBool},
                         {"verified", MemberType::kBool},
                         {"suspended", MemberType::kBool},
                         {"locked", MemberType::kBool}});
}

stub::HttpResponse CreateUser(Context& context, const Call& call) {
  const auto read = ReadProfile(call);
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto& body = std::get<boost::json::object>(read);
  User user;
  user.screen_name = TextMember(&body, "screen_name").value_or("");
  user.id = IdMember(&body, "id").value_or("");
  FillUser(body, user);
  const auto state = context.world.Lock();
  const auto result = SignUp(*state, user);
  if (const auto* problem = std::get_if<Problem>(&result)) return ControlError(*problem);
  return JsonAnswer(UserJson(std::get<User>(result)), 201);
}

stub::HttpResponse ListUsers(Context& context, const Call&) {
  const auto state = context.world.Lock();
  boost::json::array users;
  for (const User& user : state->users.list) users.push_back(UserJson(user));
  return JsonAnswer({{"users", users}});
}

stub::HttpResponse ChangeUser(Context& context, const Call& call) {
  const auto read = ReadProfile(call);
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto state = context.world.Lock();
  User* user = state->users.FindByName(call.Path("screen_name"));
  if (user == nullptr) return ControlError(Problem{404, "There is no user of this name."});
  const auto& body = std::get<boost::json::object>(read);
  if (body.contains("screen_name") || body.contains("id")) {
    return ControlError(Problem{400, "screen_name and id stay as they are."});
  }
  User changed = *user;
  FillUser(body, changed);
  if (auto problem = FillFollowers(*state, body, changed)) return ControlError(*problem);
  if (auto problem = Rename(*state, body, changed)) return ControlError(*problem);
  if (auto problem = CheckProfile(changed)) return ControlError(*problem);
  *user = changed;
  return JsonAnswer(UserJson(*user));
}

stub::HttpResponse CreateDeveloper(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"user"}, {"use_case"}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto& body = std::get<boost::json::object>(read);
  const auto state = context.world.Lock();
  const auto result = BecomeDeveloper(*state, TextMember(&body, "user").value_or(""),
                                      TextMember(&body, "use_case").value_or(""));
  if (const auto* problem = std::get_if<Problem>(&result)) return ControlError(*problem);
  const auto& account = std::get<DeveloperAccount>(result);
  return JsonAnswer({{"user_id", account.user_id}, {"use_case", account.use_case}}, 201);
}

stub::HttpResponse ListDevelopers(Context& context, const Call&) {
  const auto state = context.world.Lock();
  boost::json::array list;
  for (const DeveloperAccount& account : state->apps.developers) {
    list.push_back({{"user_id", account.user_id},
                    {"user", state->users.Find(account.user_id)->screen_name},
                    {"use_case", account.use_case}});
  }
  return JsonAnswer({{"developer_accounts", list}});
}

stub::HttpResponse RevokeTokens(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"user"}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto& body = std::get<boost::json::object>(read);
  const auto state = context.world.Lock();
  const User* user = state->users.FindByName(TextMember(&body, "user").value_or(""));
  if (user == nullptr) return ControlError(Problem{404, "There is no user of this name."});
  return JsonAnswer({{"revoked", RevokeEverywhere(*state, user->id)}});
}

}  // namespace

std::vector<Route> PeopleControlRoutes() {
  return {{"POST", "/sim/v1/users", Access::kOpen, &CreateUser},
          {"GET", "/sim/v1/users", Access::kOpen, &ListUsers},
          {"PUT", "/sim/v1/users/:screen_name", Access::kOpen, &ChangeUser},
          {"POST", "/sim/v1/developer_account", Access::kOpen, &CreateDeveloper},
          {"GET", "/sim/v1/developer_account", Access::kOpen, &ListDevelopers},
          {"POST", "/sim/v1/tokens/revoke", Access::kOpen, &RevokeTokens}};
}

}  // namespace xsim
