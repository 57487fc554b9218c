// Ports, paths and queries by the character classes of twitter-text.
#include "twitter_channel/tweet_text/url_tail.hpp"

#include "twitter_channel/tweet_text/characters.hpp"
#include "twitter_channel/tweet_text/code_points.hpp"

namespace twitter {
namespace {

constexpr UChar32 kEnDash = 0x2013;

bool IsPathLetter(UChar32 character) {
  return IsAsciiAlphanumeric(character) || IsLatinAccentOfAnyCase(character) ||
         IsCyrillicOfAnyCase(character);
}

bool IsPathCharacter(UChar32 character) {
  return IsPathLetter(character) || IsOneOf(character, "!*';:=+,.$/%#[]-_~@|&") ||
         character == kEnDash;
}

bool MayEndPath(UChar32 character) {
  return IsPathLetter(character) || IsOneOf(character, "+-=_#/");
}

bool IsQueryCharacter(UChar32 character) {
  return IsAsciiAlphanumeric(character) || IsOneOf(character, "!?*'@();:&=+$/%#[]-_.,~|");
}

bool MayEndQuery(UChar32 character) {
  return IsAsciiAlphanumeric(character) || IsOneOf(character, "-_&=#/");
}

bool IsAt(std::string_view text, std::size_t position, char character) {
  return position < text.size() && text[position] == character;
}

std::size_t PathRunEnd(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  for (std::size_t next = begin; next < text.size(); end = next) {
    if (!IsPathCharacter(NextCodePoint(text, next))) break;
  }
  return end;
}

// The end of "(...)" at `begin`, in which one more "(...)" may stand; 0: they do not balance.
std::size_t ParenthesesEnd(std::string_view text, std::size_t begin) {
  std::size_t at = PathRunEnd(text, begin + 1);
  if (IsAt(text, at, ')')) return at > begin + 1 ? at + 1 : 0;
  if (!IsAt(text, at, '(')) return 0;
  const std::size_t inner = at + 1;
  at = PathRunEnd(text, inner);
  if (at == inner || !IsAt(text, at, ')')) return 0;
  at = PathRunEnd(text, at + 1);
  return IsAt(text, at, ')') ? at + 1 : 0;
}

}  // namespace

std::size_t PortEnd(std::string_view text, std::size_t begin) {
  if (!IsAt(text, begin, ':')) return begin;
  std::size_t end = begin + 1;
  while (end < text.size() && IsAsciiDigit(static_cast<unsigned char>(text[end]))) ++end;
  return end > begin + 1 ? end : begin;
}

std::size_t PathEnd(std::string_view text, std::size_t begin) {
  if (!IsAt(text, begin, '/')) return begin;
  std::size_t end = begin + 1;
  for (std::size_t at = end; at < text.size();) {
    if (text[at] == '(') {
      // At the end of a path they stand behind a character that may end it.
      const bool may_end = at == end;
      at = ParenthesesEnd(text, at);
      if (at == 0) break;
      if (may_end) end = at;
      continue;
    }
    const UChar32 character = NextCodePoint(text, at);
    if (!IsPathCharacter(character)) break;
    if (MayEndPath(character)) end = at;
  }
  return end;
}

std::size_t QueryEnd(std::string_view text, std::size_t begin) {
  if (!IsAt(text, begin, '?')) return begin;
  std::size_t end = begin;
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (!IsQueryCharacter(byte)) break;
    if (MayEndQuery(byte)) end = at + 1;
  }
  return end;
}

}  // namespace twitter
