#include "twitter_channel/admin/spending.hpp"

#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {

Spending SpendingOf(const Config& config, const RequestGuard& guard) {
  const App& app = config.app;
  Spending spending{.today_micros = CostOf(guard.costs().LastKnownToday(), app.plan),
                    .budget_micros = app.daily_budget_micros};
  const std::string of_budget =
      Dollars(spending.today_micros) + " of today's budget of " + Dollars(spending.budget_micros);
  if (guard.credit().closed_until_ms()) {
    spending.reason = reason::kOutOfCredit;
    spending.message =
        "The app's credit at X is used up: everything waits. Buy credit in the developer console.";
  } else if (spending.budget_micros == 0) {
    return spending;
  } else if (spending.today_micros >= spending.budget_micros) {
    spending.reason = "app.budget_used_up";
    spending.message = of_budget + " are spent: everything that costs money waits until 00:00 UTC.";
  } else if (spending.today_micros >= spending.budget_micros / 5 * 4) {
    spending.reason = "app.budget_nearly_used";
    spending.message = of_budget + " are spent; at the whole of it everything waits.";
  }
  return spending;
}

}  // namespace twitter
