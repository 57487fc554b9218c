// Line ends become "\n"; other control characters go, as do the three code points for which X calls
// a text invalid (x_api.md 6) and the code points that Unicode reserves as no characters.
#include "twitter_channel/outbound/reply_text.hpp"

#include <unicode/uchar.h>

#include "twitter_channel/tweet_text/characters.hpp"
#include "twitter_channel/tweet_text/code_points.hpp"

namespace twitter {
namespace {

bool IsPrintableAscii(char byte) { return byte >= ' ' && byte < 0x7F; }

bool IsLineEnd(UChar32 character) {
  return (character >= '\n' && character <= '\r') || character == 0x85;
}

bool IsLeftOut(UChar32 character) {
  if (character == '\t') return false;
  return u_charType(character) == U_CONTROL_CHAR || IsInvalidInPosts(character) ||
         U_IS_UNICODE_NONCHAR(character);
}

std::string_view WithoutSpaceAround(std::string_view text) {
  for (std::size_t next = 0; !text.empty() && IsSpace(NextCodePoint(text, next)); next = 0) {
    text.remove_prefix(next);
  }
  for (std::size_t end = text.size(); !text.empty() && IsSpace(PreviousCodePoint(text, end));
       end = text.size()) {
    text = text.substr(0, end);
  }
  return text;
}

}  // namespace

CleanText Cleaned(std::string_view text) {
  CleanText clean;
  clean.text.reserve(text.size());
  text = WithoutSpaceAround(text);
  std::size_t taken = 0;  // how far the text is in the clean one
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (IsPrintableAscii(text[at])) {
      ++at;
      continue;
    }
    const UChar32 character = NextCodePoint(text, at);
    const bool ends_line = IsLineEnd(character);
    if (!ends_line && !IsLeftOut(character)) continue;
    clean.text.append(text.substr(taken, begin - taken));
    if (character == '\r' && at < text.size() && text[at] == '\n') ++at;
    if (ends_line) clean.text.push_back('\n');
    if (!ends_line) ++clean.removed;
    taken = at;
  }
  clean.text.append(text.substr(taken));
  // What is left out may have stood in front of white space.
  if (clean.removed > 0) clean.text = std::string(WithoutSpaceAround(clean.text));
  return clean;
}

bool HasVisibleText(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const UChar32 character = NextCodePoint(text, at);
    if (!IsSpace(character) &&
        u_hasBinaryProperty(character, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) == 0 &&
        u_charType(character) != U_CONTROL_CHAR) {
      return true;
    }
  }
  return false;
}

}  // namespace twitter
