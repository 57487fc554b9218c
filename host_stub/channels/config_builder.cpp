// Accounts that are paused or being removed stay in the list, not active: the plugin still needs
// their credentials to end what runs on the remote side.
#include "host_stub/channels/config_builder.hpp"

#include <boost/json.hpp>

#include "host_stub/channels/json_object.hpp"

namespace stub {
namespace {

namespace json = boost::json;

json::object HostPart(const Connection& connection, const Manifest& manifest,
                      const ConfigPlace& place) {
  const std::string_view key = place.on_bare_path ? std::string_view{} : connection.key;
  json::object routes;
  for (const Route& route : manifest.routes) {
    routes[route.id] = RouteAddress(place.public_url, route, key);
  }
  return {{"base_url", place.public_url},
          {"routes", std::move(routes)},
          {"connection_key", connection.key},
          {"default_group_id",
           place.default_group_id == 0 ? "" : std::to_string(place.default_group_id)}};
}

chp::Result<json::array> AccountsPart(const ConnectionSnapshot& snapshot) {
  json::array accounts;
  for (const Account& account : snapshot.accounts) {
    auto settings = ParseJsonObject(account.settings_json, "An account's settings");
    if (!settings) return std::move(settings).error();
    auto profile = ParseJsonObject(account.profile_json, "An account's profile");
    if (!profile) return std::move(profile).error();
    accounts.push_back(json::object{{"id", std::to_string(account.id)},
                                    {"external_id", account.external_id},
                                    {"screen_name", account.screen_name},
                                    {"name", account.name},
                                    {"active", account.active && !account.removing},
                                    {"profile", std::move(profile).value()},
                                    {"settings", std::move(settings).value()}});
  }
  return accounts;
}

chp::Result<json::array> AccountSecrets(const ConnectionSnapshot& snapshot) {
  json::array accounts;
  for (const auto& [id, text] : snapshot.account_secrets_json) {
    auto secrets = ParseJsonObject(text, "An account's secrets");
    if (!secrets) return std::move(secrets).error();
    (*secrets)["id"] = std::to_string(id);
    accounts.push_back(std::move(secrets).value());
  }
  return accounts;
}

}  // namespace

std::string RouteAddress(std::string_view public_url, const Route& route, std::string_view key) {
  std::string url = std::string(public_url) + route.path;
  if (!key.empty()) url += "/" + std::string(key);
  return url;
}

chp::Result<ConfigText> BuildConfig(const ConnectionSnapshot& snapshot, const Manifest& manifest,
                                    const ConfigPlace& place) {
  auto app = ParseJsonObject(snapshot.connection.app_json, "The app's configuration");
  if (!app) return std::move(app).error();
  auto accounts = AccountsPart(snapshot);
  if (!accounts) return std::move(accounts).error();
  auto app_secrets = ParseJsonObject(snapshot.app_secrets_json, "An app's secrets");
  if (!app_secrets) return std::move(app_secrets).error();
  auto account_secrets = AccountSecrets(snapshot);
  if (!account_secrets) return std::move(account_secrets).error();
  ConfigText text;
  text.revision = snapshot.connection.revision;
  text.json = json::serialize(json::object{{"host", HostPart(snapshot.connection, manifest, place)},
                                           {"app", std::move(app).value()},
                                           {"accounts", std::move(accounts).value()}});
  text.secrets_json = json::serialize(json::object{
      {"app", std::move(app_secrets).value()}, {"accounts", std::move(account_secrets).value()}});
  return text;
}

}  // namespace stub
