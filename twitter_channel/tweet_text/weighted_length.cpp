// Weighted length: the sum over the units of the text in NFC.
#include "twitter_channel/tweet_text/weighted_length.hpp"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

#include "twitter_channel/tweet_text/code_points.hpp"
#include "twitter_channel/tweet_text/text_units.hpp"
#include "twitter_channel/tweet_text/urls.hpp"

namespace twitter {
namespace {

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

// Below U+0300, whose first byte is 0xCC, everything is composed.
bool IsSurelyComposed(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) < 0xCC; });
}

icu::StringPiece PieceOf(std::string_view text) {
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

std::size_t LengthOfComposed(std::string_view text) {
  const std::vector<ByteRange> links = FindUrls(text);
  UnitReader units(text, links);
  std::size_t length = 0;
  while (const auto unit = units.Next()) length += unit->weight;
  return length;
}

}  // namespace

bool IsNfc(std::string_view text) {
  if (IsSurelyComposed(text) || Nfc() == nullptr) return true;
  UErrorCode status = U_ZERO_ERROR;
  return Nfc()->isNormalizedUTF8(PieceOf(text), status) != 0;
}

std::string ToNfc(std::string_view text) {
  if (Nfc() == nullptr) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  std::string normalized;
  Nfc()->normalize(icu::UnicodeString::fromUTF8(PieceOf(text)), status).toUTF8String(normalized);
  return normalized;
}

std::size_t WeightedLength(std::string_view text) {
  return IsNfc(text) ? LengthOfComposed(text) : LengthOfComposed(ToNfc(text));
}

std::size_t CodePointCount(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t position = 0; position < text.size(); ++count) NextCodePoint(text, position);
  return count;
}

}  // namespace twitter
