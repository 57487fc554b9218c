#include "tests/x_simulator/control/control_routes.hpp"

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"

namespace xsim {
namespace {

stub::HttpResponse Health(Context&, const Call&) { return JsonAnswer({{"status", "ok"}}); }

}  // namespace

stub::HttpResponse ControlError(const Problem& problem) {
  return JsonAnswer({{"error", problem.sentence}}, problem.status);
}

stub::HttpResponse ControlError(const Refusal& refusal) {
  return JsonAnswer({{"error", ErrorText(refusal)}, {"code", refusal.code}}, 422);
}

std::vector<Route> ControlRoutes() {
  std::vector<Route> all = {{"GET", "/sim/v1/health", Access::kOpen, &Health}};
  for (const auto& area :
       {PeopleControlRoutes(), AppControlRoutes(), OAuth2ControlRoutes(), PostControlRoutes(),
        MessageControlRoutes(), DeliveryControlRoutes(), FaultControlRoutes(), MediaControlRoutes(),
        BillingControlRoutes(), UploadControlRoutes()}) {
    all.insert(all.end(), area.begin(), area.end());
  }
  return all;
}

}  // namespace xsim
