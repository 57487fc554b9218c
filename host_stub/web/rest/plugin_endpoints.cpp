// Plugins: what is there, what is wrong with it, switching it on and off.
#include <optional>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/endpoints.hpp"

namespace stub {
namespace {

namespace json = boost::json;

json::object PluginJson(const PluginInfo& plugin) {
  json::object body{{"id", nullptr},
                    {"name", nullptr},
                    {"directory", plugin.directory},
                    {"enabled", plugin.enabled},
                    {"loaded", plugin.loaded},
                    {"error", nullptr}};
  if (!plugin.refusal.empty()) body["error"] = plugin.refusal;
  if (plugin.manifest) {
    body["id"] = plugin.manifest->slug;
    body["name"] = plugin.manifest->name;
    body["description"] = plugin.manifest->description;
    body["version"] = plugin.manifest->version;
    body["vendor"] = plugin.manifest->vendor;
    body["license"] = plugin.manifest->license;
  }
  return body;
}

std::optional<PluginInfo> FindPlugin(Web& web, const std::string& slug) {
  for (PluginInfo& plugin : web.channels.Plugins()) {
    if (plugin.manifest && plugin.manifest->slug == slug) return std::move(plugin);
  }
  return std::nullopt;
}

Answer ListPlugins(const Call& call) {
  json::array list;
  for (const PluginInfo& plugin : call.web.channels.Plugins()) list.push_back(PluginJson(plugin));
  return JsonAnswer(list);
}

Answer AnswerPlugin(Web& web, const std::string& slug) {
  const auto plugin = FindPlugin(web, slug);
  if (!plugin) return Missing("There is no plugin of this name. GET /api/v1/plugins lists them.");
  json::object body = PluginJson(*plugin);
  boost::system::error_code failure;
  json::value manifest = json::parse(plugin->manifest->text, failure);
  if (!failure) body["manifest"] = std::move(manifest);
  return JsonAnswer(body);
}

Answer ShowPlugin(const Call& call) { return AnswerPlugin(call.web, call.arguments[0]); }

Answer UpdatePlugin(const Call& call) {
  const std::string& slug = call.arguments[0];
  if (!FindPlugin(call.web, slug)) return AnswerPlugin(call.web, slug);
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"enabled"});
  if (!body.Has("enabled")) body.Fail("enabled", "is missing.");
  const bool enabled = body.Flag("enabled", false);
  if (!body.ok()) return body.error();
  const auto done = call.web.channels.SetEnabled(slug, enabled);
  if (!done) return done.error();
  return AnswerPlugin(call.web, slug);
}

constexpr Endpoint kPluginEndpoints[] = {
    {"GET", "/api/v1/plugins", Access::kAgent, &ListPlugins},
    {"GET", "/api/v1/plugins/{slug}", Access::kAgent, &ShowPlugin},
    {"PUT", "/api/v1/plugins/{slug}", Access::kAdmin, &UpdatePlugin, "switched a plugin"},
};

}  // namespace

std::span<const Endpoint> PluginEndpoints() { return kPluginEndpoints; }

}  // namespace stub
