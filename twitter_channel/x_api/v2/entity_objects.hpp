// Mentions, links, tags and media of a text, as today's API writes them (x_api.md 3.2).
#pragma once

#include <cstddef>

#include "twitter_channel/domain.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v2/includes.hpp"

namespace twitter {

// The "entities" of `holder` (the post, or the note that has its full text), relative to a text of
// `length` code points; positions outside of the text are cut to it. And the media that are
// attached to the post. Problems are remembered in the fields' JsonProblem.
Entities ReadActivityEntities(const JsonFields& holder, std::size_t length,
                              const ActivityIncludes& includes, const JsonFields& post);

}  // namespace twitter
