// Whether a delivered message can be kept: the host's own rules, whatever the channel says.
#pragma once

#include <optional>
#include <string>

#include "host_stub/manifest.hpp"
#include "host_stub/model.hpp"

namespace stub {

// Longest id of the remote side. Source: channel_types.h.
inline constexpr std::size_t kLongestExternalId = 63;

// A stable reason token when it must be refused.
std::optional<std::string> ReasonToRefuse(const chp::Message& message, const Manifest& manifest);

// The person a message is about: the customer, else its author; of an own message its first
// recipient.
const chp::Party& PersonAbout(const chp::Message& message);

}  // namespace stub
