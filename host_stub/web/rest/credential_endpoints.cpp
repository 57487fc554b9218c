// Connecting an app of the remote side, and linking accounts through it.
#include <algorithm>
#include <optional>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "host_stub/store/connection_store.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/form_values.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/rest/lookup.hpp"

namespace stub {
namespace {

namespace json = boost::json;

// What stands beside the values of the plugin's form in one request.
struct VerifyRequest {
  Id connection_id = 0;  // 0: a new one
  bool unverified = false;
  json::object values;
};

// A blank secret or key means "as stored": nobody can read it back to send it again.
void DropBlankKeys(const std::vector<Field>& fields, json::object& values) {
  for (const Field& field : fields) {
    const json::value* value = values.if_contains(field.name);
    const bool key = field.type == "secret" || field.required;
    if (key && value != nullptr && IsBlank(*value)) values.erase(field.name);
  }
}

// The values of the plugin's own form among what is stored; attributes are the plugin's business.
json::object StoredValues(const std::vector<Field>& fields, const Connection& connection) {
  json::object values;
  boost::system::error_code failure;
  const json::value stored = json::parse(connection.app_json, failure);
  if (failure || !stored.is_object()) return values;
  for (const Field& field : fields) {
    const json::value* value = stored.get_object().if_contains(field.name);
    if (value != nullptr) values[field.name] = *value;
  }
  return values;
}

chp::Result<Id> ChooseConnection(Web& web, const Manifest& manifest, Fields& body) {
  const Id wanted = body.IdOf("connection_id");
  const bool another = body.Flag("new_connection", false);
  if (!body.ok()) return body.error();
  const auto known = web.store.connections().List(manifest.slug);
  if (!known) return known.error();
  if (wanted == 0) return another || known->empty() ? Id{0} : known->front().id;
  const bool exists = std::any_of(known->begin(), known->end(),
                                  [&](const Connection& one) { return one.id == wanted; });
  if (!exists) return Invalid("rest.bad_field", "\"connection_id\" names no app of this plugin.");
  return wanted;
}

chp::Result<VerifyRequest> ReadVerify(Web& web, const Manifest& manifest, const HttpRequest& http) {
  Fields body = Fields::OfBody(http);
  VerifyRequest request;
  request.unverified = body.Flag("unverified", false);
  const auto connection = ChooseConnection(web, manifest, body);
  if (!connection) return connection.error();
  request.connection_id = *connection;
  json::object sent = body.values();
  for (const char* ours : {"connection_id", "new_connection", "unverified"}) sent.erase(ours);
  DropBlankKeys(manifest.connection_fields, sent);

  json::object stored;
  if (request.connection_id != 0) {
    const auto snapshot = web.store.connections().Snapshot(request.connection_id);
    if (!snapshot) return snapshot.error();
    if (*snapshot) stored = StoredValues(manifest.connection_fields, (*snapshot)->connection);
  }
  auto merged = MergeForm(manifest.connection_fields, {}, sent, std::move(stored));
  if (!merged) return merged.error();
  request.values = std::move(merged).value();
  return request;
}

ConnectionSave UnverifiedSave(const Manifest& manifest, const VerifyRequest& request) {
  json::object secrets;
  json::object values = request.values;
  for (const Field& field : manifest.connection_fields) {
    if (field.type != "secret" || !values.contains(field.name)) continue;
    secrets[field.name] = values.at(field.name);
    values.erase(field.name);
  }
  ConnectionSave save;
  save.id = request.connection_id;
  save.slug = manifest.slug;
  save.app_json = json::serialize(values);
  save.app_secrets_json = json::serialize(secrets);
  return save;
}

// Back to what was before a configuration that the plugin refused.
chp::Result<void> TakeBack(Web& web, Id id, const std::optional<ConnectionSnapshot>& before) {
  if (!before) {
    auto removed = web.store.connections().Remove(id);
    if (!removed) return removed;
    return web.channels.Reconfigure(id);
  }
  ConnectionSave save;
  save.id = id;
  save.slug = before->connection.slug;
  save.app_json = before->connection.app_json;
  save.app_secrets_json = before->app_secrets_json;
  save.verified = before->connection.verified;
  const auto saved = web.store.connections().Save(save);
  if (!saved) return saved.error();
  return web.channels.Reconfigure(id);
}

// Stores without asking the remote side; the plugin still says whether it can use the values.
Answer SaveUnverified(Web& web, const Manifest& manifest, const VerifyRequest& request) {
  const auto before = web.store.connections().Snapshot(request.connection_id);
  if (!before) return before.error();
  const ConnectionSave save = UnverifiedSave(manifest, request);
  const auto id = web.store.connections().Save(save);
  if (!id) return id.error();
  const auto configured = web.channels.Reconfigure(*id);
  if (!configured) {
    const auto taken_back = TakeBack(web, *id, *before);
    return taken_back ? configured.error() : taken_back.error();
  }
  return JsonAnswer(json::object{{"attributes", json::parse(save.app_json)}, {"verified", false}});
}

bool IsPreset(const Web& web, const Manifest& manifest) {
  return web.settings.preset_apps.contains(manifest.slug);
}

chp::Error KeptByOperator() {
  return Refused(403, "app.preset",
                 "The app of this channel is kept by this helpdesk's operator: its keys are not "
                 "changed here.");
}

// A failed check is an answer, not a failed request: clients look for "error" in a 200.
Answer AnswerVerified(const chp::Result<std::string>& attributes) {
  if (!attributes) {
    return ErrorAnswer(200, attributes.error().message, attributes.error().reason);
  }
  boost::system::error_code failure;
  json::value shown = json::parse(*attributes, failure);
  return JsonAnswer(json::object{{"attributes", failure ? json::object{} : std::move(shown)}});
}

// Tries the operator's keys again; what they are is not told.
Answer VerifyPreset(const Call& call, const Manifest& manifest) {
  const Fields body = Fields::OfBody(call.request);
  if (!body.ok()) return body.error();
  if (!body.values().empty()) return KeptByOperator();
  const auto connected = ConnectPresetApp(call.web, manifest, call.principal.opaque_id);
  return connected ? JsonAnswer(json::object{{"attributes", json::object{}}})
                   : AnswerVerified(connected);
}

Answer VerifyApp(const Call& call) {
  const auto manifest = NeedPlugin(call.web, call.arguments[0]);
  if (!manifest) return manifest.error();
  if (IsPreset(call.web, **manifest)) return VerifyPreset(call, **manifest);
  const auto request = ReadVerify(call.web, **manifest, call.request);
  if (!request) return request.error();
  if (request->unverified) return SaveUnverified(call.web, **manifest, *request);
  const auto attributes =
      call.web.channels.VerifyApp((*manifest)->slug, request->connection_id,
                                  json::serialize(request->values), call.principal.opaque_id);
  return AnswerVerified(attributes);
}

// {"id": 1, "force": false}: takes an app away. Its accounts go first, one by one, since each says
// goodbye to the remote side by itself.
Answer RemoveApp(const Call& call) {
  const auto manifest = NeedPlugin(call.web, call.arguments[0]);
  if (!manifest) return manifest.error();
  if (IsPreset(call.web, **manifest)) return KeptByOperator();
  const std::string& slug = (*manifest)->slug;
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"id", "force"});
  body.Require("id");
  const Id id = body.IdOf("id");
  const bool force = body.Flag("force", false);
  if (!body.ok()) return body.error();
  const auto snapshot = call.web.store.connections().Snapshot(id);
  if (!snapshot) return snapshot.error();
  if (!*snapshot || (*snapshot)->connection.slug != slug) {
    return Missing("This plugin has no app of this id.");
  }
  if (!(*snapshot)->accounts.empty()) {
    return Refused(409, "connection.has_accounts",
                   "This app still has accounts: remove them first.");
  }
  const auto step = (*manifest)->lifecycle.find("connection_remove");
  if (step != (*manifest)->lifecycle.end() && !force) {
    const auto gone = call.web.channels.RunAction({.slug = slug,
                                                   .connection_id = id,
                                                   .action = step->second,
                                                   .external_id = {},
                                                   .principal = call.principal.opaque_id});
    if (!gone) return gone.error();
  }
  if (auto removed = TakeBack(call.web, id, std::nullopt); !removed) return removed.error();
  return JsonAnswer(json::object{});
}

