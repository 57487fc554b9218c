// How a post relates to one of our accounts: what the router decides by.
#pragma once

#include <string>

#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"

namespace twitter {

bool Answers(const Post& post, const Account& account);
bool Reposts(const Post& post, const Account& account);
bool Quotes(const Post& post, const Account& account);
// Names the account anywhere but in the prefix of a reply to it.
bool Mentions(const Post& post, const Account& account);

// What search terms are looked for in: the text as people read it, and the entities by their
// signs, so that no term spans two of them.
std::string Searchable(const Post& post);

}  // namespace twitter
