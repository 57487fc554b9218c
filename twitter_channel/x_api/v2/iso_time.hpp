// Times as today's API writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace twitter {

// "2026-08-12T18:00:00.000Z" in milliseconds since the epoch; the fraction may be absent or have up
// to three digits.
std::optional<std::int64_t> ParseIsoTime(std::string_view text);
// "2026-08-12T18:00:00Z": X's parameters take whole seconds; what is beyond is cut off.
std::string IsoSeconds(std::int64_t epoch_ms);

}  // namespace twitter