bool IsWebAddress(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

Answer LinkAccount(const Call& call) {
  const auto manifest = NeedPlugin(call.web, call.arguments[0]);
  if (!manifest) return manifest.error();
  const auto link = (*manifest)->lifecycle.find("link_account");
  if (link == (*manifest)->lifecycle.end()) {
    return Missing("Accounts of this plugin are not linked by a consent page.");
  }
  Fields query = Fields::OfQuery(call.request);
  query.AllowOnly({"connection_id"});
  ActionRequest action;
  action.slug = (*manifest)->slug;
  action.connection_id = query.IdOf("connection_id");
  action.action = link->second;
  action.principal = call.principal.opaque_id;
  if (!query.ok()) return query.error();
  const auto output = call.web.channels.RunAction(action);
  if (!output) return output.error();
  boost::system::error_code failure;
  const json::value result = json::parse(*output, failure);
  Fields told(!failure && result.is_object() ? result.get_object() : json::object{});
  if (!told.Has("redirect_url")) return JsonAnswer(told.values());  // nothing to consent to
  const std::string redirect_url = told.Text("redirect_url", 4000);
  if (!IsWebAddress(redirect_url)) {
    return chp::Error{chp::Code::kInternal, "plugin.bad_redirect",
                      "The plugin named no web page to continue on. Its log has the details."};
  }
  HttpResponse answer = JsonAnswer(json::object{{"redirect_url", redirect_url}}, 302);
  answer.headers.push_back({"location", redirect_url});
  return answer;
}

constexpr Endpoint kCredentialEndpoints[] = {
    {"DELETE", "/api/v1/external_credentials/{slug}", Access::kAdmin, &RemoveApp, "removed an app"},
    {"POST", "/api/v1/external_credentials/{slug}/app_verify", Access::kAdmin, &VerifyApp,
     "connected an app"},
    {"GET", "/api/v1/external_credentials/{slug}/link_account", Access::kAdmin, &LinkAccount,
     "began to link an account"},
};

}  // namespace

std::span<const Endpoint> CredentialEndpoints() { return kCredentialEndpoints; }

}  // namespace stub
