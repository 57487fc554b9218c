// The search terms of an account in X's query language (x_api.md 3.3). X finds candidates; whether
// and why a post is taken is the router's decision alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "twitter_channel/config.hpp"
#include "twitter_channel/durations.hpp"

namespace twitter {

// What X's search takes at most, in characters: v1.1, and v2 for those who pay per use.
inline constexpr std::size_t kLongestSearchQuery = 500;
inline constexpr std::size_t kLongestCurrentQuery = 512;

// One term as an operand: a word, #tag, @name or $symbol as it is, everything else as a phrase in
// quotes. Empty when there is nothing to look for.
std::string OperandFor(std::string_view term);

// As many terms to a query as fit, in the order of the list; a term that fits into none is left
// out. Reposts are excluded unless they are collected.
std::vector<std::string> QueriesFor(const AccountSettings& settings,
                                    std::size_t longest = kLongestSearchQuery,
                                    Generation generation = Generation::kLegacy);

// Posts that quote the account's, of today's API: they link to a post of this handle.
std::string QuotesQuery(std::string_view screen_name);

// What is older is found by no search.
inline constexpr std::int64_t kSearchReachMs = 7 * kDayMs;

}  // namespace twitter
