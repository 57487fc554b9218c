// Mentions, links, tags and media of a text, as today's API writes them (x_api.md 3.2).
#pragma once

#include <cstddef>

#include "twitter_channel/domain.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v2/includes.hpp"

namespace twitter {

// The "entities" of `holder`, relative to a text of `length` code points. Positions outside of the
// text are cut to it. Problems are remembered in the fields' JsonProblem.
Entities ReadActivityEntities(const JsonFields& holder, std::size_t length,
                              const ActivityIncludes& includes);

}  // namespace twitter
