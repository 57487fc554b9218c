// How long X says a text is (twitter-text version 3, x_api.md 6).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace twitter {

inline constexpr std::size_t kPostLimit = 280;              // weighted
inline constexpr std::size_t kLongPostLimit = 25'000;       // weighted, where the account may
inline constexpr std::size_t kDirectMessageLimit = 10'000;  // code points
inline constexpr std::size_t kShortUrlLength = 23;          // every link, however long

// After NFC: Latin and most other alphabets 1, CJK 2, an emoji sequence 2, a link 23.
// `text` is UTF-8; a malformed byte counts as one character of weight 2.
std::size_t WeightedLength(std::string_view text);

std::size_t CodePointCount(std::string_view text);

// Whether ToNfc would change nothing.
bool IsNfc(std::string_view text);

// Canonical composition: é as one code point, however it was typed. Malformed UTF-8 becomes U+FFFD.
std::string ToNfc(std::string_view text);

}  // namespace twitter
