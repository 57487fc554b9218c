// Classes as ranges where twitter-text lists code points, as ICU's properties where it lists a
// category.
#include "twitter_channel/tweet_text/characters.hpp"

#include <algorithm>
#include <array>

namespace twitter {
namespace {

struct Range {
  UChar32 first;
  UChar32 last;
};

// The ranges are in order: for most characters the first ones decide.
template <typename Ranges>
bool IsIn(const Ranges& ranges, UChar32 character) {
  const auto range = std::find_if(ranges.begin(), ranges.end(),
                                  [character](Range one) { return character <= one.last; });
  return range != ranges.end() && character >= range->first;
}

constexpr std::array<Range, 16> kLatinAccents = {{{0xC0, 0xD6},
                                                  {0xD8, 0xF6},
                                                  {0xF8, 0x24F},
                                                  {0x253, 0x254},
                                                  {0x256, 0x257},
                                                  {0x259, 0x259},
                                                  {0x25B, 0x25B},
                                                  {0x263, 0x263},
                                                  {0x268, 0x268},
                                                  {0x26F, 0x26F},
                                                  {0x272, 0x272},
                                                  {0x289, 0x289},
                                                  {0x28B, 0x28B},
                                                  {0x2BB, 0x2BB},
                                                  {0x300, 0x36F},
                                                  {0x1E00, 0x1EFF}}};

// What twitter-text takes for such a letter where it ignores case: letters whose other case is one,
// the Greek iota among them, whose capital is that of the mark U+0345.
constexpr std::array<Range, 5> kOtherCaseOfLatin = {
    {{0x399, 0x399}, {0x3B9, 0x3B9}, {0x1FBE, 0x1FBE}, {0x2C65, 0x2C66}, {0x2C7E, 0x2C7F}}};
constexpr std::array<Range, 2> kCyrillic = {{{0x400, 0x4FF}, {0x1C80, 0x1C87}}};

constexpr std::array<Range, 10> kSpaces = {{{0x09, 0x0D},
                                            {0x20, 0x20},
                                            {0x85, 0x85},
                                            {0xA0, 0xA0},
                                            {0x1680, 0x1680},
                                            {0x180E, 0x180E},
                                            {0x2000, 0x200A},
                                            {0x2028, 0x2029},
                                            {0x202F, 0x202F},
                                            {0x205F, 0x205F}}};
constexpr UChar32 kIdeographicSpace = 0x3000;

constexpr std::array<Range, 4> kDirectionalMarks = {
    {{0x61C, 0x61C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}}};

// Signs inside hashtags: joiners, middle dots, Hebrew and Tibetan marks, Japanese repetition marks.
constexpr std::array<Range, 12> kHashtagSigns = {{{'_', '_'},
                                                  {0xB7, 0xB7},
                                                  {0x5BE, 0x5BE},
                                                  {0x5F3, 0x5F4},
                                                  {0xF0B, 0xF0C},
                                                  {0x200C, 0x200D},
                                                  {0x3003, 0x3003},
                                                  {0x301C, 0x301C},
                                                  {0x309B, 0x309C},
                                                  {0x30A0, 0x30A0},
                                                  {0x30FB, 0x30FB},
                                                  {0xFF5E, 0xFF5E}}};
constexpr UChar32 kCyrillicKavyka = 0xA67E;

}  // namespace

bool IsLatinAccent(UChar32 character) {
  return character >= 0xC0 && IsIn(kLatinAccents, character);
}

bool IsLatinAccentOfAnyCase(UChar32 character) {
  return character >= 0xC0 &&
         (IsIn(kLatinAccents, character) || IsIn(kOtherCaseOfLatin, character));
}

bool IsCyrillicOfAnyCase(UChar32 character) {
  return character >= 0x400 && IsIn(kCyrillic, character);
}

bool IsSpace(UChar32 character) {
  return IsIn(kSpaces, character) || character == kIdeographicSpace;
}

bool IsDirectionalMark(UChar32 character) { return IsIn(kDirectionalMarks, character); }

bool IsInvalidInPosts(UChar32 character) {
  return character == 0xFEFF || character == 0xFFFE || character == 0xFFFF;
}

bool IsPunctuation(UChar32 character) {
  return IsOneOf(character, "!'#%&()*+,\\-./:;<=>?@[]^_{|}~$");
}

bool IsHashtagLetter(UChar32 character) {
  if (character < 0x80) return IsAsciiLetter(character);
  return (U_GET_GC_MASK(character) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool IsHashtagCharacter(UChar32 character) {
  if (character < 0x80) return IsAsciiAlphanumeric(character) || character == '_';
  if ((U_GET_GC_MASK(character) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0) return true;
  return IsIn(kHashtagSigns, character) || character == kCyrillicKavyka;
}

}  // namespace twitter
