// What X bills for delivering events (x_api.md 2.1).
#pragma once

#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/x_api/billing.hpp"

namespace twitter {

// Of one body that came for `account`: each post that is delivered, and messages to us; what the
// account wrote privately itself is free.
Bill BillOfEvents(const EventBody& body, const Account& account);

}  // namespace twitter
