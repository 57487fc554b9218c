// Weighted length: links first (23 each), then, between them, emoji sequences (2 each) and code
// points by range. Emoji sequences are grapheme clusters that Unicode recommends for interchange;
// the cluster iterator is only started when a text holds a character that could be part of one.
#include "twitter_channel/tweet_text/weighted_length.hpp"

#include <array>
#include <memory>

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "twitter_channel/tweet_text/urls.hpp"

namespace twitter {
namespace {

struct CodePointRange {
  UChar32 first;
  UChar32 last;
};
// Weight 1; everything else, emoji sequences included, has weight 2.
constexpr std::array<CodePointRange, 4> kLightRanges = {
    {{0, 4351}, {8192, 8205}, {8208, 8223}, {8242, 8247}}};

constexpr UChar32 kCombiningKeycap = 0x20E3;
constexpr UChar32 kEmojiPresentation = 0xFE0F;

std::size_t Weight(UChar32 character) {
  for (const CodePointRange& range : kLightRanges) {
    if (character >= range.first && character <= range.last) return 1;
  }
  return 2;
}

std::size_t SumOfWeights(const icu::UnicodeString& text) {
  std::size_t sum = 0;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    sum += Weight(text.char32At(at));
  }
  return sum;
}

bool MayHoldSequences(const icu::UnicodeString& text) {
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 character = text.char32At(at);
    if (character == kCombiningKeycap || character == kEmojiPresentation) return true;
    if (character > 0xA000 && u_hasBinaryProperty(character, UCHAR_EMOJI) != 0) return true;
  }
  return false;
}

bool IsEmojiSequence(const icu::UnicodeString& cluster) {
  if (cluster.endsWith(icu::UnicodeString(kCombiningKeycap))) return true;
  return u_stringHasBinaryProperty(cluster.getBuffer(), cluster.length(), UCHAR_RGI_EMOJI) != 0;
}

std::size_t LengthWithSequences(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> clusters(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  if (U_FAILURE(status) != 0) return SumOfWeights(text);  // no break data: the upper bound
  clusters->setText(text);
  std::size_t sum = 0;
  std::int32_t begin = clusters->first();
  for (std::int32_t end = clusters->next(); end != icu::BreakIterator::DONE;
       begin = end, end = clusters->next()) {
    if (end - begin == 1) {  // nearly all of them; emoji of one unit lie in the ranges of weight 2
      sum += Weight(text.charAt(begin));
      continue;
    }
    const icu::UnicodeString cluster(text, begin, end - begin);
    sum += IsEmojiSequence(cluster) ? 2 : SumOfWeights(cluster);
  }
  return sum;
}

icu::UnicodeString FromUtf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::size_t LengthBetweenUrls(std::string_view text) {
  if (text.empty()) return 0;
  const icu::UnicodeString wide = FromUtf8(text);
  return MayHoldSequences(wide) ? LengthWithSequences(wide) : SumOfWeights(wide);
}

// ICU's; null when its data is missing. Kept from the first use on: the compiler's own once-only
// start is seen by the thread sanitizer, ICU's inside its library is not.
const icu::Normalizer2* Nfc() {
  static const icu::Normalizer2* const kNfc = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(status);
    return U_FAILURE(status) != 0 ? nullptr : found;
  }();
  return kNfc;
}

}  // namespace

std::string ToNfc(std::string_view text) {
  if (Nfc() == nullptr) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  std::string normalized;
  Nfc()->normalize(FromUtf8(text), status).toUTF8String(normalized);
  return normalized;
}

std::size_t WeightedLength(std::string_view text) {
  const std::string normalized = ToNfc(text);
  const std::string_view view = normalized;
  std::size_t length = 0;
  std::size_t position = 0;
  for (const ByteRange& url : FindUrls(view)) {
    length += LengthBetweenUrls(view.substr(position, url.begin - position)) + kShortUrlLength;
    position = url.end;
  }
  return length + LengthBetweenUrls(view.substr(position));
}

std::size_t CodePointCount(std::string_view text) {
  return static_cast<std::size_t>(FromUtf8(text).countChar32());
}

}  // namespace twitter
