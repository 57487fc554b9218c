// A plugin with the slug of an earlier one is listed with its refusal and otherwise left alone.
#include "host_stub/channels/plugin_set.hpp"

#include <algorithm>

#include <spdlog/spdlog.h>

#include "host_stub/store/connection_store.hpp"

namespace stub {

void PluginSet::StartAll(const std::function<void(std::string_view)>& before_start) {
  const Turn turn(control_);
  auto found = ScanPlugins(options_.plugins_directory);
  if (!found) {
    spdlog::error("{}", found.error().message);
    return;
  }
  for (CatalogEntry& entry : *found) {
    auto plugin = std::make_unique<Plugin>();
    plugin->refusal = entry.refusal;
    plugin->entry = std::move(entry);
    plugins_.push_back(std::move(plugin));
  }
  for (const auto& plugin : plugins_) {
    if (plugin->entry.manifest) before_start(plugin->entry.manifest->slug);
    Load(*plugin);
  }
}

// A plugin is on unless an admin has switched it off.
void PluginSet::Load(Plugin& plugin) {
  if (!plugin.refusal.empty()) spdlog::error("{}.", plugin.refusal);
  if (!plugin.entry.manifest) return;
  const auto enabled = store_.connections().PluginEnabled(plugin.entry.manifest->slug);
  if (!enabled) spdlog::error("{}", enabled.error().message);
  const bool is_on = enabled && *enabled && Find(plugin.entry.manifest->slug) == &plugin;
  {
    const std::lock_guard lock(mutex_);
    plugin.enabled = is_on;
  }
  if (!is_on || !plugin.entry.refusal.empty()) return;
  if (const auto started = Start(plugin); !started) spdlog::error("{}.", started.error().message);
}

chp::Result<void> PluginSet::Start(Plugin& plugin) {
  auto started = LoadEntry(plugin.entry, options_.probe_executable);
  if (started) started = launcher_.StartPlugin(plugin.entry);
  if (!started) registry_.ClosePlugin(plugin.entry.manifest->slug);
  const std::lock_guard lock(mutex_);
  plugin.running = started.ok();
  plugin.refusal = started ? "" : started.error().message;
  return started;
}

PluginSet::Plugin* PluginSet::Find(std::string_view slug) const {
  const auto it = std::find_if(plugins_.begin(), plugins_.end(), [&](const auto& plugin) {
    return plugin->entry.manifest && plugin->entry.manifest->slug == slug;
  });
  return it == plugins_.end() ? nullptr : it->get();
}

std::vector<PluginInfo> PluginSet::Infos() const {
  const std::lock_guard lock(mutex_);
  std::vector<PluginInfo> infos;
  for (const auto& plugin : plugins_) {
    infos.push_back({.directory = plugin->entry.directory.string(),
                     .manifest = plugin->entry.manifest,
                     .enabled = plugin->enabled,
                     .loaded = plugin->running,
                     .refusal = plugin->refusal});
  }
  return infos;
}

chp::Result<void> PluginSet::SetEnabled(std::string_view slug, bool enabled) {
  const Turn turn(control_);
  Plugin* plugin = Find(slug);
  if (plugin == nullptr) {
    return chp::Error{.code = chp::Code::kNotFound,
                      .reason = "plugin.unknown",
                      .message = "There is no plugin with this name in the plugins directory."};
  }
  if (auto stored = store_.connections().SetPluginEnabled(slug, enabled); !stored) return stored;
  {
    const std::lock_guard lock(mutex_);
    plugin->enabled = enabled;
    if (!enabled) plugin->running = false;
    if (enabled && plugin->running) return {};
  }
  if (enabled) return Start(*plugin);
  registry_.ClosePlugin(slug);
  return {};
}

const Manifest* PluginSet::ManifestOf(std::string_view slug) const {
  const Plugin* plugin = Find(slug);
  const std::lock_guard lock(mutex_);
  return plugin != nullptr && plugin->enabled ? &*plugin->entry.manifest : nullptr;
}

const Manifest* PluginSet::KnownManifest(std::string_view slug) const {
  const Plugin* plugin = Find(slug);
  return plugin == nullptr ? nullptr : &*plugin->entry.manifest;
}

std::vector<const Manifest*> PluginSet::EnabledManifests() const {
  const std::lock_guard lock(mutex_);
  std::vector<const Manifest*> manifests;
  for (const auto& plugin : plugins_) {
    if (plugin->enabled) manifests.push_back(&*plugin->entry.manifest);
  }
  return manifests;
}

const CatalogEntry* PluginSet::Running(std::string_view slug) const {
  const Plugin* plugin = Find(slug);
  const std::lock_guard lock(mutex_);
  return plugin != nullptr && plugin->running ? &plugin->entry : nullptr;
}

}  // namespace stub
