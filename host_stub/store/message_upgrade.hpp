// A message that is stored already and arrives again with a role that takes more.
#pragma once

#include "host_stub/store/ingest_context.hpp"
#include "host_stub/store/message_rows.hpp"

namespace stub {

// Whether `arrived`, of the same message, has a role that takes more than the one it is stored
// with: OPEN over JOIN over CONTEXT. Never for what was deleted, and never for a reply of ours.
bool TakesMore(SqliteConnection& sql, const MessageRow& stored, const MessageRow& arrived);

// Gives the stored message the arrived one's role and what belongs to it (group, source, title, why
// it was taken), and its place. Text and edits stay as they are.
void UpgradeMessage(const IngestContext& context, const MessageRow& stored,
                    const MessageRow& arrived, const chp::Message& message);

}  // namespace stub
