// The wiring of the plugin side: what each part needs, and who answers what.
#include "host_stub/channels.hpp"

#include <random>

#include <spdlog/spdlog.h>

#include "host_stub/channels/account_removal.hpp"
#include "host_stub/channels/actions.hpp"
#include "host_stub/channels/app_verification.hpp"
#include "host_stub/channels/config_builder.hpp"
#include "host_stub/channels/health.hpp"
#include "host_stub/channels/inbound_answer.hpp"
#include "host_stub/channels/plugin_set.hpp"
#include "host_stub/channels/reply_value.hpp"
#include "host_stub/channels/route_table.hpp"
#include "host_stub/channels/system_clock.hpp"
#include "host_stub/jobs/job_executor.hpp"
#include "host_stub/jobs/job_runner.hpp"
#include "host_stub/store/connection_store.hpp"
#include "host_stub/store/job_store.hpp"

namespace stub {
namespace {

constexpr std::chrono::seconds kComplainAfter{10};

ChannelsOptions Completed(ChannelsOptions options) {
  if (options.clock == nullptr) options.clock = MakeSystemClock();
  if (!options.random) {
    options.random = [] {
      std::random_device device;
      return std::uniform_real_distribution<>(0.0, 1.0)(device);
    };
  }
  return options;
}

class ChannelsInProcess : public Channels {
 public:
  ChannelsInProcess(Store& store, ChannelsOptions options)
      : store_(store),
        options_(Completed(std::move(options))),
        launcher_(store_, options_, registry_),
        plugins_(store_, options_, launcher_, registry_),
        actions_(store_, options_, registry_, plugins_, launcher_),
        verification_(store_, options_, registry_, plugins_, launcher_),
        removal_(store_, registry_, plugins_, launcher_),
        executor_(store_, registry_, removal_, *options_.clock,
                  {.call_deadline = options_.call_deadline,
                   .base_url = options_.public_url,
                   .random = options_.random}) {}
  ~ChannelsInProcess() override { Stop(std::chrono::milliseconds(0)); }
  ChannelsInProcess(const ChannelsInProcess&) = delete;
  ChannelsInProcess& operator=(const ChannelsInProcess&) = delete;

  void Start();

  std::vector<PluginInfo> Plugins() override { return plugins_.Infos(); }
  chp::Result<void> SetEnabled(std::string_view slug, bool enabled) override {
    return plugins_.SetEnabled(slug, enabled);
  }
  const Manifest* ManifestOf(std::string_view slug) override { return plugins_.ManifestOf(slug); }
  std::string RouteUrl(const Manifest& manifest, std::string_view route_id) override;
  std::optional<RouteMatch> MatchRoute(std::string_view method, std::string_view path) override;
  chp::InboundResponse Inbound(const RouteMatch& match, chp::InboundRequest request) override;
  chp::Result<std::string> VerifyApp(std::string_view slug, Id connection_id,
                                     std::string_view app_json,
                                     std::string_view principal) override {
    return verification_.Verify(slug, connection_id, app_json, principal);
  }
  chp::Result<std::string> RunAction(const ActionRequest& request) override {
    return actions_.Run(request);
  }
  chp::Result<std::string> Preview(const PendingReply& reply) override;
  chp::Result<void> Reconfigure(Id connection_id) override;
  chp::Result<void> RemoveAccount(Id account_id, bool force) override {
    return removal_.Begin(account_id, force);
  }
  std::string HealthJson() override { return HealthOf(registry_); }
  std::string MetricsText() override { return MetricsOf(registry_); }
  void Stop(std::chrono::milliseconds grace) override;

 private:
  void PurgeExpired();
  void WaitForCalls(std::chrono::milliseconds grace);

