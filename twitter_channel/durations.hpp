// Lengths of time in milliseconds.
#pragma once

#include <cstdint>

namespace twitter {

inline constexpr std::int64_t kAtOnceMs = 1;  // how long a kAgain waits that need not wait
inline constexpr std::int64_t kHourMs = 3'600'000;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

}  // namespace twitter
