#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {
namespace {

struct Lead {
  int following = -1;  // bytes after the first, -1: not a first byte
  char32_t bits = 0;
  char32_t smallest = 0;  // below it the encoding is longer than needed
};

Lead ReadLead(unsigned char byte) {
  if (byte < 0x80) return {0, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return {1, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {2, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {3, byte & 0x07U, 0x10000};
  return {};
}

}  // namespace

std::optional<std::u32string> DecodeUtf8(std::string_view bytes) {
  std::u32string text;
  std::size_t i = 0;
  while (i < bytes.size()) {
    const Lead lead = ReadLead(static_cast<unsigned char>(bytes[i++]));
    if (lead.following < 0) return std::nullopt;
    char32_t point = lead.bits;
    for (int k = 0; k < lead.following; ++k) {
      if (i == bytes.size()) return std::nullopt;
      const auto byte = static_cast<unsigned char>(bytes[i++]);
      if ((byte & 0xC0) != 0x80) return std::nullopt;
      point = point << 6 | (byte & 0x3FU);
    }
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    if (point < lead.smallest || point > 0x10FFFF || surrogate) return std::nullopt;
    text += point;
  }
  return text;
}

std::string EncodeUtf8(std::u32string_view text) {
  std::string bytes;
  for (const char32_t point : text) {
    if (point < 0x80) {
      bytes += static_cast<char>(point);
      continue;
    }
    const int following = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    const unsigned lead_mark = following == 1 ? 0xC0 : following == 2 ? 0xE0 : 0xF0;
    bytes += static_cast<char>(lead_mark | point >> (6 * following));
    for (int k = following - 1; k >= 0; --k) {
      bytes += static_cast<char>(0x80U | (point >> (6 * k) & 0x3FU));
    }
  }
  return bytes;
}

bool IsValidUtf8(std::string_view bytes) { return DecodeUtf8(bytes).has_value(); }

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

}  // namespace xsim
