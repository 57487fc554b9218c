// A text too long for one post, as the posts of a thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/error.hpp"

namespace twitter {

// More than these nobody reads, and two digits are enough to count them.
inline constexpr std::size_t kMostParts = 99;

// The posts in order, each `limit` heavy at most with its number "2/3", which stands on a line of
// its own at the end. On its own line, because a text may end in a number ("flat 5 1/3"), and
// because a line end stops right-to-left overrides and embeddings from turning the number round.
// At the end, so that previews of posts begin with the text. `ending` (initials, the message
// button; may be empty) follows the last number. White space alone is no post. The posts are in
// NFC, as X counts them: what looks like a link may be none once an accent behind it is composed.
//
// kRejected "compose.unsplittable": a tag or grapheme is longer than a post;
// kRejected "compose.thread_too_long": more than kMostParts posts.
chp::Result<std::vector<std::string>> ThreadOf(std::string_view text, std::string_view ending,
                                               std::size_t limit);

}  // namespace twitter
