#include "host_stub/web/base64.hpp"

#include <array>
#include <cstdint>

namespace stub {

std::string Base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
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

}  // namespace stub
