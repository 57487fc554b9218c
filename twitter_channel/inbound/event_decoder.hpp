// Bytes of a webhook body -> domain events. The decoder is chosen by the body's shape, never by
// configuration: account_activity_decoder (v1.1 and v2 payloads are the same) or activity_decoder.
#pragma once

#include <string_view>

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/domain.hpp"

namespace twitter {

// kRejected when nothing of the body can be read: "x.body_not_json", "x.body_unknown_shape",
// "x.no_for_user_id". Items that cannot be read are reported in EventBody::bad and spoil no other.
// Nothing is thrown, whatever the body holds; it may be nested 32 levels deep.
chp::Result<EventBody> DecodeEvents(std::string_view body);

}  // namespace twitter
