// The events of one webhook body -> one batch for the host.
#pragma once

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"

namespace twitter {

// Pure. Events that store nothing (reposts that are switched off, kinds that make no message,
// revocations) leave no trace in the batch.
chp::Batch BatchOf(std::vector<Event> events, const Account& account, const Config& config);

}  // namespace twitter
