// Turns typed text into what X keeps: links shortened to t.co, links, mentions and hashtags found.
//
// Links are recognised by http:// or https:// in front; X also links bare domains, which would need
// its list of top-level domains.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tests/x_simulator/world/posts.hpp"
#include "tests/x_simulator/world/users.hpp"

namespace xsim {

// Only handles of existing users become mentions.
RichText EnrichText(std::u32string_view typed, const Users& users);

// Length as X counts it: weights of twitter-text's config v3, every link 23 (x_api.md 6). Parts
// that merely modify an emoji count nothing, which approximates X's rule for emoji.
std::size_t WeightedLength(std::u32string_view typed);

// Adds a shortened link at the end of the text and says where it stands.
Span AppendLink(RichText& content, std::string_view short_url);

std::string NewShortUrl();

}  // namespace xsim
