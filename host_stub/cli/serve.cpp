// host_stub serve: runs the host until SIGTERM or SIGINT.
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <pthread.h>
#include <stdexcept>
#include <thread>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "host_stub/cli/commands.hpp"
#include "host_stub/cli/first_admin.hpp"
#include "host_stub/cli/host.hpp"
#include "host_stub/store/secrets.hpp"

namespace stub {
namespace {

// Bodies above it are refused while they are read; each route's own limit is checked after that.
constexpr std::size_t kBodyLimit = 16u << 20;
constexpr std::size_t kWebhookThreads = 16;
constexpr std::size_t kRestThreads = 8;
constexpr std::size_t kStatusThreads = 1;
constexpr std::chrono::milliseconds kShutdownGrace{10'000};
// A call that had to be cancelled still gets its answer out.
constexpr std::chrono::milliseconds kAnswerGrace{2'000};

// The address is bound first, so that a busy port is known before anything else happens and the
// host's own URL is known to its plugins; the service comes when it is built.
class LateService : public HttpService {
 public:
  void Set(HttpService& service) { service_ = &service; }
  std::size_t LaneOf(const HttpRequest& request) const override {
    return service_->LaneOf(request);
  }
  HttpResponse Handle(const HttpRequest& request) override { return service_->Handle(request); }

 private:
  HttpService* service_ = nullptr;
};

// SIGTERM and SIGINT wait for Wait(); every thread started after the constructor blocks them.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGTERM);
    sigaddset(&signals_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }
  // A second signal ends the process at once.
  void Wait() const {
    int received = 0;
    sigwait(&signals_, &received);
    pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
  }

 private:
  sigset_t signals_;
};

void StartLog(const std::string& level) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("host"));
  spdlog::set_level(spdlog::level::from_str(level));
  spdlog::flush_on(spdlog::level::info);
}

std::string HostAndPort(const std::string& address, std::uint16_t port) {
  const bool version_6 = address.find(':') != std::string::npos;
  return (version_6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

std::string WithoutEndSlash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

HttpServer::Options ServerOptions(const ServeOptions& options) {
  HttpServer::Options server;
  server.address = options.address;
  server.port = options.port;
  server.lane_threads = {kWebhookThreads, kRestThreads, kStatusThreads};
  server.body_limit = kBodyLimit;
  return server;
}

// The token a person needs to make the first admin; empty when there is one.
chp::Result<std::string> PrepareFirstAdmin(const ServeOptions& options, Directory& directory) {
  if (!options.first_admin_token_file.empty()) {
    const auto written = WriteFirstAdminToken(directory, options.first_admin_token_file);
    if (!written) return written.error();
  }
  const auto has_admin = directory.HasAdmin();
  if (!has_admin) return has_admin.error();
  if (*has_admin) return std::string();
  return RandomName(16);
}

// The file holds secrets: what is wrong with it is said without quoting it.
chp::Result<PresetApps> ReadPresetApps(const std::filesystem::path& file) {
  if (file.empty()) return PresetApps{};
  std::ifstream input(file, std::ios::binary);
  if (!input) {
    return Missing("The file of preset apps " + file.string() +
                   " cannot be read: name another, or leave out --preset-apps.");
  }
  return ParsePresetApps(std::string(std::istreambuf_iterator<char>(input), {}));
}

void SayReady(const ServeOptions& options, const HttpServer& server, const Web& web) {
  std::printf("Stub host ready at http://%s\n",
              HostAndPort(options.address, server.port()).c_str());
  if (!web.settings.setup_token.empty()) {
    std::printf("No admin yet. Make the first one at %s/#setup=%s\n",
                web.settings.public_url.c_str(), web.settings.setup_token.c_str());
  }
  std::fflush(stdout);
}

void Stop(HttpServer& server, Channels& channels) {
  spdlog::info("stopping: no new requests, running calls get {} s", kShutdownGrace.count() / 1000);
  // At the same time: an answer may wait for a call that only Channels can cancel.
  std::thread calls([&channels] { channels.Stop(kShutdownGrace); });
  server.Stop(kShutdownGrace + kAnswerGrace);
  calls.join();
  spdlog::info("stopped");
}

int Run(const ServeOptions& options, LateService& late, HttpServer& server,
        const StopSignals& signals) {
  auto store = OpenStore(options.database);
  if (!store) return Fail(store.error().message);
  auto setup_token = PrepareFirstAdmin(options, (*store)->directory());
  if (!setup_token) return Fail(setup_token.error().message);

  WebSettings settings;
  settings.public_url = WithoutEndSlash(
      options.public_url.empty() ? "http://" + HostAndPort(options.address, server.port())
                                 : options.public_url);
  settings.cookie_name = "stub_host_" + std::to_string(server.port());
  settings.setup_token = std::move(setup_token).value();
  settings.panel_directory = options.panel_directory;
  settings.now_ms = &UtcNowMs;
  auto preset_apps = ReadPresetApps(options.preset_apps_file);
  if (!preset_apps) return Fail(preset_apps.error().message);
  settings.preset_apps = std::move(preset_apps).value();
  ChannelsOptions channels;
  channels.plugins_directory = options.plugins;
  channels.public_url = settings.public_url;
  Host host(std::move(store).value(), channels, std::move(settings));
  late.Set(host.service);
  server.Start();
  SayReady(options, server, host.web);
  // X calls back while an app is being connected: the server answers by then.
  std::thread preset([&host] { ConnectPresetApps(host.web); });
  signals.Wait();
  Stop(server, *host.channels);
  preset.join();
  return 0;
}

}  // namespace

int Serve(const ServeOptions& options) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(options.plugins, ignored)) {
    return Fail("The plugins directory " + options.plugins.string() +
                " is not there. Make it, or name another with --plugins.");
  }
  StartLog(options.log_level);
  const StopSignals signals;
  LateService late;
  std::optional<HttpServer> server;
  try {
    server.emplace(late, ServerOptions(options));
  } catch (const std::runtime_error& failure) {
    return Fail(failure.what());
  }
  return Run(options, late, *server, signals);
}

}  // namespace stub
