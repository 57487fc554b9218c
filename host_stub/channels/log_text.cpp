// Escaping for the log.
#include "host_stub/channels/log_text.hpp"

#include "plugin_api/cpp/text.hpp"

namespace stub {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

bool IsControl(unsigned char byte) { return byte < 0x20 || byte == 0x7f; }

void AppendEscaped(std::string& line, unsigned char byte) {
  line += "\\x";
  line += kHexDigits[byte >> 4];
  line += kHexDigits[byte & 0x0f];
}

// Start of the last character that would be cut in two.
std::size_t CharacterBorder(std::string_view text, std::size_t position) {
  while (position > 0 && (static_cast<unsigned char>(text[position]) & 0xc0) == 0x80) --position;
  return position;
}

}  // namespace

std::string LogText(std::string_view text, std::size_t longest) {
  const bool cut = text.size() > longest;
  if (cut) text = text.substr(0, CharacterBorder(text, longest));
  const bool is_utf8 = chp::IsUtf8(text);
  std::string line;
  line.reserve(text.size());
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (IsControl(byte) || (!is_utf8 && byte >= 0x80)) {
      AppendEscaped(line, byte);
    } else {
      line += character;
    }
  }
  if (cut) line += " [cut]";
  return line;
}

}  // namespace stub
