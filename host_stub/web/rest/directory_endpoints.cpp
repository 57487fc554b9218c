// Users and groups.
#include <algorithm>
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
    {"GET", "/api/v1/groups", Access::kAgent, &ListGroups},
    {"POST", "/api/v1/groups", Access::kAdmin, &CreateGroup},
};

}  // namespace

std::span<const Endpoint> DirectoryEndpoints() { return kEndpoints; }

}  // namespace stub
