// X's query language, as far as simulated: words, "phrases", #tag, @name, $tag, from:, to:,
// filter: and is: retweets, replies, quote, media, images, links; a leading -, OR, parentheses.
// AND binds tighter than OR (x_api.md 3.3). Case does not matter; whole words are compared.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "tests/x_simulator/world/world.hpp"

namespace xsim {

// Posts are found for so long.
inline constexpr std::int64_t kSearchedMs = std::int64_t{7} * 24 * 3600 * 1000;

using PostMatcher = std::function<bool(const State& state, const Post& post)>;

// Whatever cannot be read is left out; a query without any word matches nothing.
PostMatcher ReadSearchQuery(std::string_view query);

}  // namespace xsim
