#include "host_stub/web/preset_app.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <spdlog/spdlog.h>

#include "host_stub/store/connection_store.hpp"
#include "host_stub/web/answer.hpp"
#include "host_stub/web/endpoint.hpp"
#include "host_stub/web/form_values.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::string_view kPrincipal = "operator";

// The operator's app is the plugin's first one.
chp::Result<Id> PresetConnection(Web& web, const std::string& slug) {
  const auto known = web.store.connections().List(slug);
  if (!known) return known.error();
  return known->empty() ? Id{0} : known->front().id;
}

json::object Stored(const std::string& text) {
  boost::system::error_code failure;
  json::value value = json::parse(text, failure);
  return !failure && value.is_object() ? std::move(value.get_object()) : json::object{};
}

// Every value of the operator's is what is stored, and X has confirmed it.
bool IsConnected(Web& web, const std::string& slug, const json::object& values) {
  const auto id = PresetConnection(web, slug);
  if (!id || *id == 0) return false;
  const auto snapshot = web.store.connections().Snapshot(*id);
  if (!snapshot || !*snapshot || !(*snapshot)->connection.verified) return false;
  const json::object plain = Stored((*snapshot)->connection.app_json);
  const json::object secrets = Stored((*snapshot)->app_secrets_json);
  for (const auto& member : values) {
    const json::value* stored = plain.if_contains(member.key());
    if (stored == nullptr) stored = secrets.if_contains(member.key());
    if (stored == nullptr || *stored != member.value()) return false;
  }
  return true;
}

}  // namespace

chp::Result<PresetApps> ParsePresetApps(std::string_view text) {
  boost::system::error_code failure;
  const json::value given = json::parse(text, failure);
  if (failure || !given.is_object()) {
    return Invalid("preset.json", "The file of preset apps must be one JSON object.");
  }
  PresetApps apps;
  for (const auto& member : given.get_object()) {
    if (!member.value().is_object()) {
      return Invalid("preset.json", "The preset app \"" + std::string(member.key()) +
                                        "\" must be an object with the values of its form.");
    }
    apps[std::string(member.key())] = member.value().get_object();
  }
  return apps;
}

chp::Result<std::string> ConnectPresetApp(Web& web, const Manifest& manifest,
                                          const std::string& principal) {
  const auto preset = web.settings.preset_apps.find(manifest.slug);
  if (preset == web.settings.preset_apps.end()) {
    return Missing("The operator has given no keys for this channel.");
  }
  const auto values = MergeForm(manifest.connection_fields, {}, preset->second, {});
  if (!values) return values.error();
  const auto connection = PresetConnection(web, manifest.slug);
  if (!connection) return connection.error();
  return web.channels.VerifyApp(manifest.slug, *connection, json::serialize(*values), principal);
}

void ConnectPresetApps(Web& web) {
  for (const auto& [slug, values] : web.settings.preset_apps) {
    const Manifest* manifest = web.channels.ManifestOf(slug);
    if (manifest == nullptr) {
      spdlog::error("The operator's app for {} is not used: there is no such plugin switched on.",
                    slug);
      continue;
    }
    if (IsConnected(web, slug, values)) continue;
    const auto connected = ConnectPresetApp(web, *manifest, std::string(kPrincipal));
    if (connected) {
      spdlog::info("The operator's app for {} is connected.", slug);
    } else {
      spdlog::error("The operator's app for {} is not connected: {}", slug,
                    connected.error().message);
    }
  }
}

}  // namespace stub
