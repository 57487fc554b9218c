// Times are milliseconds since 1970-01-01 UTC; here is how X writes them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace xsim {

// Milliseconds since the epoch. A parameter everywhere, so that tests can turn it.
using Clock = std::function<std::int64_t()>;
std::int64_t SystemMilliseconds();

// "Mon May 19 14:01:46 +0000 2025", the created_at of API v1.1.
std::string LegacyTime(std::int64_t milliseconds);
// "2025-01-15T12:00:00Z".
std::string IsoTime(std::int64_t milliseconds);
// "2018-05-24T09:48:12+00:00", used by user_event (x_api.md 2.6).
std::string IsoTimeWithOffset(std::int64_t milliseconds);

}  // namespace xsim
