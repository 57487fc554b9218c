#include "tests/x_simulator/simulator.hpp"

#include <utility>

#include "host_stub/web/http_server.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/control/control_routes.hpp"
#include "tests/x_simulator/events/delivery_sender.hpp"
#include "tests/x_simulator/pages/page_routes.hpp"
#include "tests/x_simulator/simulator_service.hpp"
#include "tests/x_simulator/state_file.hpp"

namespace xsim {
namespace {

constexpr std::chrono::milliseconds kStopGrace{5'000};

std::vector<Route> AllRoutes() {
  std::vector<Route> all;
  for (const auto& area :
       {OAuthRoutes(),         ConsentRoutes(),         OAuth2Routes(),
        OAuth2ConsentRoutes(), StatusRoutes(),          StatusLookupRoutes(),
        TimelineRoutes(),      SearchRoutes(),          DirectMessageRoutes(),
        UserRoutes(),          MediaRoutes(),           WebhookRoutes(),
        V2PostRoutes(),        V2DirectMessageRoutes(), V2WebhookRoutes(),
        V2MediaRoutes(),       V2ModerationRoutes(),    V2AccountActivityRoutes(),
        V2ReplayRoutes(),      SubscriptionRoutes(),    ControlRoutes(),
        PageRoutes()}) {
    all.insert(all.end(), area.begin(), area.end());
  }
  return all;
}

stub::HttpServer::Options ServerOptions(const SimulatorOptions& options) {
  stub::HttpServer::Options server;
  server.address = options.address;
  server.port = options.port;
  server.lane_threads = {8, 4};
  server.body_limit = std::size_t{6} << 20;  // a segment of a file, and its form
  return server;
}

std::string BaseUrl(const std::string& address, std::uint16_t port) {
  const bool is_v6 = address.find(':') != address.npos;
  const std::string host = is_v6 ? "[" + address + "]" : address;
  return "http://" + host + ":" + std::to_string(port);
}

}  // namespace

class Simulator::Impl {
 public:
  Impl(const SimulatorOptions& options, Clock clock)
      : world_(std::move(clock)),
        sender_(world_, options.retries),
        state_file_(world_, options.state_file),
        context_{world_, {}, options.allow_http_webhooks, {}},
        service_(context_, AllRoutes(),
                 [this] {
                   sender_.Wake();
                   state_file_.Wake();
                 }),
        server_(service_, ServerOptions(options)) {
    context_.base_url = BaseUrl(options.address, server_.port());
    state_file_.Load();
    world_.Lock()->media_base = options.media_base;
    for (const Fault& fault : options.faults) world_.Lock()->faults.Set(fault);
  }

  void Start() {
    sender_.Start();
    state_file_.Start();
    server_.Start();
  }

  void Stop() {
    server_.Stop(kStopGrace);
    sender_.Stop();
    state_file_.Stop();
  }

  World world_;
  DeliverySender sender_;
  StateFile state_file_;
  Context context_;
  SimulatorService service_;
  stub::HttpServer server_;
};

Simulator::Simulator(const SimulatorOptions& options, Clock clock)
    : impl_(std::make_unique<Impl>(options, std::move(clock))) {}

Simulator::~Simulator() { Stop(); }

void Simulator::Start() { impl_->Start(); }

void Simulator::Stop() { impl_->Stop(); }

const std::string& Simulator::base_url() const { return impl_->context_.base_url; }

World& Simulator::world() { return impl_->world_; }

}  // namespace xsim
