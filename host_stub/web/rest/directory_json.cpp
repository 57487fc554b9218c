#include "host_stub/web/rest/directory_json.hpp"

#include <utility>

#include <boost/json/array.hpp>

#include "host_stub/web/encoding.hpp"
#include "host_stub/web/time_text.hpp"

namespace stub {
namespace {

namespace json = boost::json;

int RoleId(std::string_view role) {
  if (role == "Admin") return 1;
  return role == "Agent" ? 2 : 3;
}

}  // namespace

std::string FullName(const User& user) {
  if (user.firstname.empty() && user.lastname.empty()) return user.login;
  if (user.firstname.empty()) return user.lastname;
  return user.lastname.empty() ? user.firstname : user.firstname + " " + user.lastname;
}

json::object UserJson(const User& user) {
  json::array roles;
  json::array role_ids;
  for (const std::string& role : user.roles) {
    roles.push_back(json::value(role));
    role_ids.push_back(RoleId(role));
  }
  json::array identities;
  for (const Identity& identity : user.identities) {
    json::object shown{
        {"provider", identity.provider}, {"uid", identity.uid}, {"username", identity.username}};
    if (!identity.verified_type.empty()) shown["verified_type"] = identity.verified_type;
    if (!identity.followers.empty()) shown["followers"] = ParseId(identity.followers);
    identities.push_back(std::move(shown));
  }
  return {{"id", user.id},
          {"login", user.login},
          {"firstname", user.firstname},
          {"lastname", user.lastname},
          {"fullname", FullName(user)},
          {"email", user.email},
          {"web", user.web},
          {"note", user.note},
          {"address", user.address},
          {"image", nullptr},
          {"image_source", user.image_source},
          {"active", user.active},
          {"permissions", json::object{{"reply_public", user.may_reply_publicly},
                                       {"reply_private", user.may_reply_privately}}},
          {"roles", std::move(roles)},
          {"role_ids", std::move(role_ids)},
          {"identities", std::move(identities)},
          {"created_at", IsoTime(user.created_ms)},
          {"updated_at", IsoTime(user.updated_ms)}};
}

json::object GroupJson(const Group& group) {
  return {{"id", group.id}, {"name", group.name}, {"active", group.active}};
}

}  // namespace stub
