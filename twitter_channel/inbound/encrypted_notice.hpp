// What stands for encrypted messages (x_api.md 4.5), whose words X shows to their people only.
#pragma once

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/x_api/json_node.hpp"

namespace twitter {

// The payload of a "chat.received" -> one message with a link, the same for all of a conversation:
// further ones are known by its id. Conversations are pairs of users, with a colon or a dash and in
// any order, or groups ("g…"). What names no sender or no conversation, and what we sent ourselves,
// is counted only.
chp::Result<Event> ReadEncrypted(const JsonNode& payload, const std::string& for_user_id);

}  // namespace twitter
