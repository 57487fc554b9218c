// Verifies an app's keys before they are stored (plugin_abi.md A17): the manifest's verify action
// runs on a draft instance whose routes are live, so that the remote side's challenge is answered.
#pragma once

#include <string>
#include <string_view>

#include "host_stub/channels/actions.hpp"

namespace stub {

class AppVerification {
 public:
  AppVerification(Store& store, const ChannelsOptions& options, Registry& registry,
                  PluginSet& plugins, Launcher& launcher)
      : store_(store),
        options_(options),
        registry_(registry),
        plugins_(plugins),
        launcher_(launcher) {}
  AppVerification(const AppVerification&) = delete;
  AppVerification& operator=(const AppVerification&) = delete;

  // As Channels::VerifyApp.
  chp::Result<std::string> Verify(std::string_view slug, Id connection_id,
                                  std::string_view app_json, std::string_view principal);
  // Removes connections that a process left behind when it died in the middle of Verify.
  void RemoveLeftovers(std::string_view slug);

 private:
  struct Values;  // what the form said, split into values and secrets
  class Attempt;  // one run: the connection's row and its draft, undone unless kept

  chp::Result<Values> ReadValues(const Manifest& manifest, std::string_view app_json,
                                 Id connection_id);
  chp::Result<std::string> Keep(const CatalogEntry& entry, Attempt& attempt, const Values& values,
                                const boost::json::object& attributes);
  chp::Result<void> TryConfiguration(Attempt& attempt, const Values& values,
                                     const std::string& app_json);

  Store& store_;
  const ChannelsOptions& options_;
  Registry& registry_;
  PluginSet& plugins_;
  Launcher& launcher_;
};

}  // namespace stub
