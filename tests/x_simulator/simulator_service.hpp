// Finds the route of a request and walks it: switched-on faults, who calls, may they, the handler.
//
// Threads: Handle from many workers at once.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "host_stub/web/http_server.hpp"
#include "tests/x_simulator/api/route.hpp"

namespace xsim {

class SimulatorService : public stub::HttpService {
 public:
  // `changed` is called after every request that may have changed the world.
  SimulatorService(Context& context, std::vector<Route> routes, std::function<void()> changed);

  std::size_t LaneOf(const stub::HttpRequest& request) const override;
  stub::HttpResponse Handle(const stub::HttpRequest& request) override;

 private:
  struct Found {
    const Route* route = nullptr;
    Fields path;
    bool other_method = false;  // the path exists, but not for this method
  };

  Found Find(const stub::HttpRequest& request) const;
  stub::HttpResponse HandleApi(const Route& route, Call& call);
  // What the world says before the handler may run: an answer that ends the request, or nothing.
  std::optional<stub::HttpResponse> Admit(const Route& route, Call& call);
  void Log(const Call& call, const stub::HttpResponse& answer);

  Context& context_;
  const std::vector<Route> routes_;
  const std::function<void()> changed_;
};

}  // namespace xsim
