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
#include "host_stub/web/rest/password_rule.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::int64_t kUsersPerPage = 100;
constexpr std::int64_t kMostUsersPerPage = 1000;
constexpr std::size_t kLongestLine = 250;
constexpr std::size_t kLongestNote = 5'000;
constexpr std::size_t kLongestSlug = 63;
constexpr std::size_t kLongestUid = 63;

Answer ListUsers(const Call& call) {
  Fields query = Fields::OfQuery(call.request);
  query.AllowOnly({"per_page"});
  const std::int64_t limit = query.Integer("per_page", kUsersPerPage);
  if (limit < 1 || limit > kMostUsersPerPage) query.Fail("per_page", "must be from 1 to 1000.");
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

std::vector<std::string> ReadRoles(Fields& body) {
  std::vector<std::string> known;
  const json::value* roles = body.values().if_contains("roles");
  if (roles == nullptr || !roles->is_array() || roles->get_array().empty()) {
    body.Fail("roles", "must be a list of Admin, Agent or Customer.");
    return known;
  }
  for (const json::value& item : roles->get_array()) {
    const std::string role = item.is_string() ? std::string(item.get_string()) : std::string();
    if (role != "Admin" && role != "Agent" && role != "Customer") {
      body.Fail("roles", "may hold Admin, Agent and Customer only.");
    }
    if (std::find(known.begin(), known.end(), role) == known.end()) known.push_back(role);
  }
  return known;
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
  user.roles = ReadRoles(body);
  if (!user.password.empty()) CheckPassword(body, user.password);
  if (!body.ok()) return body.error();
  const auto id = call.web.store.directory().CreateUser(user);
  if (!id) return id.error();
  const auto created = call.web.store.directory().FindUser(*id);
  if (!created) return created.error();
  return JsonAnswer(UserJson(created->value()), 201);
}

// What only an admin changes, even of their own entry.
bool ChangesRights(const Fields& body) {
  return body.Has("active") || body.Has("roles") || body.Has("permissions");
}

// Customers are everybody's; of the staff an agent changes only their own entry.
chp::Result<void> MayChange(const Principal& who, const User& user, bool rights) {
  if (who.user.HasRole("Admin")) return {};
  if (rights) {
    return Refused(403, "user.rights",
                   "Only an admin changes roles and rights, and switches users "
                   "on and off.");
  }
  const bool is_staff = user.HasRole("Admin") || user.HasRole("Agent");
  if (!is_staff || user.id == who.user.id) return {};
  return Refused(403, "user.staff", "Only an admin changes admins and other agents.");
}

std::optional<std::string> TextIfGiven(Fields& body, std::string_view name, std::size_t max_bytes) {
  if (body.values().if_contains(name) == nullptr) return std::nullopt;
  return body.Text(name, max_bytes);
}

// {"reply_public": true, "reply_private": false}: what is absent stays.
void ReadPermissions(Fields& body, UserChange& change) {
  Fields permissions(body.Object("permissions"));
  permissions.AllowOnly({"reply_public", "reply_private"});
  if (permissions.Has("reply_public")) {
    change.may_reply_publicly = permissions.Flag("reply_public", true);
  }
  if (permissions.Has("reply_private")) {
    change.may_reply_privately = permissions.Flag("reply_private", true);
  }
  if (!permissions.ok()) body.Fail("permissions", "may hold reply_public and reply_private only.");
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
  if (body.Has("roles")) change.roles = ReadRoles(body);
  if (body.Has("password")) {
    change.password = body.Text("password");
    CheckPassword(body, *change.password);
  }
  ReadPermissions(body, change);
  return change;
}

// The user that `call` names, if the caller may change it.
chp::Result<User> UserToChange(const Call& call, bool rights) {
  const auto user = call.web.store.directory().FindUser(ParseId(call.arguments[0]));
  if (!user) return user.error();
  if (!*user) return Missing("There is no user with this id.");
  if (auto may = MayChange(call.principal, **user, rights); !may) return may.error();
  return **user;
}

Answer ChangeUser(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  const auto user = UserToChange(call, ChangesRights(body));
  if (!user) return user.error();
  body.AllowOnly({"firstname", "lastname", "email", "web", "note", "address", "active", "roles",
                  "permissions", "password"});
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
  const TakeFrom from =
      call.principal.user.HasRole("Admin") ? TakeFrom::kAnybody : TakeFrom::kCustomers;
  if (auto done = call.web.store.directory().AttachIdentity(user->id, identity, from); !done) {
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

Answer ChangeGroup(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"name", "active"});
  GroupChange change;
  change.name = TextIfGiven(body, "name", kLongestLine);
  if (body.Has("active")) change.active = body.Flag("active", true);
  if (!body.ok()) return body.error();
  const Id id = ParseId(call.arguments[0]);
  if (auto done = call.web.store.directory().UpdateGroup(id, change); !done) return done.error();
  const auto groups = call.web.store.directory().Groups();
  if (!groups) return groups.error();
  const auto group =
      std::find_if(groups->begin(), groups->end(), [id](const Group& one) { return one.id == id; });
  return JsonAnswer(GroupJson(*group));
}

constexpr Endpoint kDirectoryEndpoints[] = {
    {"GET", "/api/v1/users", Access::kAgent, &ListUsers},
    {"POST", "/api/v1/users", Access::kAdmin, &CreateUser, "made a user"},
    {"GET", "/api/v1/users/{id}", Access::kAgent, &ShowUser},
    {"PUT", "/api/v1/users/{id}", Access::kAgent, &ChangeUser, "changed a user"},
    {"POST", "/api/v1/users/{id}/identities", Access::kAgent, &AttachIdentity,
     "attached a person to a user"},
    {"GET", "/api/v1/groups", Access::kAgent, &ListGroups},
    {"PUT", "/api/v1/groups/{id}", Access::kAdmin, &ChangeGroup, "changed a group"},
    {"POST", "/api/v1/groups", Access::kAdmin, &CreateGroup, "made a group"},
};

}  // namespace

std::span<const Endpoint> DirectoryEndpoints() { return kDirectoryEndpoints; }

}  // namespace stub
