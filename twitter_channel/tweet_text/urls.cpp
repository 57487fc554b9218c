// Finding links with a protocol, by the character classes of twitter-text (x_api.md 6).
#include "twitter_channel/tweet_text/urls.hpp"

#include <array>
#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "twitter_channel/tweet_text/characters.hpp"

namespace twitter {
namespace {

constexpr std::array<std::string_view, 2> kProtocols = {"https://", "http://"};

char LowerAscii(char character) {
  return character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32) : character;
}

bool StartsWithIgnoringCase(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t index = 0; index < prefix.size(); ++index) {
    if (LowerAscii(text[index]) != prefix[index]) return false;
  }
  return true;
}

// Latin with accents and Cyrillic: the only letters beyond ASCII that X links.
bool IsLinkedLetter(UChar32 character) {
  return character >= 0xC0 && character < 0x530 && u_isalpha(character) != 0;
}

bool IsInsideUrl(UChar32 character) {
  constexpr std::string_view kPunctuation = "!*';:=+,.$/%#[]-_~@|&()?";
  if (IsAsciiAlphanumeric(character) || IsLinkedLetter(character)) return true;
  return character < 0x80 &&
         kPunctuation.find(static_cast<char>(character)) != std::string_view::npos;
}

bool MayEndUrl(UChar32 character) {
  constexpr std::string_view kPunctuation = "=_#/+-&";
  if (IsAsciiAlphanumeric(character) || IsLinkedLetter(character)) return true;
  return character < 0x80 &&
         kPunctuation.find(static_cast<char>(character)) != std::string_view::npos;
}

// A protocol in the middle of a word, a handle or a tag does not begin a link.
bool MayPrecedeUrl(std::string_view text, std::size_t position) {
  if (position == 0) return true;
  const char before = text[position - 1];
  return !IsAsciiAlphanumeric(static_cast<unsigned char>(before)) && before != '@' &&
         before != '#' && before != '$';
}

// The code point at `position`, which moves behind it; negative when the bytes are no UTF-8.
UChar32 Next(std::string_view text, std::int32_t& position) {  // NOLINT(readability-function-size)
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 character = 0;
  U8_NEXT(bytes, position, static_cast<std::int32_t>(text.size()), character);
  return character;
}

// The end of the link whose host begins at `begin`; `begin` itself when there is no host.
std::size_t UrlEnd(std::string_view text, std::size_t begin) {
  const auto length = static_cast<std::int32_t>(text.size());
  auto position = static_cast<std::int32_t>(begin);
  std::int32_t end = position;
  int open_parentheses = 0;
  while (position < length) {
    const UChar32 character = Next(text, position);
    if (character < 0 || !IsInsideUrl(character)) break;
    if (character == '(') ++open_parentheses;
    const bool closes = character == ')' && open_parentheses > 0;
    if (closes) --open_parentheses;
    if (closes || MayEndUrl(character)) end = position;
  }
  return static_cast<std::size_t>(end);
}

std::size_t ProtocolLength(std::string_view text) {
  for (std::string_view protocol : kProtocols) {
    if (StartsWithIgnoringCase(text, protocol)) return protocol.size();
  }
  return 0;
}

bool BeginsHost(std::string_view text) {
  if (text.empty()) return false;
  std::int32_t position = 0;
  const UChar32 character = Next(text, position);
  return character >= 0 && (IsAsciiAlphanumeric(character) || IsLinkedLetter(character));
}

}  // namespace

std::vector<ByteRange> FindUrls(std::string_view text) {
  std::vector<ByteRange> found;
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t protocol = ProtocolLength(text.substr(position));
    const std::size_t host = position + protocol;
    if (protocol == 0 || !MayPrecedeUrl(text, position) || !BeginsHost(text.substr(host))) {
      ++position;
      continue;
    }
    const std::size_t end = UrlEnd(text, host);
    found.push_back({position, end});
    position = end;
  }
  return found;
}

}  // namespace twitter
