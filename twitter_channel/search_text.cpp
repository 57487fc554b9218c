// ICU does the Unicode part; ASCII, which most texts are, takes a short way with the same result.
#include "twitter_channel/search_text.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <new>

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "twitter_channel/http/ascii.hpp"

namespace twitter {
namespace {

constexpr std::string_view kSigns = "#@$";

bool IsSpace(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }
bool IsAscii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

// What is not UTF-8 becomes U+FFFD on the way.
icu::UnicodeString Wide(std::string_view text) {
  constexpr std::size_t kLongest = std::numeric_limits<std::int32_t>::max() / 4;
  text = text.substr(0, kLongest);
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string FoldUnicode(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) throw std::bad_alloc();
  const icu::UnicodeString wide = folding->normalize(Wide(text), status);
  if (U_FAILURE(status)) throw std::bad_alloc();
  std::string folded;
  return wide.toUTF8String(folded);
}

void CollapseSpaces(std::string& text) {
  std::replace_if(text.begin(), text.end(), IsSpace, ' ');
  const auto both_spaces = [](char a, char b) { return a == ' ' && b == ' '; };
  text.erase(std::unique(text.begin(), text.end(), both_spaces), text.end());
}

std::string_view Trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// Whether the character that lies at [begin, end) can be part of a word.
bool IsPartOfWord(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin == end) return false;
  const UChar32 code_point = Wide(text.substr(begin, end - begin)).char32At(0);
  return code_point == '_' || u_isalnum(code_point) != 0 ||
         (U_GET_GC_MASK(code_point) & U_GC_M_MASK) != 0;
}

bool WordEndsAt(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && IsContinuation(text[begin - 1])) --begin;
  return IsPartOfWord(text, begin > 0 ? begin - 1 : 0, end);
}

bool WordBeginsAt(std::string_view text, std::size_t begin) {
  std::size_t end = std::min(begin + 1, text.size());
  while (end < text.size() && IsContinuation(text[end])) ++end;
  return IsPartOfWord(text, begin, end);
}

}  // namespace

std::string ForSearch(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), IsAscii);
  std::string folded = ascii ? LowerAscii(text) : FoldUnicode(text);
  CollapseSpaces(folded);
  return folded;
}

TermPattern PatternOf(std::string_view term) {
  const std::string folded = ForSearch(term);
  std::string_view text = Trimmed(folded);
  const bool quoted = text.size() >= 2 && text.starts_with('"') && text.ends_with('"');
  if (quoted) text = Trimmed(text.substr(1, text.size() - 2));
  if (text.find_first_not_of("#@$\" ") == std::string_view::npos) return {};
  const bool signed_name = kSigns.find(text.front()) != std::string_view::npos;
  return {.text = std::string(text), .whole = quoted || signed_name};
}

bool StandsAlone(std::string_view text, std::size_t begin, std::size_t length) {
  const std::size_t end = begin + length;
  const bool sign_first = kSigns.find(text[begin]) != std::string_view::npos;
  const bool goes_on_left = (sign_first || WordBeginsAt(text, begin)) && WordEndsAt(text, begin);
  const bool goes_on_right = WordEndsAt(text, end) && WordBeginsAt(text, end);
  return !goes_on_left && !goes_on_right;
}

}  // namespace twitter
