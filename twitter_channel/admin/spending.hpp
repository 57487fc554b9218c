// Whether the connection may still spend: its budget of the day and its credit at X.
#pragma once

#include <cstdint>
#include <string>

#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/request_guard.hpp"

namespace twitter {

struct Spending {
  std::int64_t today_micros = 0;
  std::int64_t budget_micros = 0;  // 0: none
  // "app.budget_used_up", "app.budget_nearly_used" (four fifths), "x.out_of_credit"; empty: all is
  // well.
  std::string reason = {};
  std::string message = {};
};

// From what is known in memory; asks nobody.
Spending SpendingOf(const Config& config, const RequestGuard& guard);

}  // namespace twitter
