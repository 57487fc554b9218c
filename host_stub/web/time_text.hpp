// Times as the REST API writes them.
#pragma once

#include <cstdint>
#include <string>

namespace stub {

// "2026-11-22T13:30:44.000Z"; years 0 to 9999.
std::string IsoTime(std::int64_t utc_ms);

}  // namespace stub
