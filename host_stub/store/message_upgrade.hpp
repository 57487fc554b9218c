// A message that is stored already and arrives again: with a role that takes more, or where only
// its deletion was known.
#pragma once

#include "host_stub/store/ingest_context.hpp"
#include "host_stub/store/message_rows.hpp"

namespace stub {

// Whether `arrived`, of the same message, has a role that takes more than the one it is stored
// with: OPEN over JOIN over CONTEXT. Never for a reply of ours.
bool TakesMore(SqliteConnection& sql, const MessageRow& stored, const MessageRow& arrived);

// Gives the stored message the arrived one's role and what belongs to it: group, source, title, why
// it was taken. Text and edits stay as they are; what was deleted stays without text.
void TakeRole(SqliteConnection& sql, const MessageRow& stored, const MessageRow& arrived,
              const chp::Message& message);

// The same, and its files and its place.
void UpgradeMessage(const IngestContext& context, const MessageRow& stored,
                    const MessageRow& arrived, const chp::Message& message);

// Of this message nothing is known but that it was deleted.
bool IsBareTombstone(const MessageRow& row);
// It learns whose it is and what it answers, so that what was deleted connects as it would have
// done; as context, until its role is taken. The row as it is now.
MessageRow FillTombstone(SqliteConnection& sql, const MessageRow& tombstone,
                         const MessageRow& facts);

}  // namespace stub
