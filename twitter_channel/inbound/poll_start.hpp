// Where a turn of reading a list of X begins.
#pragma once

#include <cstdint>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/inbound/poll_place.hpp"
#include "twitter_channel/inbound/poll_plan.hpp"

namespace twitter {

struct PollStart {
  PollPlace place;
  bool one_page = false;    // the first turn where X sends no events reads no more
  bool only_marks = false;  // nothing is read: beside events reading begins here, at the next turn
};

// `stored` is what earlier turns left; `outage_ms` the time to catch up from, 0: none.
PollStart StartOf(PollPlace stored, const PollPlan& plan, const Account& account,
                  std::int64_t outage_ms, std::int64_t now_ms);

// Has all lists of an account read, after an outage that began then. A list without a turn so far
// is marked to begin there, because its job may be replaced before it runs: a change of the
// configuration schedules jobs of the same ids.
chp::Result<void> PlanCatchUp(const chp::HostPorts& host, const Config& config,
                              const Account& account, std::int64_t since_ms);

}  // namespace twitter
