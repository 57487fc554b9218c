// Users and groups.
#include <algorithm>
#include <optional>
#include <utility>

#include <boost/json/array.hpp>

#include "host_stub/store/directory.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/directory_json.hpp"
#include "host_stub/web/rest/endpoints.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDefaultUsers = 100;
constexpr std::int64_t kMostUsers = 1000;
constexpr std::size_t kShortestPassword = 10;
constexpr std::size_t kLongestLine = 250;
constexpr std::size_t kLongestNote = 5'000;
constexpr std::size_t kLongestSlug = 63;
constexpr std::size_t kLongestUid = 63;

Answer ListUsers(const Call& call) {
  Fields query = Fields::OfQuery(call.request);
  query.AllowOnly({"per_page"});
  const std::int64_t limit = query.Integer("per_page", kDefaultUsers);
  if (limit < 1 || limit > kMostUsers) query.Fail("per_page", "must be from 1 to 1000.");
  if (!query.ok()) return query.error();
  const auto users = call.web.store.directory().Users(static_cast<std::size_t>(limit));
  if (!users) return users.error();
  json::array list;
  for (const User& user : *users) list.push_back(UserJson(user));
  return JsonAnswer(list);
}

Answer ShowUser(const Call& call) {
  const auto user = call.web.store.directory().FindUser(ParseId(call.arguments[0]));
  if (!user) return user.error();
  if (!*user) return Missing("There is no user with this id.");
  return JsonAnswer(UserJson(**user));
}

void ReadRoles(Fields& body, NewUser& user) {
  const json::value* roles = body.values().if_contains("roles");
  if (roles == nullptr || !roles->is_array() || roles->get_array().empty()) {
    return body.Fail("roles", "must be a list of Admin, Agent or Customer.");
  }
  for (const json::value& item : roles->get_array()) {
    const std::string role = item.is_string() ? std::string(item.get_string()) : std::string();
    if (role != "Admin" && role != "Agent" && role != "Customer") {
      return body.Fail("roles", "may hold Admin, Agent and Customer only.");
    }
    if (std::find(user.roles.begin(), user.roles.end(), role) == user.roles.end()) {
      user.roles.push_back(role);
    }
  }
}

Answer CreateUser(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"login", "password", "firstname", "lastname", "email", "roles"});
  body.Require("login");
  NewUser user;
  user.login = body.Text("login");
  user.password = body.Text("password");
  user.firstname = body.Text("firstname");
  user.lastname = body.Text("lastname");
  user.email = body.Text("email");
  ReadRoles(body, user);
  if (!user.password.empty() && user.password.size() < kShortestPassword) {
    body.Fail("password", "must have at least 10 characters.");
  }
  if (!body.ok()) return body.error();
  const auto id = call.web.store.directory().CreateUser(user);
  if (!id) return id.error();
  const auto created = call.web.store.directory().FindUser(*id);
  if (!created) return created.error();
  return JsonAnswer(UserJson(created->value()), 201);
}

// Customers are everybody's; of the staff an agent changes only their own entry.
chp::Result<void> MayChange(const Principal& who, const User& user, bool active) {
  if (who.user.HasRole("Admin")) return {};
  if (active) return Refused(403, "user.active", "Only an admin switches users on and off.");
  const bool is_staff = user.HasRole("Admin") || user.HasRole("Agent");
  if (!is_staff || user.id == who.user.id) return {};
  return Refused(403, "user.staff", "Only an admin changes admins and other agents.");
}

std::optional<std::string> TextIfGiven(Fields& body, std::string_view name, std::size_t max_bytes) {
  if (body.values().if_contains(name) == nullptr) return std::nullopt;
  return body.Text(name, max_bytes);
}

UserChange ReadUserChange(Fields& body) {
  UserChange change;
  change.firstname = TextIfGiven(body, "firstname", kLongestLine);
  change.lastname = TextIfGiven(body, "lastname", kLongestLine);
  change.email = TextIfGiven(body, "email", kLongestLine);
  change.web = TextIfGiven(body, "web", kLongestLine);
  change.note = TextIfGiven(body, "note", kLongestNote);
  change.address = TextIfGiven(body, "address", kLongestLine);
  if (body.Has("active")) change.active = body.Flag("active", true);
  return change;
}

// The user that `call` names, if the caller may change it.
chp::Result<User> UserToChange(const Call& call, bool active) {
  const auto user = call.web.store.directory().FindUser(ParseId(call.arguments[0]));
  if (!user) return user.error();
  if (!*user) return Missing("There is no user with this id.");
  if (auto may = MayChange(call.principal, **user, active); !may) return may.error();
  return **user;
}

Answer ChangeUser(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  const auto user = UserToChange(call, body.Has("active"));
  if (!user) return user.error();
  body.AllowOnly({"firstname", "lastname", "email", "web", "note", "address", "active"});
  const UserChange change = ReadUserChange(body);
  if (!body.ok()) return body.error();
  if (auto changed = call.web.store.directory().UpdateUser(user->id, change); !changed) {
    return changed.error();
  }
  return ShowUser(call);
}

Answer AttachIdentity(const Call& call) {
  const auto user = UserToChange(call, false);
  if (!user) return user.error();
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"provider", "uid", "username"});
  body.Require("provider");
  body.Require("uid");
  const Identity identity{.provider = body.Text("provider", kLongestSlug),
                          .uid = body.Text("uid", kLongestUid),
                          .username = body.Text("username", kLongestLine)};
  if (body.ok() && call.web.channels.ManifestOf(identity.provider) == nullptr) {
    body.Fail("provider", "must be the slug of an installed channel.");
  }
  if (!body.ok()) return body.error();
  if (auto done = call.web.store.directory().AttachIdentity(user->id, identity); !done) {
    return done.error();
  }
  return ShowUser(call);
}

Answer ListGroups(const Call& call) {
  const auto groups = call.web.store.directory().Groups();
  if (!groups) return groups.error();
  json::array list;
  for (const Group& group : *groups) list.push_back(GroupJson(group));
  return JsonAnswer(list);
}

Answer CreateGroup(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"name"});
  body.Require("name");
  const std::string name = body.Text("name");
  if (body.ok() && name.find_first_not_of(" \t\r\n") == std::string::npos)
    body.Fail("name", "is blank.");
  if (!body.ok()) return body.error();
  const auto id = call.web.store.directory().CreateGroup(name);
  if (!id) return id.error();
  return JsonAnswer(GroupJson({*id, name, true}), 201);
}

constexpr Endpoint kEndpoints[] = {
    {"GET", "/api/v1/users", Access::kAgent, &ListUsers},
    {"POST", "/api/v1/users", Access::kAdmin, &CreateUser},
    {"GET", "/api/v1/users/{id}", Access::kAgent, &ShowUser},
    {"PUT", "/api/v1/users/{id}", Access::kAgent, &ChangeUser},
    {"POST", "/api/v1/users/{id}/identities", Access::kAgent, &AttachIdentity},
    {"GET", "/api/v1/groups", Access::kAgent, &ListGroups},
    {"POST", "/api/v1/groups", Access::kAdmin, &CreateGroup},
};

}  // namespace

std::span<const Endpoint> DirectoryEndpoints() { return kEndpoints; }

}  // namespace stub
