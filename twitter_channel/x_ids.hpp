// Ids of X are decimal strings of up to 19 digits that grow with time (x_api.md 9): they are
// compared as numbers, and never become any.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace twitter {

// Ids hold milliseconds since then (4 November 2010), above 22 bits that do not count time.
inline constexpr std::int64_t kIdEpochMs = 1'288'834'974'657;
inline constexpr int kIdBitsBelowTime = 22;

// By value; no leading zeros, any length.
bool IsLowerId(std::string_view a, std::string_view b);
// The lowest id that can have been given at this time; "0" before X's ids held a time.
std::string LowestIdAt(std::int64_t time_ms);
// "1,2,3", as X takes several.
std::string JoinIds(std::span<const std::string> ids);

}  // namespace twitter
