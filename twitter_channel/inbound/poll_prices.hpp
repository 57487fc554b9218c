// What the polls of a connection cost, for people who look at the bill.
#pragma once

#include <vector>

#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/billing.hpp"

namespace twitter {

// One for each account and kind of poll that runs.
std::vector<PollPrice> PollPricesOf(const Config& config);

}  // namespace twitter
