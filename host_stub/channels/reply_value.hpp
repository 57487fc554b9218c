// A stored reply as the value a channel is given.
#pragma once

#include "host_stub/store/ticket_store.hpp"
#include "plugin_api/cpp/channel.hpp"

namespace stub {

// Borrows from `pending`, and from `account`: the account id in decimal.
inline chp::Reply ReplyOf(const PendingReply& pending, std::string_view account) {
  return {.force = pending.force,
          .idempotency_key = pending.idempotency_key,
          .account_id = account,
          .conversation_id = pending.conversation_id,
          .surface = pending.surface,
          .in_reply_to = pending.in_reply_to,
          .recipient_id = pending.recipient_id,
          .text = pending.text,
          .attachments = pending.attachments,
          .context_json = pending.context_json,
          .options_json = pending.options_json,
          .agent_json = pending.agent_json,
          .created_ms = pending.created_ms};
}

}  // namespace stub
