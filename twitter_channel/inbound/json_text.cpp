// The last character written says whether a comma is due.
#include "twitter_channel/inbound/json_text.hpp"

#include <algorithm>

#include <boost/json/serialize.hpp>

namespace twitter {
namespace {

// An object, not a function: algorithms inline its calls.
constexpr auto kNeedsEscape = [](char byte) {
  return byte == '"' || byte == '\\' || static_cast<unsigned char>(byte) < 0x20;
};

}  // namespace

JsonText& JsonText::Name(std::string_view name) {
  Separate();
  text_.append(1, '"').append(name).append("\":");
  return *this;
}

// Few texts need an escape; what one looks like is the library's business.
JsonText& JsonText::Text(std::string_view value) {
  if (std::any_of(value.begin(), value.end(), kNeedsEscape)) {
    return Raw(boost::json::serialize(boost::json::string_view(value)));
  }
  Separate();
  text_.append(1, '"').append(value).append(1, '"');
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
