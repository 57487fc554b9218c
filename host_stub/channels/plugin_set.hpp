// The plugins found on disk: which are enabled, which run, and why not.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/channels.hpp"
#include "host_stub/channels/catalog.hpp"
#include "host_stub/channels/launcher.hpp"
#include "host_stub/channels/turn.hpp"

namespace stub {

class PluginSet {
 public:
  PluginSet(Store& store, const ChannelsOptions& options, Launcher& launcher, Registry& registry)
      : store_(store), options_(options), launcher_(launcher), registry_(registry) {}
  PluginSet(const PluginSet&) = delete;
  PluginSet& operator=(const PluginSet&) = delete;

  // Scans the directory; loads and starts what is enabled. Once, before anything else.
  // `before_start` is told each slug first.
  void StartAll(const std::function<void(std::string_view)>& before_start);

  std::vector<PluginInfo> Infos() const;
  chp::Result<void> SetEnabled(std::string_view slug, bool enabled);
  // Valid for the life of this. Null: unknown or switched off.
  const Manifest* ManifestOf(std::string_view slug) const;
  // Switched off ones too.
  const Manifest* KnownManifest(std::string_view slug) const;
  std::vector<const Manifest*> EnabledManifests() const;
  // Null unless it is enabled and loaded.
  const CatalogEntry* Running(std::string_view slug) const;

 private:
  struct Plugin {
    CatalogEntry entry;
    bool enabled = false;
    bool running = false;
    std::string refusal;  // what an admin reads
  };

  Plugin* Find(std::string_view slug) const;
  void Load(Plugin& plugin);
  chp::Result<void> Start(Plugin& plugin);

  Store& store_;
  const ChannelsOptions& options_;
  Launcher& launcher_;
  Registry& registry_;
  Turns control_;                                 // switching on and off, one at a time
  mutable std::mutex mutex_;                      // guards flags and refusals
  std::vector<std::unique_ptr<Plugin>> plugins_;  // fixed after StartAll
};

}  // namespace stub
