// Posts as today's API writes them (x_api.md 2.7, 3.2), in the tweet dialect and the post dialect.
#pragma once

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/x_api/json_node.hpp"
#include "twitter_channel/x_api/v2/includes.hpp"

namespace twitter {

// `includes` holds users, posts and media beside the post. Who is not among them is known by id
// only. Errors as in x_api/v1_1/objects.hpp; then `post` holds what could be read.
chp::Result<void> ParseActivityPost(const JsonNode& object, const ActivityIncludes& includes,
                                    Post& post);
chp::Result<Post> ParseActivityPost(const JsonNode& object, const ActivityIncludes& includes);

}  // namespace twitter
