// Account Activity API bodies, v1.1 and v2 alike (x_api.md 2.6): one object with "for_user_id" and
// lists of events.
#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/domain.hpp"

namespace twitter {

// kRejected "x.no_for_user_id" when the body says neither for whom it is nor that an account
// withdrew its permission.
chp::Result<EventBody> DecodeAccountActivity(const boost::json::object& root);

// The "direct_message_events" of `holder` with the "users" and "apps" beside them; the Activity API
// has them in the same shape. `path` leads to `holder` in BadItem::where.
void DecodeDirectMessages(const boost::json::object& holder, const std::string& path,
                          EventBody& body);

// The user a body was sent for: text as it is, or a whole number. Empty for anything else.
std::string UserIdFrom(const boost::json::value* value);

}  // namespace twitter
