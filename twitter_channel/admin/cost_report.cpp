#include "twitter_channel/admin/cost_report.hpp"

#include <string_view>

#include <boost/json.hpp>

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::int64_t kSecondMs = 1'000;

std::string NameOf(const Config& config, std::string_view account_id) {
  if (account_id.empty()) return "the app itself";
  const Account* account = config.ById(account_id);
  return account == nullptr ? "removed account " + std::string(account_id)
                            : "@" + account->screen_name;
}

// "3 posts read, 1 direct messages sent".
std::string InWords(const Bill& bill) {
  std::string words;
  for (std::size_t index = 0; index < kCharges; ++index) {
    if (bill.counts[index] == 0) continue;
    if (!words.empty()) words += ", ";
    words += std::to_string(bill.counts[index]) + " ";
    words += ChargeLabel(static_cast<Charge>(index));
  }
  return words;
}

// X bills what a poll finds, and nothing when it finds nothing.
json::object PollRow(const PollPrice& poll, const Plan& plan) {
  return {{"account", "@" + poll.account},
          {"what", poll.what},
          {"every", std::to_string(poll.interval_ms / kSecondMs) + " s"},
          {"cost", "nothing when nothing is new; up to " +
                       Dollars(plan.PriceOf(poll.item) + plan.PriceOf(Charge::kUserRead)) +
                       " for each one found, its author included"}};
}

}  // namespace

chp::Result<std::string> CostReport(const Config& config, const std::vector<PollPrice>& polls,
                                    CostMeter& costs) {
  const auto days = costs.Days();
  if (!days) return days.error();
  const Plan& plan = config.app.plan;
  json::array rows;
  std::int64_t sum = 0;
  for (const DayBill& each : *days) {
    const std::int64_t cost = CostOf(each.bill, plan);
    sum += cost;
    rows.push_back(json::object{{"day", each.day},
                                {"account", NameOf(config, each.account_id)},
                                {"cost", Dollars(cost)},
                                {"micro_dollars", cost},
                                {"what", InWords(each.bill)}});
  }
  json::array poll_rows;
  for (const PollPrice& poll : polls) poll_rows.push_back(PollRow(poll, plan));
  const std::string budget = config.app.daily_budget_micros == 0
                                 ? "none"
                                 : Dollars(config.app.daily_budget_micros) + " a day";
  return json::serialize(json::object{
      {"plan", plan.label},
      {"as_of", plan.as_of},
      {"budget", budget},
      {"summary", Dollars(sum) + " in the last 40 days, estimated by the prices of " + plan.as_of},
      {"days", std::move(rows)},
      {"polls", std::move(poll_rows)}});
}

std::map<std::string, std::uint64_t> BilledByKind(const Bill& bill) {
  std::map<std::string, std::uint64_t> counts;
  for (std::size_t index = 0; index < kCharges; ++index) {
    if (bill.counts[index] == 0) continue;
    const std::string name(ChargeName(static_cast<Charge>(index)));
    counts[name] = static_cast<std::uint64_t>(bill.counts[index]);
  }
  return counts;
}

std::map<std::string, std::uint64_t> CostsByKind(const Bill& bill, const Plan& plan) {
  std::map<std::string, std::uint64_t> costs;
  for (std::size_t index = 0; index < kCharges; ++index) {
    const std::int64_t cost = bill.counts[index] * plan.prices[index];
    if (cost == 0) continue;
    costs[std::string(ChargeName(static_cast<Charge>(index)))] = static_cast<std::uint64_t>(cost);
  }
  return costs;
}

}  // namespace twitter
