// The last character written says whether a comma is due.
#include "twitter_channel/inbound/json_text.hpp"

#include <algorithm>

namespace twitter {
namespace {

// Objects, not functions: algorithms inline their calls.
constexpr auto kNeedsEscape = [](char byte) {
  return byte == '"' || byte == '\\' || static_cast<unsigned char>(byte) < 0x20;
};

void AppendEscaped(char byte, std::string& text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(byte);
  if (byte == '"' || byte == '\\') {
    text += {'\\', byte};
  } else {
    text += {'\\', 'u', '0', '0', kDigits[code >> 4], kDigits[code & 0x0F]};
  }
}

}  // namespace

JsonText& JsonText::Name(std::string_view name) {
  Separate();
  text_.append(1, '"').append(name).append("\":");
  return *this;
}

JsonText& JsonText::Text(std::string_view value) {
  Separate();
  text_ += '"';
  while (!value.empty()) {
    const auto stop = std::find_if(value.begin(), value.end(), kNeedsEscape);
    const auto plain = static_cast<std::size_t>(stop - value.begin());
    text_ += value.substr(0, plain);
    value.remove_prefix(plain);
    if (value.empty()) break;
    AppendEscaped(value.front(), text_);
    value.remove_prefix(1);
  }
  text_ += '"';
  return *this;
}

JsonText& JsonText::Raw(std::string_view json) {
  Separate();
  text_ += json;
  return *this;
}

JsonText& JsonText::Open(char bracket) {
  Separate();
  text_ += bracket;
  return *this;
}

JsonText& JsonText::Close(char bracket) {
  text_ += bracket;
  return *this;
}

// Inside of a text the last character is its closing quote, never one of these.
void JsonText::Separate() {
  if (text_.empty()) return;
  const char last = text_.back();
  if (last != '{' && last != '[' && last != ':') text_ += ',';
}

}  // namespace twitter
