// How long a label of a domain is in its ASCII form ("xn--...", RFC 3492).
#pragma once

#include <cstddef>
#include <string_view>

#include "twitter_channel/tweet_text/characters.hpp"

namespace twitter {

inline bool IsPunycode(UChar32 character) {
  return IsAsciiAlphanumeric(character) || character == '-';
}

// More than `most` when it is longer than that: the rest is not looked at.
std::size_t PunycodeLength(std::string_view label, std::size_t most);

}  // namespace twitter
