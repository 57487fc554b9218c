// Runs actions of plugins, and stores the attributes they give back.
#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "host_stub/channels/launcher.hpp"
#include "host_stub/channels/plugin_set.hpp"

namespace stub {

// The output object. kInternal when the plugin's output is none.
chp::Result<boost::json::object> RunActionOn(Instance& instance, const CallLimits& limits,
                                             const chp::ActionInput& input);
// The member "attributes" of an output, without any secret member of the connection's form.
boost::json::object AttributesOf(const boost::json::object& output, const Manifest& manifest);

class Actions {
 public:
  Actions(Store& store, const ChannelsOptions& options, Registry& registry, PluginSet& plugins,
          Launcher& launcher)
      : store_(store),
        options_(options),
        registry_(registry),
        plugins_(plugins),
        launcher_(launcher) {}
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;

  chp::Result<std::string> Run(const ActionRequest& request);
  // Merges `attributes` into the app's configuration and configures again.
  chp::Result<void> StoreAttributes(Instance& instance, const boost::json::object& attributes);

 private:
  chp::Result<std::shared_ptr<Instance>> TargetOf(const ActionRequest& request);

  Store& store_;
  const ChannelsOptions& options_;
  Registry& registry_;
  PluginSet& plugins_;
  Launcher& launcher_;
};

// Says that a plugin is switched off or could not be loaded.
chp::Error PluginUnavailable();

}  // namespace stub
