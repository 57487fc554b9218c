// Line ends become "\n"; other control characters go, as do the three code points for which X calls
// a text invalid (x_api.md 6) and the code points that Unicode reserves as no characters.
#include "twitter_channel/outbound/reply_text.hpp"

#include <unicode/uchar.h>

#include "twitter_channel/tweet_text/characters.hpp"
#include "twitter_channel/tweet_text/code_points.hpp"

namespace twitter {
namespace {

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
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const UChar32 character = NextCodePoint(text, at);
    if (IsLineEnd(character)) {
      if (character == '\r' && at < text.size() && text[at] == '\n') ++at;
      clean.text.push_back('\n');
    } else if (IsLeftOut(character)) {
      ++clean.removed;
    } else {
      clean.text.append(text.substr(begin, at - begin));
    }
  }
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
