// One place where instances come to life.
#include "host_stub/channels/launcher.hpp"

#include <spdlog/spdlog.h>

#include "host_stub/channels/config_builder.hpp"
#include "host_stub/channels/log_text.hpp"
#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/directory.hpp"

namespace stub {

chp::Result<std::shared_ptr<Instance>> Launcher::Start(const CatalogEntry& entry,
                                                       Id connection_id) {
  InstanceSetup setup;
  setup.plugin = &entry.library->table();
  setup.connection_id = connection_id;
  setup.manifest = &*entry.manifest;
  setup.on_config_changed = [this, connection_id] {
    const auto instance = registry_.Find(connection_id);
    if (instance == nullptr) return;
    const auto configured = Configure(*instance);
    if (configured || configured.error().code == chp::Code::kCancelled) return;
    MarkDown(connection_id, configured.error());
  };
  const HostServices services{store_.kv(),    store_.ingest(), store_.connections(),
                              store_.blobs(), store_.jobs(),   *options_.clock};
  auto started = Instance::Start(std::move(setup), services);
  if (started) registry_.Track(*started);
  return started;
}

Id Launcher::DefaultGroup() {
  const auto groups = store_.directory().Groups();
  if (!groups) return 0;
  for (const Group& group : *groups) {
    if (group.active) return group.id;
  }
  return 0;
}

chp::Result<void> Launcher::ConfigureWith(Instance& instance, const ConnectionSnapshot& snapshot,
                                          const chp::CallContext& call, chp::Channel& channel) {
  const Connection& connection = snapshot.connection;
  const ConfigPlace place{
      .public_url = options_.public_url,
      .on_bare_path = registry_.IsFirst(instance.manifest().slug, connection.id),
      .default_group_id = DefaultGroup()};
  const auto text = BuildConfig(snapshot, instance.manifest(), place);
  if (!text) return text.error();
  return channel.Configure(call, {.dry_run = false,
                                  .revision = text->revision,
                                  .json = text->json,
                                  .secrets_json = text->secrets_json});
}

chp::Result<void> Launcher::Configure(Instance& instance) {
  const CallLimits limits{.attempt = 1, .deadline = options_.call_deadline};
  return instance.Configure(
      limits, [&](chp::Channel& channel, const chp::CallContext& call) -> chp::Result<void> {
        // Read inside: of two changes at once the later configure sees both.
        auto snapshot = store_.connections().Snapshot(instance.connection_id());
        if (!snapshot) return std::move(snapshot).error();
        if (!*snapshot) {
          return chp::Error{.code = chp::Code::kNotFound,
                            .reason = "connection.unknown",
                            .message = "This connection no longer exists."};
        }
        return ConfigureWith(instance, **snapshot, call, channel);
      });
}

chp::Result<void> Launcher::ConfigureFrom(Instance& instance, const ConnectionSnapshot& snapshot) {
  const CallLimits limits{.attempt = 1, .deadline = options_.call_deadline};
  return instance.Configure(limits, [&](chp::Channel& channel, const chp::CallContext& call) {
    return ConfigureWith(instance, snapshot, call, channel);
  });
}

chp::Result<std::shared_ptr<Instance>> Launcher::StartDraft(const CatalogEntry& entry,
                                                            const Connection& connection) {
  auto started = Start(entry, connection.id);
  if (!started) return started;
  ConnectionSnapshot snapshot;
  snapshot.connection = connection;
  snapshot.connection.app_json = "{}";
  if (auto configured = ConfigureFrom(**started, snapshot); !configured) return configured.error();
  return started;
}

void Launcher::MarkDown(Id connection_id, const chp::Error& error) {
  spdlog::error("Connection {} cannot be configured: {}", connection_id, LogText(error.message));
  const auto marked =
      store_.connections().SetAccountState(connection_id, {.state = chp::AccountState::kDown,
                                                           .account_id = "",
                                                           .reason = error.reason,
                                                           .message = error.message});
  if (!marked) spdlog::error("{}", marked.error().message);
}

chp::Result<void> Launcher::StartConnection(const CatalogEntry& entry,
                                            const Connection& connection) {
  auto started = Start(entry, connection.id);
  if (!started) return std::move(started).error();
  const std::shared_ptr<Instance> instance = std::move(started).value();
  if (!registry_.Put({connection.id, connection.slug, connection.key, instance})) {
    return Instance::ClosedError();
  }
  return Configure(*instance);
}

chp::Result<void> Launcher::StartPlugin(const CatalogEntry& entry) {
  const std::string& slug = entry.manifest->slug;
  registry_.OpenPlugin(slug);
  Connection none;
  none.slug = slug;
  auto unconfigured = StartDraft(entry, none);
  if (!unconfigured) return std::move(unconfigured).error();
  const auto connections = store_.connections().List(slug);
  if (!connections) return connections.error();
  for (const Connection& connection : *connections) {
    if (const auto started = StartConnection(entry, connection); !started) {
      MarkDown(connection.id, started.error());
    }
  }
  // Last, so that it never answers for a connection that is about to come.
  const bool taken = registry_.PutUnconfigured(slug, std::move(unconfigured).value());
  return taken ? chp::Result<void>() : Instance::ClosedError();
}

}  // namespace stub
