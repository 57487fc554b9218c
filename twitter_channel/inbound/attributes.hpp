// The JSON a host keeps with a message: what the reference shows as preferences.twitter
// (behaviour.md 5.5), and why the message was taken. Ids are strings.
#pragma once

#include <string>
#include <vector>

#include "twitter_channel/domain.hpp"
#include "twitter_channel/inbound/router.hpp"

namespace twitter {

// The accounts a post names, in text order, each once. Points into the post.
using MentionList = std::vector<const MentionEntity*>;
MentionList DistinctMentions(const Post& post);

// `mentions`: those of the same post.
std::string AttributesOf(const Post& post, const MentionList& mentions);
std::string AttributesOf(const DirectMessage& message);
// {"source", "detail", "matches": [{"source", "detail", "rule", "value"}],
//  "refused": [{"source", "rule", "value"}]}; source is null when nothing took it; "rule" and
// "value" stand where a rule decided, "refused" where one stood against.
std::string MatchJson(const Routing& routing);

}  // namespace twitter
