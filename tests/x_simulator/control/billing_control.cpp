// /sim/v1/invoice and credits: what the developer's console shows of money.
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/control/body.hpp"
#include "tests/x_simulator/control/control_routes.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

stub::HttpResponse ShowInvoice(Context& context, const Call&) {
  const auto state = context.world.Lock();
  json::array lines;
  std::int64_t total = 0;
  for (const auto& [key, line] : state->invoice.lines()) {
    const auto& [day, app_id, user_id, item] = key;
    const User* user = state->users.Find(user_id);
    lines.push_back({{"day", day},
                     {"app_id", app_id},
                     {"user", user == nullptr ? "" : user->screen_name},
                     {"item", item},
                     {"count", line.count},
                     {"micro_dollars", line.micro_dollars}});
    total += line.micro_dollars;
  }
  return JsonAnswer({{"lines", lines}, {"total_micro_dollars", total}});
}

stub::HttpResponse SetCredit(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"micro_dollars", MemberType::kNumber}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto credit = NumberMember(&std::get<json::object>(read), "micro_dollars");
  const auto state = context.world.Lock();
  if (state->apps.Find(call.Path("id")) == nullptr) {
    return ControlError(Problem{404, "There is no app of this id."});
  }
  state->invoice.SetCredit(call.Path("id"), credit);
  return NoContent();
}

stub::HttpResponse ShowCredit(Context& context, const Call& call) {
  const auto credit = context.world.Lock()->invoice.CreditOf(call.Path("id"));
  return JsonAnswer({{"micro_dollars", credit ? json::value(*credit) : json::value()}});
}

}  // namespace

std::vector<Route> BillingControlRoutes() {
  return {{"GET", "/sim/v1/invoice", Access::kOpen, &ShowInvoice},
          {"PUT", "/sim/v1/apps/:id/credit", Access::kOpen, &SetCredit},
          {"GET", "/sim/v1/apps/:id/credit", Access::kOpen, &ShowCredit}};
}

}  // namespace xsim
