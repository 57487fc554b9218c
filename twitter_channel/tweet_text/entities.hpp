// What X makes a link of in a post: links, @names, lists, #tags and $symbols (twitter-text 3).
#pragma once

#include <string_view>
#include <vector>

#include "twitter_channel/tweet_text/byte_range.hpp"

namespace twitter {

struct Entity {
  enum class Kind { kUrl, kMention, kList, kHashtag, kCashtag };
  Kind kind = Kind::kUrl;
  ByteRange range;  // with its sign: "@jo", "#tag"
  bool operator==(const Entity&) const = default;
};

// In text order, not overlapping: of two that do, the one that begins first. `text` is UTF-8.
std::vector<Entity> FindEntities(std::string_view text);

// One kind each, as twitter-text's extractors, which do not look at one another.
std::vector<Entity> FindMentions(std::string_view text);  // and lists
std::vector<Entity> FindHashtags(std::string_view text);
std::vector<Entity> FindCashtags(std::string_view text);

}  // namespace twitter
