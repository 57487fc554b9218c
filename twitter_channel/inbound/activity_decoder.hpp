// Bodies of today's X Activity API (x_api.md 2.7): {"data": {event_type, filter, payload,
// includes}}. The same body is one line of its stream.
#pragma once

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/x_api/json_node.hpp"

namespace twitter {

// Whether the body has the shape of an activity.
bool IsActivity(const JsonNode& root);

// kRejected "x.no_for_user_id" when the filter does not say for whom it is. `root` must be an
// activity.
chp::Result<EventBody> DecodeActivity(const JsonNode& root);

}  // namespace twitter
