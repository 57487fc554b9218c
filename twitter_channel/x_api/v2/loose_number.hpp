// Numbers of today's API that describe and decide nothing: X writes each as a number and again as
// digits, under "<name>_str" (x_api.md 2.7).
#pragma once

#include <cstdint>
#include <string_view>

#include "twitter_channel/x_api/json_node.hpp"

namespace twitter {

// Whichever of the two can be read; 0 when neither can.
std::int64_t LooseNumber(const JsonNode& object, std::string_view name);

}  // namespace twitter
