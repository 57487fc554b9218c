// Direct messages as API v2 answers them (x_api.md 3.2).
#pragma once

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/x_api/json_node.hpp"
#include "twitter_channel/x_api/v2/includes.hpp"

namespace twitter {

// Who is not among `includes` is known by id only. Errors as in x_api/v1_1/objects.hpp.
chp::Result<DirectMessage> ParseActivityMessage(const JsonNode& object,
                                                const ActivityIncludes& includes);

}  // namespace twitter
