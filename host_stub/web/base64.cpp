#include "host_stub/web/base64.hpp"

#include <array>
#include <cstdint>

namespace stub {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> ValuesOfDigits() {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t value = 0; value < kDigits.size(); ++value) {
    values[static_cast<unsigned char>(kDigits[value])] = static_cast<std::int8_t>(value);
  }
  return values;
}

constexpr auto kValues = ValuesOfDigits();

}  // namespace

std::string Base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view group = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t each = 0; each < 3; ++each) {
      bits = bits << 8 | (each < group.size() ? static_cast<unsigned char>(group[each]) : 0U);
    }
    std::array<char, 4> digits{};
    for (std::size_t each = 0; each < 4; ++each)
      digits[each] = kDigits[bits >> (18 - 6 * each) & 63U];
    text.append(digits.data(), group.size() + 1);
    text.append(3 - group.size(), '=');
  }
  return text;
}

std::optional<std::string> FromBase64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  std::size_t digits = 0;
  std::size_t padding = 0;
  for (const char digit : text) {
    if (digit == '\r' || digit == '\n') continue;
    if (digit == '=') {
      ++padding;
      continue;
    }
    const std::int8_t value = kValues[static_cast<unsigned char>(digit)];
    if (value < 0 || padding > 0) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    const std::size_t in_group = ++digits % 4;
    if (in_group == 1) continue;  // six bits are no byte yet
    bytes += static_cast<char>(bits >> ((4 - in_group) % 4 * 2) & 0xFFU);
  }
  return (digits + padding) % 4 == 0 && padding <= 2 ? std::optional(std::move(bytes))
                                                     : std::nullopt;
}

}  // namespace stub
