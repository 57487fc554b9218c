#include "tests/x_simulator/base/time_text.hpp"

#include <array>
#include <chrono>
#include <ctime>

namespace xsim {
namespace {

std::string Format(const char* format, std::int64_t milliseconds) {
  const std::time_t seconds = static_cast<std::time_t>(milliseconds / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  // The program never calls setlocale, so names of days and months are English.
  const std::size_t size = std::strftime(text.data(), text.size(), format, &parts);
  return std::string(text.data(), size);
}

}  // namespace

std::int64_t SystemMilliseconds() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::string LegacyTime(std::int64_t milliseconds) {
  return Format("%a %b %d %H:%M:%S +0000 %Y", milliseconds);
}

std::string IsoTime(std::int64_t milliseconds) { return Format("%FT%TZ", milliseconds); }

std::string IsoTimeWithOffset(std::int64_t milliseconds) {
  return Format("%FT%T+00:00", milliseconds);
}

}  // namespace xsim
