// The bound of tests that measure from a cancellation to the return of the call.
#pragma once

#include <chrono>

namespace twitter::testing {

// The promise is a second. A sanitizer slows the processor's share of it down many times (reading
// the system's certificates above all), not the waiting that is measured.
#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
inline constexpr std::chrono::milliseconds kWithinASecond{5'000};
#else
inline constexpr std::chrono::milliseconds kWithinASecond{1'000};
#endif

}  // namespace twitter::testing
