// What X says about how often it may be asked (x_api.md 3.4): headers of every answer, also of a
// refusal. X counts per account and endpoint, in windows of 15 minutes, and some writes per day.
#pragma once

#include <cstdint>
#include <optional>

#include "twitter_channel/http/http_client.hpp"

namespace twitter {

struct RateLimit {
  std::optional<std::int64_t> remaining;  // requests of this kind until `reset_ms`
  std::optional<std::int64_t> reset_ms;   // UTC
  bool operator==(const RateLimit&) const = default;
};

// Of the 15-minute window. Numbers that make no sense are left out.
RateLimit RateLimitOf(const HttpResponse& response);

// When the windows that are used up have all been reset; nothing when X names none.
std::optional<std::int64_t> ExhaustedUntilMs(const HttpResponse& response);

// A header that is a whole number from 0 to 10^11 (seconds are turned into milliseconds without
// overflow).
std::optional<std::int64_t> HeaderNumber(const HttpResponse& response, std::string_view name);

}  // namespace twitter
