// The last character written says whether a comma is due.
#include "plugin_api/cpp/json_text.hpp"

#include <algorithm>

#include <boost/json/serialize.hpp>

namespace chp {
namespace {

// Looks at every byte without a branch, which the compiler turns into looking at sixteen at once.
bool NeedsEscape(std::string_view text) {
  std::uint8_t needs = 0;  // as wide as what it is made from
  for (const char byte : text) {
    const auto is_control = static_cast<std::uint8_t>(static_cast<std::uint8_t>(byte) < 0x20);
    const auto is_special =
        static_cast<std::uint8_t>(static_cast<int>(byte == '"') | static_cast<int>(byte == '\\'));
    needs = static_cast<std::uint8_t>(needs | is_control | is_special);
  }
  return needs != 0;
}

}  // namespace

JsonText& JsonText::Name(std::string_view name) {
  char* to = Begin(name.size() + 3);
  *to++ = '"';
  to = std::copy(name.begin(), name.end(), to);
  *to++ = '"';
  *to = ':';
  return *this;
}

// Few texts need an escape; what one looks like is the library's business.
JsonText& JsonText::Text(std::string_view value) {
  if (NeedsEscape(value)) {
    return Raw(boost::json::serialize(boost::json::string_view(value)));
  }
  char* to = Begin(value.size() + 2);
  *to++ = '"';
  to = std::copy(value.begin(), value.end(), to);
  *to = '"';
  return *this;
}

JsonText& JsonText::Raw(std::string_view json) {
  std::copy(json.begin(), json.end(), Begin(json.size()));
  return *this;
}

JsonText& JsonText::Open(char bracket) {
  *Begin(1) = bracket;
  return *this;
}

JsonText& JsonText::Close(char bracket) {
  if (size_ == text_.size()) text_.push_back('\0');
  text_[size_++] = bracket;
  return *this;
}

// Inside of a text the last character is its closing quote, never one of these.
char* JsonText::Begin(std::size_t bytes) {
  if (text_.size() - size_ <= bytes) text_.resize(2 * (size_ + bytes) + 1);
  const char last = size_ == 0 ? '[' : text_[size_ - 1];
  if (last != '{' && last != '[' && last != ':') text_[size_++] = ',';
  char* const to = text_.data() + size_;
  size_ += bytes;
  return to;
}

}  // namespace chp