  Store& store_;
  const ChannelsOptions options_;
  Registry registry_;
  Launcher launcher_;
  PluginSet plugins_;
  Actions actions_;
  AppVerification verification_;
  AccountRemoval removal_;
  JobExecutor executor_;
  std::shared_ptr<JobRunner> runner_;
};

void ChannelsInProcess::Start() {
  if (const auto recovered = store_.jobs().RecoverRunning(); !recovered) {
    spdlog::error("Interrupted jobs cannot be taken up: {}", recovered.error().message);
  }
  plugins_.StartAll([this](std::string_view slug) { verification_.RemoveLeftovers(slug); });
  runner_ = std::make_shared<JobRunner>(
      JobRunnerParts{.jobs = store_.jobs(),
                     .clock = *options_.clock,
                     .execute = [this](const QueuedJob& job) { executor_.Execute(job); },
                     .put_back = [this](const QueuedJob& job) { executor_.PutBack(job); },
                     .maintain = [this] { PurgeExpired(); }},
      options_.worker_threads);
  // The store may still tell of changes while this is being destroyed.
  store_.OnJobsChanged([weak = std::weak_ptr<JobRunner>(runner_)] {
    if (const auto runner = weak.lock()) runner->Wake();
  });
  runner_->Wake();
}

void ChannelsInProcess::PurgeExpired() {
  const auto purged = store_.PurgeExpired(options_.clock->NowMs());
  if (!purged) spdlog::error("What has expired cannot be removed: {}", purged.error().message);
}

std::string ChannelsInProcess::RouteUrl(const Manifest& manifest, std::string_view route_id) {
  for (const Route& route : manifest.routes) {
    if (route.id == route_id) return RouteAddress(options_.public_url, route, "");
  }
  return {};
}

std::optional<RouteMatch> ChannelsInProcess::MatchRoute(std::string_view method,
                                                        std::string_view path) {
  auto match = FindRoute(plugins_.EnabledManifests(), method, path);
  if (!match || match->connection_key.empty() || plugins_.Running(match->slug) == nullptr) {
    return match;
  }
  const bool known = registry_.ByKey(match->slug, match->connection_key) != nullptr;
  return known ? match : std::nullopt;
}

chp::InboundResponse ChannelsInProcess::Inbound(const RouteMatch& match,
                                                chp::InboundRequest request) {
  const auto instance = match.connection_key.empty()
                            ? registry_.First(match.slug)
                            : registry_.ByKey(match.slug, match.connection_key);
  // While a plugin starts, its instance would answer that nothing is set up: a refusal for good.
  const bool ready = instance != nullptr && instance->configured();
  if (!ready) return AnswerOf(PluginUnavailable());
  if (request.body.size() > match.body_limit) {
    return ErrorResponse(413, "The body is larger than this address takes.");
  }
  request.route = match.route_id;
  request.base_url = options_.public_url;
  const CallLimits limits{.attempt = 1, .deadline = options_.inbound_deadline};
  auto answered = instance->Call(limits, [&](chp::Channel& channel, const chp::CallContext& call) {
    return channel.OnInbound(call, request);
  });
  if (answered) return Cleaned(std::move(answered).value());
  instance->context().Log(CHP_LOG_WARN,
                          "route " + match.route_id + ": " + answered.error().message);
  return AnswerOf(answered.error());
}

chp::Result<std::string> ChannelsInProcess::Preview(const PendingReply& reply) {
  const auto instance = registry_.Find(reply.connection_id);
  if (instance == nullptr) return PluginUnavailable();
  const std::string account = std::to_string(reply.account_id);
  const CallLimits limits{.attempt = 1, .deadline = options_.inbound_deadline};
  return instance->Call(limits, [&](chp::Channel& channel, const chp::CallContext&) {
    return channel.Preview(ReplyOf(reply, account));
  });
}

chp::Result<void> ChannelsInProcess::Reconfigure(Id connection_id) {
  const auto snapshot = store_.connections().Snapshot(connection_id);
  if (!snapshot) return snapshot.error();
  if (!*snapshot) {
    registry_.Remove(connection_id);
    return {};
  }
  const Connection& connection = (*snapshot)->connection;
  const CatalogEntry* entry = plugins_.Running(connection.slug);
  if (entry == nullptr) return {};  // configured when it is switched on
  const auto instance = registry_.Find(connection_id);
  auto configured = instance != nullptr ? launcher_.Configure(*instance)
                                        : launcher_.StartConnection(*entry, connection);
  if (!configured) return configured;
  return store_.jobs().ResumeScope(connection_id, 0);
}

void ChannelsInProcess::WaitForCalls(std::chrono::milliseconds grace) {
  const auto all = registry_.CloseAll();
  const auto end = std::chrono::steady_clock::now() + grace;
  for (const auto& instance : all) {
    if (!instance->WaitUntilIdle(end)) instance->Cancel();
  }
  for (const auto& instance : all) {
    instance->Cancel();
    while (!instance->WaitUntilIdle(std::chrono::steady_clock::now() + kComplainAfter)) {
      instance->context().Log(CHP_LOG_PLUGIN_MISBEHAVING,
                              "a call goes on although it was cancelled; the host waits for it");
    }
  }
}

void ChannelsInProcess::Stop(std::chrono::milliseconds grace) {
  if (runner_) runner_->StopClaiming();
  WaitForCalls(grace);
  if (runner_) runner_->Join();
  registry_.Clear();
}

}  // namespace

std::unique_ptr<Channels> MakeChannels(Store& store, ChannelsOptions options) {
  auto channels = std::make_unique<ChannelsInProcess>(store, std::move(options));
  channels->Start();
  return channels;
}

}  // namespace stub
