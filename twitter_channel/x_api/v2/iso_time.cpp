// Fixed positions; the only variable part is the fraction of a second.
#include "twitter_channel/x_api/v2/iso_time.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace twitter {
namespace {

constexpr std::size_t kSecondsEnd = 19;  // 2026-08-12T18:00:00
constexpr std::string_view kPattern = "dddd-dd-ddTdd:dd:dd";

bool IsDigit(char byte) { return byte >= '0' && byte <= '9'; }

bool HasPattern(std::string_view text) {
  if (text.size() < kPattern.size()) return false;
  for (std::size_t i = 0; i < kPattern.size(); ++i) {
    if (kPattern[i] == 'd' ? !IsDigit(text[i]) : text[i] != kPattern[i]) return false;
  }
  return true;
}

// Digits only, at most four.
int Number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// "Z", ".5Z", ".500Z"
std::optional<int> FractionMs(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() < 3 || text.size() > 5 || text.front() != '.' || text.back() != 'Z') {
    return std::nullopt;
  }
  int ms = 0;
  int unit = 100;
  for (const char digit : text.substr(1, text.size() - 2)) {
    if (!IsDigit(digit)) return std::nullopt;
    ms += (digit - '0') * unit;
    unit /= 10;
  }
  return ms;
}

}  // namespace

std::optional<std::int64_t> ParseIsoTime(std::string_view text) {
  if (!HasPattern(text)) return std::nullopt;
  const auto fraction_ms = FractionMs(text.substr(kSecondsEnd));
  const std::chrono::year_month_day date{
      std::chrono::year(Number(text.substr(0, 4))),
      std::chrono::month(static_cast<unsigned>(Number(text.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(Number(text.substr(8, 2))))};
  const int hour = Number(text.substr(11, 2));
  const int minute = Number(text.substr(14, 2));
  const int second = Number(text.substr(17, 2));
  if (!fraction_ms || !date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const auto time = std::chrono::sys_days(date) + std::chrono::hours(hour) +
                    std::chrono::minutes(minute) + std::chrono::seconds(second) +
                    std::chrono::milliseconds(*fraction_ms);
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

std::string IsoSeconds(std::int64_t epoch_ms) {
  using std::chrono::floor;
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(epoch_ms)};
  const auto day = floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(floor<std::chrono::seconds>(time - day));
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

}  // namespace twitter
