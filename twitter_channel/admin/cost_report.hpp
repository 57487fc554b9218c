// What the connection has cost at X, and what its polls will: the action costs.report.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/cost_meter.hpp"

namespace twitter {

// {"plan", "as_of", "budget", "summary",
//  "days": [{"day", "account", "cost", "micro_dollars", "what"}], newest first, 40 days,
//  "polls": [{"account", "what", "every", "cost"}]}
// Costs are estimates by the plan's prices; "account" is a handle, or "the app itself".
chp::Result<std::string> CostReport(const Config& config, const std::vector<PollPrice>& polls,
                                    CostMeter& costs);

// By the names of plans.hpp, for metrics; kinds that never occurred are left out.
std::map<std::string, std::uint64_t> BilledByKind(const Bill& bill);
std::map<std::string, std::uint64_t> CostsByKind(const Bill& bill, const Plan& plan);

}  // namespace twitter
