// Starts instances and gives them their configuration.
#pragma once

#include <memory>
#include <string_view>

#include "host_stub/channels.hpp"
#include "host_stub/channels/catalog.hpp"
#include "host_stub/channels/registry.hpp"

namespace stub {

struct ConnectionSnapshot;  // store/connection_store.hpp

class Launcher {
 public:
  // `options.clock` is set; everything outlives this.
  Launcher(Store& store, const ChannelsOptions& options, Registry& registry)
      : store_(store), options_(options), registry_(registry) {}
  Launcher(const Launcher&) = delete;
  Launcher& operator=(const Launcher&) = delete;

  // Every instance of a loaded plugin. A connection that cannot start is logged and marked down.
  chp::Result<void> StartPlugin(const CatalogEntry& entry);
  // An instance that is configured with its place in the host, but no app. Not registered.
  chp::Result<std::shared_ptr<Instance>> StartDraft(const CatalogEntry& entry,
                                                    const Connection& connection);
  // Starts and registers one connection, and configures it.
  chp::Result<void> StartConnection(const CatalogEntry& entry, const Connection& connection);
  // From what is stored now.
  chp::Result<void> Configure(Instance& instance);
  // From values that are not stored (yet).
  chp::Result<void> ConfigureFrom(Instance& instance, const ConnectionSnapshot& snapshot);

 private:
  chp::Result<std::shared_ptr<Instance>> Start(const CatalogEntry& entry, Id connection_id);
  chp::Result<void> ConfigureWith(Instance& instance, const ConnectionSnapshot& snapshot,
                                  const chp::CallContext& call, chp::Channel& channel);
  void MarkDown(Id connection_id, const chp::Error& error);
  Id DefaultGroup();

  Store& store_;
  const ChannelsOptions& options_;
  Registry& registry_;
};

}  // namespace stub
