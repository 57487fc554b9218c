// How turns of polls end.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/http/rate_limits.hpp"

namespace twitter {

inline chp::Error PollAgain(std::int64_t after_ms, std::string_view reason,
                            std::string_view sentence) {
  return {.code = chp::Code::kAgain,
          .reason = std::string(reason),
          .message = std::string(sentence),
          .retry_after_ms = std::max<std::int64_t>(after_ms, 1)};
}

inline chp::Error NextTurn(std::int64_t interval_ms) {
  return PollAgain(interval_ms, "poll.next_turn",
                   "Everything there is has been read; the next turn comes later.");
}

inline chp::Error Interrupted() {
  return PollAgain(0, "poll.interrupted", "There is more to read; it goes on at once.");
}

// Requests of a window that are left to others of the same account.
inline constexpr std::int64_t kLeftToOthers = 5;

// Nothing while requests are left beyond `left_to_others`, which other work of the account needs.
inline std::optional<chp::Error> WhenUsedUp(const RateLimit& limit, std::int64_t left_to_others,
                                            std::int64_t now_ms) {
  const bool used_up = limit.remaining && *limit.remaining <= left_to_others;
  if (!used_up || !limit.reset_ms || *limit.reset_ms <= now_ms) return std::nullopt;
  return PollAgain(*limit.reset_ms - now_ms, "poll.rate_limit",
                   "X's limit of reads is used up; the rest follows when it is reset.");
}

}  // namespace twitter
