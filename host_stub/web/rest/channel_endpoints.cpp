// Linked accounts of a plugin: list, settings, on and off, removal.
#include <algorithm>
#include <utility>

#include <boost/json/array.hpp>

#include "host_stub/store/connection_store.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/account_form.hpp"
#include "host_stub/web/rest/channel_json.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/rest/lookup.hpp"
#include "host_stub/web/rest/or_null.hpp"

namespace stub {
namespace {

namespace json = boost::json;

// URL of the first public (webhook) or admin (callback) route; empty if there is none.
std::string FirstRouteUrl(Web& web, const Manifest& manifest, bool is_public) {
  for (const Route& route : manifest.routes) {
    if (route.is_public == is_public) return web.channels.RouteUrl(manifest, route.id);
  }
  return {};
}

chp::Result<json::object> CredentialAssets(Web& web, const Manifest& manifest, bool preset,
                                           json::array& ids) {
  const std::string webhook_url = FirstRouteUrl(web, manifest, true);
  const std::string callback_url = FirstRouteUrl(web, manifest, false);
  const auto connections = web.store.connections().List(manifest.slug);
  if (!connections) return connections.error();
  json::object assets;
  for (const Connection& connection : *connections) {
    const auto snapshot = web.store.connections().Snapshot(connection.id);
    if (!snapshot) return snapshot.error();
    if (!*snapshot) continue;
    const std::string own = webhook_url.empty() ? "" : webhook_url + "/" + connection.key;
    ids.push_back(connection.id);
    json::object shown = CredentialJson(**snapshot, own);
    // The first app answers on the bare paths, every other one on paths of its own.
    if (!callback_url.empty()) {
      shown["callback_url"] = ids.size() == 1 ? callback_url : callback_url + "/" + connection.key;
    }
    if (preset) shown["credentials"] = json::object{};  // the operator's, not the admin's
    assets[std::to_string(connection.id)] = std::move(shown);
  }
  return assets;
}

Answer ListChannels(const Call& call) {
  const auto manifest = NeedPlugin(call.web, call.arguments[0]);
  if (!manifest) return manifest.error();
  auto accounts = call.web.store.connections().Accounts((*manifest)->slug);
  if (!accounts) return accounts.error();
  std::sort(accounts->begin(), accounts->end(),
            [](const Account& a, const Account& b) { return a.id < b.id; });
  json::array channel_ids;
  json::object channels;
  for (const Account& account : *accounts) {
    channel_ids.push_back(account.id);
    channels[std::to_string(account.id)] = ChannelJson(**manifest, account);
  }
  json::array credential_ids;
  const bool preset = call.web.settings.preset_apps.contains((*manifest)->slug);
  auto credentials = CredentialAssets(call.web, **manifest, preset, credential_ids);
  if (!credentials) return credentials.error();
  return JsonAnswer(json::object{
      {"channel_ids", std::move(channel_ids)},
      {"external_credential_ids", std::move(credential_ids)},
      {"preset", preset},
      {"callback_url", OrNull(FirstRouteUrl(call.web, **manifest, false))},
      {"webhook_url", OrNull(FirstRouteUrl(call.web, **manifest, true))},
      {"assets", json::object{{"Channel", std::move(channels)},
                              {"ExternalCredential", std::move(credentials).value()}}}});
}

Answer AnswerChannel(Web& web, const Manifest& manifest, Id id) {
  const auto account = NeedAccount(web, manifest.slug, id);
  if (!account) return account.error();
  return JsonAnswer(ChannelJson(manifest, *account));
}

Answer ShowChannel(const Call& call) {
  const auto manifest = NeedPlugin(call.web, call.arguments[0]);
  if (!manifest) return manifest.error();
  return AnswerChannel(call.web, **manifest, ParseId(call.arguments[1]));
}

// Stores and configures; what the plugin refuses is taken back.
chp::Result<void> Apply(Web& web, const Account& account, const std::string& settings,
                        bool active) {
  auto stored = web.store.connections().UpdateAccount(account.id, settings, active);
  if (!stored) return stored;
  auto configured = web.channels.Reconfigure(account.connection_id);
  if (configured) return configured;
  auto restored =
      web.store.connections().UpdateAccount(account.id, account.settings_json, account.active);
  if (!restored) return restored;
  const auto reverted = web.channels.Reconfigure(account.connection_id);
  return reverted ? configured : reverted;
}

Answer UpdateChannel(const Call& call) {
  const auto manifest = NeedPlugin(call.web, call.arguments[0]);
  if (!manifest) return manifest.error();
  const auto account = NeedAccount(call.web, (*manifest)->slug, ParseId(call.arguments[1]));
  if (!account) return account.error();
  Fields body = Fields::OfBody(call.request);
  // Members beyond options and active are what ChannelJson shows: a client may send all of it back.
  body.AllowOnly({"options", "active", "id", "area", "group_id", "removing", "state",
                  "state_reason", "status_in", "last_log_in", "profile", "preferences",
                  "last_message_at", "created_at", "updated_at"});
  const json::object options = body.Object("options");
  const bool active = body.Flag("active", account->active);
  const Id id = body.IdOf("id");
  if (id != 0 && id != account->id) body.Fail("id", "is not the id in the address.");
  if (!body.ok()) return body.error();
  const auto settings = MergedSettings(call.web, **manifest, *account, options);
  if (!settings) return settings.error();
  const auto applied = Apply(call.web, *account, *settings, active);
  if (!applied) return applied.error();
  return AnswerChannel(call.web, **manifest, account->id);
}

// {id} of an account of this plugin.
struct AccountTarget {
  Account account;
  bool force = false;
};

chp::Result<AccountTarget> ReadTarget(const Call& call) {
  const auto manifest = NeedPlugin(call.web, call.arguments[0]);
  if (!manifest) return manifest.error();
  Fields body =
      call.request.body.empty() ? Fields::OfQuery(call.request) : Fields::OfBody(call.request);
  body.AllowOnly({"id", "force"});
  body.Require("id");
  const Id id = body.IdOf("id");
  const bool force = body.Flag("force", false);
  if (!body.ok()) return body.error();
  auto account = NeedAccount(call.web, (*manifest)->slug, id);
  if (!account) return account.error();
  return AccountTarget{std::move(account).value(), force};
}

Answer SetActive(const Call& call, bool active) {
  const auto target = ReadTarget(call);
  if (!target) return target.error();
  const auto applied = Apply(call.web, target->account, target->account.settings_json, active);
  if (!applied) return applied.error();
  return JsonAnswer(json::object{});
}

Answer EnableChannel(const Call& call) { return SetActive(call, true); }

Answer DisableChannel(const Call& call) { return SetActive(call, false); }

Answer RemoveChannel(const Call& call) {
  const auto target = ReadTarget(call);
  if (!target) return target.error();
  const auto removed = call.web.channels.RemoveAccount(target->account.id, target->force);
  if (!removed) return removed.error();
  return JsonAnswer(json::object{});
}

constexpr Endpoint kChannelEndpoints[] = {
    {"POST", "/api/v1/channels_{slug}_enable", Access::kAdmin, &EnableChannel,
     "resumed an account"},
    {"POST", "/api/v1/channels_{slug}_disable", Access::kAdmin, &DisableChannel,
     "paused an account"},
    {"GET", "/api/v1/channels_{slug}", Access::kAdmin, &ListChannels},
    {"DELETE", "/api/v1/channels_{slug}", Access::kAdmin, &RemoveChannel, "removed an account"},
    {"GET", "/api/v1/channels_{slug}/{id}", Access::kAdmin, &ShowChannel},
    {"POST", "/api/v1/channels_{slug}/{id}", Access::kAdmin, &UpdateChannel, "changed an account"},
    {"PUT", "/api/v1/channels_{slug}/{id}", Access::kAdmin, &UpdateChannel, "changed an account"},
};

}  // namespace

std::span<const Endpoint> ChannelEndpoints() { return kChannelEndpoints; }

}  // namespace stub
