// The last character written says whether a comma is due.
#include "plugin_api/cpp/json_text.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include <boost/json/serialize.hpp>

namespace chp {
namespace {

using EightBytes = std::uint64_t;
constexpr EightBytes kOnes = 0x0101010101010101;
constexpr EightBytes kHighBits = 0x80 * kOnes;

EightBytes EightBytesAt(const char* bytes) {
  EightBytes read = 0;
  std::memcpy(&read, bytes, sizeof read);
  return read;
}

// The high bit of a byte is set if a byte below `limit`, which is at most 0x80, is among them.
constexpr EightBytes AnyBelow(EightBytes bytes, EightBytes limit) {
  return (bytes - limit * kOnes) & ~bytes;
}
constexpr EightBytes AnyEscape(EightBytes bytes) {
  return AnyBelow(bytes, 0x20) | AnyBelow(bytes ^ ('"' * kOnes), 1) |
         AnyBelow(bytes ^ ('\\' * kOnes), 1);
}

bool NeedsEscape(std::string_view text) {
  if (text.size() < sizeof(EightBytes)) {
    std::array<char, sizeof(EightBytes)> padded;
    padded.fill(' ');
    std::copy(text.begin(), text.end(), padded.begin());
    return (AnyEscape(EightBytesAt(padded.data())) & kHighBits) != 0;
  }
  const char* const last = text.data() + text.size() - sizeof(EightBytes);
  EightBytes found = AnyEscape(EightBytesAt(last));  // some of its bytes may be looked at twice
  for (const char* at = text.data(); at < last; at += sizeof(EightBytes))
    found |= AnyEscape(EightBytesAt(at));
  return (found & kHighBits) != 0;
}

bool HasControls(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) < 0x20; });
}

char* CopyQuoted(std::string_view text, char* to) {
  for (const char byte : text) {
    if (byte == '"' || byte == '\\') *to++ = '\\';
    *to++ = byte;
  }
  return to;
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

// JSON inside of a text is full of quotes. Few texts need other escapes; what those look like is
// the library's business.
JsonText& JsonText::Text(std::string_view value) {
  const bool escapes = NeedsEscape(value);
  if (escapes && HasControls(value)) {
    return Raw(boost::json::serialize(boost::json::string_view(value)));
  }
  char* to = Begin(2 + (escapes ? 2 * value.size() : value.size()));
  *to++ = '"';
  to = escapes ? CopyQuoted(value, to) : std::copy(value.begin(), value.end(), to);
  *to++ = '"';
  size_ = static_cast<std::size_t>(to - text_.data());
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
