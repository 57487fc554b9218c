// A message that the host has kept -> what the router looks at, so that changed rules can be tried
// on it (plugin_abi.md A18). The inverse of the normaliser as far as routing goes: the router says
// of the result what it said of the original.
#pragma once

#include <optional>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/inbound/router.hpp"

namespace twitter {

// Nothing when the message's context is not ours or damaged.
std::optional<Routing> RouteStored(const chp::Message& message, const Account& account);

// The message as it would be delivered with this routing, with what is then left to do.
chp::Message Rerouted(chp::Message message, const Routing& routing);

}  // namespace twitter
