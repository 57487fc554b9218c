// What was deleted on the remote side is erased here; a tombstone keeps it from coming back.
#pragma once

#include "host_stub/store/ingest_context.hpp"
#include "host_stub/store/message_rows.hpp"

namespace stub {

// Erases text, files and attributes; the article remains and says that it was deleted.
void DeleteMessageContent(const IngestContext& context, const MessageRow& message,
                          std::int64_t at_ms);
// Erases what it said before it was edited.
void DropVersions(SqliteConnection& sql, Id message);
// Erases an article once all its parts are deleted.
void EraseIfDeleted(const IngestContext& context, Id article);
// For a message that has not come yet, and shall not.
void InsertTombstone(const IngestContext& context, Id account, const chp::Update& update);

// The content of a deleted message: who wrote it and to whom, and nothing of what was written.
std::string RemainsOf(const chp::Message& message, const std::string& external_id);

}  // namespace stub
