// Fixed-width time texts and the clock inside ids.
#include "twitter_channel/x_api/v1_1/time.hpp"

#include <charconv>
#include <chrono>
#include <cstddef>

#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

// Ids were counted from 1 before they held a time; the first that does is above this.
constexpr std::int64_t kFirstTimedId = 29'700'859'247;

std::optional<int> Digits(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && value >= 0;
  return whole ? std::optional(value) : std::nullopt;
}

std::optional<unsigned> MonthOf(std::string_view name) {
  constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const std::size_t at = kMonths.find(name);
  if (name.size() != 3 || at == std::string_view::npos || at % 3 != 0) return std::nullopt;
  return static_cast<unsigned>(at / 3 + 1);
}

// "+0130" in minutes.
std::optional<int> OffsetOf(std::string_view text) {
  const auto hours = Digits(text.substr(1, 2));
  const auto minutes = Digits(text.substr(3, 2));
  if (!hours || !minutes || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const int offset = *hours * 60 + *minutes;
  return text[0] == '-' ? -offset : offset;
}

}  // namespace

std::optional<std::int64_t> ParseV11Time(std::string_view text) {
  //          1         2
  // 012345678901234567890123456789
  // Mon May 19 14:01:46 +0000 2025
  if (text.size() != 30 || text[13] != ':' || text[16] != ':') return std::nullopt;
  const auto month = MonthOf(text.substr(4, 3));
  const auto day = Digits(text.substr(8, 2));
  const auto hour = Digits(text.substr(11, 2));
  const auto minute = Digits(text.substr(14, 2));
  const auto second = Digits(text.substr(17, 2));
  const auto offset = OffsetOf(text.substr(20, 5));
  const auto year = Digits(text.substr(26, 4));
  if (!month || !day || !hour || !minute || !second || !offset || !year) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;

  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(*month),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  const auto time = std::chrono::sys_days(date) + std::chrono::hours(*hour) +
                    std::chrono::minutes(*minute - *offset) + std::chrono::seconds(*second);
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

std::int64_t TimeOfId(std::string_view id) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  if (error != std::errc{} || end != id.data() + id.size() || number < kFirstTimedId) return 0;
  return (number >> kIdBitsBelowTime) + kIdEpochMs;
}

}  // namespace twitter
