// Reading UTF-8 by code points. Any bytes are text here: a malformed sequence reads as U+FFFD.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <unicode/utf8.h>

namespace twitter {

// The code point at `position` (inside the text), which moves behind it.
inline UChar32 NextCodePoint(std::string_view text, std::size_t& position) {
  const auto first = static_cast<unsigned char>(text[position]);
  if (first < 0x80) {
    ++position;
    return first;
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto index = static_cast<std::int32_t>(position);
  UChar32 character = 0;
  U8_NEXT_OR_FFFD(bytes, index, static_cast<std::int32_t>(text.size()), character);
  position = static_cast<std::size_t>(index);
  return character;
}

// The code point that ends at `position` (not 0), which moves in front of it.
inline UChar32 PreviousCodePoint(std::string_view text, std::size_t& position) {
  const auto last = static_cast<unsigned char>(text[position - 1]);
  if (last < 0x80) {
    --position;
    return last;
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto index = static_cast<std::int32_t>(position);
  UChar32 character = 0;
  U8_PREV_OR_FFFD(bytes, 0, index, character);
  position = static_cast<std::size_t>(index);
  return character;
}

inline UChar32 CodePointAt(std::string_view text, std::size_t position) {
  return NextCodePoint(text, position);
}

inline UChar32 CodePointBefore(std::string_view text, std::size_t position) {
  return PreviousCodePoint(text, position);
}

}  // namespace twitter
