// API tokens: made, listed by name, withdrawn. What a token is is shown once.
#include <utility>

#include <boost/json/array.hpp>

#include "host_stub/store/directory.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/time_text.hpp"

namespace stub {
namespace {

namespace json = boost::json;

// Whose tokens a request is about: the caller's own, or for an admin anybody's.
chp::Result<Id> OwnerOf(const Call& call, Id wanted) {
  const Id own = call.principal.user.id;
  if (wanted == 0 || wanted == own) return own;
  if (call.principal.user.HasRole("Admin")) return wanted;
  return Refused(403, "auth.role", "Not authorized (user)!");
}

Answer CreateToken(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"name", "user_id"});
  body.Require("name");
  const std::string name = body.Text("name");
  const Id wanted = body.IdOf("user_id");
  if (!body.ok()) return body.error();
  const auto owner = OwnerOf(call, wanted);
  if (!owner) return owner.error();
  const auto user = call.web.store.directory().FindUser(*owner);
  if (!user) return user.error();
  if (!*user) return Invalid("rest.bad_field", "\"user_id\" names a user who does not exist.");
  const auto token = call.web.store.directory().CreateToken(*owner, name);
  if (!token) return token.error();
  return JsonAnswer(json::object{{"token", *token}, {"name", name}, {"user_id", *owner}}, 201);
}

Answer ListTokens(const Call& call) {
  Fields query = Fields::OfQuery(call.request);
  query.AllowOnly({"user_id"});
  const Id wanted = query.IdOf("user_id");
  if (!query.ok()) return query.error();
  const auto owner = OwnerOf(call, wanted);
  if (!owner) return owner.error();
  const auto tokens = call.web.store.directory().Tokens(*owner);
  if (!tokens) return tokens.error();
  json::array list;
  for (const TokenInfo& token : *tokens) {
    list.push_back(json::object{{"id", token.id},
                                {"name", token.name},
                                {"user_id", token.user_id},
                                {"created_at", IsoTime(token.created_ms)}});
  }
  return JsonAnswer(list);
}

Answer RemoveToken(const Call& call) {
  Fields query = Fields::OfQuery(call.request);
  query.AllowOnly({"user_id"});
  const Id wanted = query.IdOf("user_id");
  if (!query.ok()) return query.error();
  const auto owner = OwnerOf(call, wanted);
  if (!owner) return owner.error();
  const auto removed = call.web.store.directory().RemoveToken(*owner, call.arguments[0]);
  if (!removed) return removed.error();
  return JsonAnswer(json::object{});
}

constexpr Endpoint kTokenEndpoints[] = {
    {"GET", "/api/v1/user_access_token", Access::kAgent, &ListTokens},
    {"POST", "/api/v1/user_access_token", Access::kAgent, &CreateToken, "made an API token"},
    {"DELETE", "/api/v1/user_access_token/{id}", Access::kAgent, &RemoveToken,
     "withdrew an API token"},
};

}  // namespace

std::span<const Endpoint> TokenEndpoints() { return kTokenEndpoints; }

}  // namespace stub
