// Account Activity API bodies, v1.1 and v2 alike (x_api.md 2.6): one object with "for_user_id" and
// lists of events.
#pragma once

#include <string>
#include <string_view>

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/x_api/json_node.hpp"

namespace twitter {

inline constexpr std::string_view kDirectMessageEvents = "direct_message_events";
inline constexpr std::string_view kReadEvents = "direct_message_mark_read_events";

// kRejected "x.no_for_user_id" when the body says neither for whom it is nor that an account
// withdrew its permission.
chp::Result<EventBody> DecodeAccountActivity(const JsonNode& root);

// The "direct_message_events" of `holder` with the "users" and "apps" beside them; the Activity API
// has them in the same shape. `path` leads to `holder` in BadItem::where.
void DecodeDirectMessages(const JsonNode& holder, const std::string& path, EventBody& body);

// The receipts of `holder`, and one of them.
void DecodeReceipts(const JsonNode& holder, const std::string& path, EventBody& body);
chp::Result<Event> ReadReceipt(const JsonNode& item);

// The user a body was sent for: text as it is, or a whole number. Empty for anything else.
std::string UserIdFrom(const JsonNode* value);

}  // namespace twitter
