// Nearly all characters are graphemes of their own, which their Unicode class tells; only where it
// does not is the border iterator asked. A grapheme of several code points weighs what its emoji
// sequences (2 each) and other code points weigh in NFC.
#include "twitter_channel/tweet_text/text_units.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "twitter_channel/tweet_text/characters.hpp"
#include "twitter_channel/tweet_text/code_points.hpp"
#include "twitter_channel/tweet_text/weighted_length.hpp"

namespace twitter {
namespace {

struct CodePointRange {
  UChar32 first;
  UChar32 last;
};
// Weight 1; everything else, emoji sequences included, has weight 2.
constexpr std::array<CodePointRange, 4> kLightRanges = {
    {{0, 4351}, {8192, 8205}, {8208, 8223}, {8242, 8247}}};
constexpr UChar32 kFirstCombining = 0x300;  // nothing below it joins its neighbours, but CR LF

constexpr std::int32_t kLongestSequence = 40;  // UTF-16 units; the longest of Unicode 15 has 15

std::size_t Weight(UChar32 character) {
  for (const CodePointRange& range : kLightRanges) {
    if (character >= range.first && character <= range.last) return 1;
  }
  return 2;
}

std::int32_t BreakClass(UChar32 character) {
  return u_getIntPropertyValue(character, UCHAR_GRAPHEME_CLUSTER_BREAK);
}

bool StandsAlone(UChar32 character) {
  return (character < kFirstCombining && character != '\r') || BreakClass(character) == U_GCB_OTHER;
}

bool IsPictograph(UChar32 character) {
  return u_hasBinaryProperty(character, UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
}

// The end of a grapheme that begins with a pictograph, which ends at `end` (UAX 29, GB9 to GB11):
// marks join it, and with a zero-width joiner another one.
std::size_t PictographEnd(std::string_view text, std::size_t end) {
  bool is_joined = false;
  bool may_join = true;  // nothing but extending marks since the last pictograph
  for (std::size_t next = end; next < text.size(); end = next) {
    const UChar32 character = NextCodePoint(text, next);
    const std::int32_t kind = BreakClass(character);
    const bool is_mark = kind == U_GCB_EXTEND || kind == U_GCB_ZWJ || kind == U_GCB_SPACING_MARK;
    if (!is_mark && !(is_joined && IsPictograph(character))) break;
    is_joined = may_join && kind == U_GCB_ZWJ;
    may_join = !is_mark || (may_join && kind == U_GCB_EXTEND);
  }
  return end;
}

bool IsEmojiSequence(const icu::UnicodeString& text) {
  if (text.endsWith(icu::UnicodeString(kCombiningKeycap))) return text.length() <= 3;
  return u_stringHasBinaryProperty(text.getBuffer(), text.length(), UCHAR_RGI_EMOJI) != 0;
}

// The length of the longest emoji sequence at `begin`; 0: there is none.
std::int32_t EmojiLength(const icu::UnicodeString& grapheme, std::int32_t begin) {
  const UChar32 first = grapheme.char32At(begin);
  if (u_hasBinaryProperty(first, UCHAR_EMOJI) == 0) return 0;
  const std::int32_t longest = std::min(grapheme.length() - begin, kLongestSequence);
  for (std::int32_t length = longest; length > U16_LENGTH(first); --length) {
    if (IsEmojiSequence(icu::UnicodeString(grapheme, begin, length))) return length;
  }
  return 0;
}

std::size_t WeightOfSequence(std::string_view bytes) {
  if (!IsNfc(bytes)) return WeightOfSequence(ToNfc(bytes));
  const icu::UnicodeString grapheme = icu::UnicodeString::fromUTF8(
      icu::StringPiece(bytes.data(), static_cast<std::int32_t>(bytes.size())));
  std::size_t sum = 0;
  for (std::int32_t at = 0; at < grapheme.length();) {
    const std::int32_t emoji = EmojiLength(grapheme, at);
    const UChar32 character = grapheme.char32At(at);
    sum += emoji > 0 ? 2 : Weight(character);
    at += emoji > 0 ? emoji : U16_LENGTH(character);
  }
  return sum;
}

}  // namespace

std::size_t UnitReader::GraphemeEnd(std::size_t begin) {
  std::size_t end = begin;
  const UChar32 character = NextCodePoint(text_, end);
  if (end == text_.size()) return end;
  const UChar32 next = CodePointAt(text_, end);
  if (character < kFirstCombining && next < kFirstCombining && character != '\r') return end;
  if (StandsAlone(character) && StandsAlone(next)) return end;
  if (IsPictograph(character)) return PictographEnd(text_, end);
  if (!graphemes_) graphemes_.emplace(BorderKind::kGrapheme, text_);
  return std::max(end, graphemes_->After(begin));
}

std::optional<TextUnit> UnitReader::NextOfAny() {
  if (position_ >= text_.size()) return std::nullopt;
  const std::size_t begin = position_;
  const std::size_t link = NextLink();
  if (link == begin) {
    position_ = links_[next_link_++].end;
    return TextUnit{{begin, position_}, kShortUrlLength};
  }
  std::size_t end = begin;
  const UChar32 character = NextCodePoint(text_, end);
  position_ = end < link ? std::min(GraphemeEnd(begin), link) : end;
  if (position_ == end) return TextUnit{{begin, end}, Weight(character)};
  return TextUnit{{begin, position_}, WeightOfSequence(text_.substr(begin, position_ - begin))};
}

}  // namespace twitter
