// Where the links of a text are, with a protocol and without, as twitter-text finds them.
#pragma once

#include <string_view>
#include <vector>

#include "twitter_channel/tweet_text/byte_range.hpp"

namespace twitter {

// In order, not overlapping. `text` is UTF-8. Only what ends in a top-level domain X knows is a
// link: "http://localhost" is none. A link ends before white space, before a character no link of X
// holds (CJK, emoji) and before trailing punctuation.
std::vector<ByteRange> FindUrls(std::string_view text);

}  // namespace twitter
