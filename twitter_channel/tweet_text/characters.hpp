// The character classes twitter-text is made of (x_api.md 6). Letters, marks and digits are
// Unicode's of today, from ICU; twitter-text's are those of 2015.
#pragma once

#include <cstddef>
#include <string_view>

#include <unicode/uchar.h>

namespace twitter {

inline constexpr std::size_t kLongestHandle = 20;  // X gives 15 today; older ones are longer
inline constexpr UChar32 kTextPresentation = 0xFE0E;
inline constexpr UChar32 kEmojiPresentation = 0xFE0F;
inline constexpr UChar32 kCombiningKeycap = 0x20E3;

inline bool IsOneOf(UChar32 character, std::string_view ascii) {
  return character < 0x80 && ascii.find(static_cast<char>(character)) != std::string_view::npos;
}

inline bool IsAsciiDigit(UChar32 character) { return character >= '0' && character <= '9'; }

inline bool IsAsciiLetter(UChar32 character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

inline bool IsAsciiAlphanumeric(UChar32 character) {
  return IsAsciiDigit(character) || IsAsciiLetter(character);
}

// Also full-width ones, as typed on Japanese keyboards.
inline bool IsAtSign(UChar32 character) { return character == '@' || character == 0xFF20; }
inline bool IsHashSign(UChar32 character) { return character == '#' || character == 0xFF03; }

bool IsLatinAccent(UChar32 character);  // letters with accents, and the accents alone
bool IsLatinAccentOfAnyCase(UChar32 character);
bool IsCyrillicOfAnyCase(UChar32 character);
bool IsSpace(UChar32 character);            // Unicode's white space
bool IsDirectionalMark(UChar32 character);  // bidi marks, embeddings, overrides, isolates
bool IsInvalidInPosts(UChar32 character);   // X refuses a post that holds one
bool IsPunctuation(UChar32 character);      // the ASCII signs that end a domain or a cashtag
bool IsHashtagLetter(UChar32 character);    // a hashtag needs one
bool IsHashtagCharacter(UChar32 character);

}  // namespace twitter
