// The webhook's answers to X: JSON, and errors as {"error": "sentence"}.
#pragma once

#include <cstdint>
#include <string_view>

#include "plugin_api/cpp/channel.hpp"

namespace twitter {

chp::InboundResponse Accepted();  // 200 {}
chp::InboundResponse Refused(std::uint32_t status, std::string_view sentence);

}  // namespace twitter
