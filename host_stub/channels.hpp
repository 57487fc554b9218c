// The plugins and their running instances, as the web side and the command line use them.
//
// One instance per connection, plus one unconfigured instance per enabled plugin: while the plugin
// has no connection it answers routes and actions with what is missing.
// Threads: every function from any thread; calls into plugins hold no lock (plugin_abi.md A8).
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/manifest.hpp"
#include "host_stub/model.hpp"
#include "host_stub/store/store.hpp"
#include "plugin_api/cpp/channel.hpp"

namespace stub {

struct PendingReply;  // store/ticket_store.hpp

struct PluginInfo {
  std::string directory;
  std::optional<Manifest> manifest;  // absent when it could not be read
  bool enabled = false;
  bool loaded = false;
  std::string refusal;  // one sentence: file, reason, what to do; empty when fine
};

struct ChannelsOptions {
  std::filesystem::path plugins_directory;
  std::string public_url;          // without trailing slash
  std::size_t worker_threads = 8;  // jobs and replies
  std::chrono::milliseconds call_deadline{60'000};
  std::chrono::milliseconds inbound_deadline{8'000};
  // Understands `probe-plugin FILE`: tries a library before this process loads it.
  std::filesystem::path probe_executable = "/proc/self/exe";
  std::shared_ptr<chp::Clock> clock;  // null: the system's
  std::function<double()> random;     // 0 to below 1, for jitter; empty: the system's
};

// A route of an enabled plugin that matched a request path.
struct RouteMatch {
  std::string slug;
  std::string route_id;
  std::string connection_key;  // of path/<key>; empty: the first connection
  bool is_public = false;
  bool method_allowed = false;
  std::size_t body_limit = 0;
};

struct ActionRequest {
  std::string slug;
  Id connection_id = 0;  // 0: the first one, or the unconfigured instance
  std::string action;
  Id account_id = 0;
  std::string external_id;
  std::string principal;
  std::string input_json = "{}";
  std::string secrets_json = "{}";
};

class Channels {
 public:
  virtual ~Channels() = default;

  virtual std::vector<PluginInfo> Plugins() = 0;
  virtual chp::Result<void> SetEnabled(std::string_view slug, bool enabled) = 0;
  // Manifests of enabled plugins; valid for the life of Channels.
  virtual const Manifest* ManifestOf(std::string_view slug) = 0;
  // Absolute URL of a manifest route.
  virtual std::string RouteUrl(const Manifest& manifest, std::string_view route_id) = 0;

  virtual std::optional<RouteMatch> MatchRoute(std::string_view method, std::string_view path) = 0;
  // `request.route` and base_url are filled in here. Verdicts become HTTP answers as
  // channel_types.h says; the answer is complete either way.
  virtual chp::InboundResponse Inbound(const RouteMatch& match, chp::InboundRequest request) = 0;

  // The manifest's verify action on a draft instance; stores the connection when it succeeds
  // (plugin_abi.md A17). connection_id 0: a new one, of which nothing remains after a failure; a
  // known one works on as it was until then. `app_json` holds every value of the form, secrets
  // included; missing secrets fall back to what is stored. What was stored (no secrets), or the
  // error.
  virtual chp::Result<std::string> VerifyApp(std::string_view slug, Id connection_id,
                                             std::string_view app_json,
                                             std::string_view principal) = 0;
  virtual chp::Result<std::string> RunAction(const ActionRequest& request) = 0;
  virtual chp::Result<std::string> Preview(const PendingReply& reply) = 0;

  // After settings of an account or connection changed in the store.
  virtual chp::Result<void> Reconfigure(Id connection_id) = 0;
  // Two phases: removing, lifecycle action as a job, then dropped; tickets stay. `force` drops now.
  virtual chp::Result<void> RemoveAccount(Id account_id, bool force) = 0;

  // {"connections":[{id, slug, state, detail}], ...}; never secrets.
  virtual std::string HealthJson() = 0;
  virtual std::string MetricsText() = 0;  // OpenMetrics of all instances, labelled by connection

  // Stops taking calls; running ones finish within `grace` or are cancelled; instances destroyed.
  // Returns when no call is inside a plugin any more.
  virtual void Stop(std::chrono::milliseconds grace) = 0;
};

std::unique_ptr<Channels> MakeChannels(Store& store, ChannelsOptions options);

}  // namespace stub
