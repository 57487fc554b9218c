// The times of X API v1.1.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace twitter {

// "Mon May 19 14:01:46 +0000 2025" in milliseconds since the epoch; the offset is honoured.
std::optional<std::int64_t> ParseV11Time(std::string_view text);
// When the object with this id was made: ids carry their time since 4 November 2010 (x_api.md 9).
// 0 for older ids and for anything that is not an id.
std::int64_t TimeOfId(std::string_view id);

}  // namespace twitter
