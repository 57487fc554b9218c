// Removes an account in two phases (plugin_abi.md A6): it is marked, the plugin ends what runs on
// the remote side, and only then is it dropped. Its tickets stay.
#pragma once

#include "host_stub/channels/launcher.hpp"
#include "host_stub/channels/plugin_set.hpp"

namespace stub {

class AccountRemoval {
 public:
  AccountRemoval(Store& store, Registry& registry, PluginSet& plugins, Launcher& launcher)
      : store_(store), registry_(registry), plugins_(plugins), launcher_(launcher) {}
  AccountRemoval(const AccountRemoval&) = delete;
  AccountRemoval& operator=(const AccountRemoval&) = delete;

  // As Channels::RemoveAccount.
  chp::Result<void> Begin(Id account_id, bool force);
  // The second phase, after the plugin's action has succeeded.
  chp::Result<void> Finish(Id account_id);

 private:
  chp::Result<void> Configure(Id connection_id);

  Store& store_;
  Registry& registry_;
  PluginSet& plugins_;
  Launcher& launcher_;
};

}  // namespace stub
