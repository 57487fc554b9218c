// The headers by name.
#include "twitter_channel/http/rate_limits.hpp"

#include <algorithm>
#include <charconv>

namespace twitter {
namespace {

struct Window {
  std::string_view remaining;
  std::string_view reset;
};
constexpr Window kWindows[] = {{"x-rate-limit-remaining", "x-rate-limit-reset"},
                               {"x-user-limit-24hour-remaining", "x-user-limit-24hour-reset"},
                               {"x-app-limit-24hour-remaining", "x-app-limit-24hour-reset"}};
constexpr std::int64_t kLargest = 100'000'000'000;

}  // namespace

std::optional<std::int64_t> HeaderNumber(const HttpResponse& response, std::string_view name) {
  const std::string_view text = response.Header(name);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = !text.empty() && error == std::errc{} && end == text.data() + text.size();
  return whole && number >= 0 && number <= kLargest ? std::optional(number) : std::nullopt;
}

RateLimit RateLimitOf(const HttpResponse& response) {
  RateLimit limit;
  limit.remaining = HeaderNumber(response, kWindows[0].remaining);
  if (const auto seconds = HeaderNumber(response, kWindows[0].reset)) {
    limit.reset_ms = *seconds * 1000;
  }
  return limit;
}

std::optional<std::int64_t> ExhaustedUntilMs(const HttpResponse& response) {
  std::optional<std::int64_t> latest;
  for (const Window& window : kWindows) {
    const auto reset = HeaderNumber(response, window.reset);
    if (!reset || HeaderNumber(response, window.remaining).value_or(0) > 0) continue;
    latest = std::max(latest.value_or(0), *reset * 1000);
  }
  return latest;
}

}  // namespace twitter
