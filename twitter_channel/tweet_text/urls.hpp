// Where the links of a text are. Links with a protocol only: links without one ("example.com")
// need X's list of top-level domains.
#pragma once

#include <string_view>
#include <vector>

#include "twitter_channel/tweet_text/byte_range.hpp"

namespace twitter {

// In order, not overlapping. `text` is UTF-8. A link ends before white space, before a character
// no link of X holds (CJK, emoji) and before trailing punctuation.
std::vector<ByteRange> FindUrls(std::string_view text);

}  // namespace twitter
