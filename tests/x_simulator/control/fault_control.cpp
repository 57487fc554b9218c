// /sim/v1/faults: switching faults on and off.
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/control/body.hpp"
#include "tests/x_simulator/control/control_routes.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

constexpr std::int64_t kMostUses = 1'000'000;

json::value FaultsJson(const State& state) {
  json::array list;
  for (const Fault& fault : state.faults.list) {
    json::object shown{{"name", fault.name}, {"value", fault.value}, {"count", fault.count}};
    if (!fault.path.empty()) shown["path"] = fault.path;
    list.push_back(std::move(shown));
  }
  return {{"faults", list}};
}

stub::HttpResponse SwitchOnFault(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"name"}, {"count", MemberType::kNumber}, {"path"}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto& body = std::get<json::object>(read);
  auto fault = ParseFault(TextMember(&body, "name").value_or(""));
  if (!fault) return ControlError(Problem{400, "There is no such fault:\n" + ListOfFaults()});
  const auto count = NumberMember(&body, "count").value_or(0);
  if (count < 0 || count > kMostUses) {
    return ControlError(
        Problem{400, "count is how often the fault strikes; 0 means until DELETE."});
  }
  fault->count = static_cast<int>(count);
  fault->path = TextMember(&body, "path").value_or("");
  const auto state = context.world.Lock();
  state->faults.Set(*fault);
  return JsonAnswer(FaultsJson(*state), 201);
}

stub::HttpResponse ListFaults(Context& context, const Call&) {
  return JsonAnswer(FaultsJson(*context.world.Lock()));
}

stub::HttpResponse SwitchOffFaults(Context& context, const Call&) {
  const auto state = context.world.Lock();
  state->faults.list.clear();
  return NoContent();
}

}  // namespace

std::vector<Route> FaultControlRoutes() {
  return {{"POST", "/sim/v1/faults", Access::kOpen, &SwitchOnFault},
          {"GET", "/sim/v1/faults", Access::kOpen, &ListFaults},
          {"DELETE", "/sim/v1/faults", Access::kOpen, &SwitchOffFaults}};
}

}  // namespace xsim
