// The v1.1 objects of X in domain types: what REST answers and Account Activity bodies hold
// (x_api.md 2.6). Both dialects of a user are read, `{"data": {…}}` around one as well.
//
// Errors: kInvalid "x.object_malformed", one sentence that names the field by its path. Missing or
// null optional fields are empty values; ids and texts that make the object what it is are not
// optional. Nothing is thrown, whatever the JSON holds. Texts stay HTML-escaped.
#pragma once

#include <cstddef>

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/x_api/json_node.hpp"

namespace twitter {

// The full text and its entities, wherever X put them (extended_tweet, full_text, text); all media;
// a repost or quoted post that came along, two levels deep at most.
chp::Result<Post> ParsePost(const JsonNode& json);
// The same into `post`, for readers of many: a post is large to hand on.
chp::Result<void> ParsePost(const JsonNode& json, Post& post);

// Many times what X lets people write about themselves. Texts that are longer are cut, links left
// out: a body repeats a user in every message, and must not grow by what stands in it once.
inline constexpr std::size_t kLongestProfileText = 1024;

chp::Result<User> ParseUser(const JsonNode& user);

// One `message_create` event. `users` and `apps` are the maps that stand beside the list of events;
// null when there are none: then sender and recipient have only their ids.
chp::Result<DirectMessage> ParseDirectMessageEvent(const JsonNode& event, const JsonNode* users,
                                                   const JsonNode* apps);
// The same into `message`.
chp::Result<void> ParseDirectMessageEvent(const JsonNode& event, const JsonNode* users,
                                          const JsonNode* apps, DirectMessage& message);

}  // namespace twitter
