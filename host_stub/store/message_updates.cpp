// Later facts about messages and people.
#include "host_stub/store/message_updates.hpp"

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/customer_keeper.hpp"
#include "host_stub/store/file_blob_store.hpp"
#include "host_stub/store/message_deletion.hpp"
#include "host_stub/store/message_json.hpp"
#include "host_stub/store/message_notes.hpp"
#include "host_stub/store/message_rows.hpp"
#include "host_stub/store/message_versions.hpp"

namespace stub {
namespace {

constexpr std::int64_t kKeepPendingMs = 30 * kDayMs;

void KeepForLater(const IngestContext& context, Id account, const chp::Update& update) {
  context.sql().Run(
      "INSERT INTO pending_updates(connection_id, account_id, external_id, at_ms, update_json, "
      "expires_ms) VALUES(?,?,?,?,?,?)",
      context.connection, account, update.external_id, update.at_ms, UpdateToJson(update),
      context.now_ms + kKeepPendingMs);
}

void Attach(const IngestContext& context, const MessageRow& message, const chp::Update& update) {
  for (const chp::Attachment& attachment : update.attachments) {
    AttachOnce(context.transaction, context.store.blob_directory, message, attachment);
  }
  if (message.deleted_ms != 0) return;
  NoteAbout(context, message, update.text);
}

void ApplyToMessage(const IngestContext& context, const MessageRow& message,
                    const chp::Update& update) {
  switch (update.kind) {
    case chp::UpdateKind::kEdited:
      return EditMessage(context, message, update);
    case chp::UpdateKind::kDeleted:
      return DeleteMessageContent(context, message, update.at_ms);
    case chp::UpdateKind::kAttached:
      return Attach(context, message, update);
    case chp::UpdateKind::kDelivered:
      return context.sql().Run("UPDATE messages SET delivered_ms=max(delivered_ms, ?) WHERE id=?",
                               update.at_ms, message.id);
    case chp::UpdateKind::kRead:
      return context.sql().Run("UPDATE messages SET read_ms=max(read_ms, ?) WHERE id=?",
                               update.at_ms, message.id);
    case chp::UpdateKind::kPartyChanged:
      return;
  }
}

}  // namespace

void ApplyUpdate(const IngestContext& context, Id account, const chp::Update& update) {
  if (update.kind == chp::UpdateKind::kPartyChanged) {
    if (update.party) RefreshCustomer(context, *update.party, update.at_ms);
    return;
  }
  const auto message = FindOriginal(context.sql(), context.connection, account, update.external_id);
  if (message) {
    ApplyToMessage(context, *message, update);
  } else if (update.kind == chp::UpdateKind::kDeleted) {
    InsertTombstone(context, account, update);
  } else {
    KeepForLater(context, account, update);
  }
}

bool ApplyPendingUpdates(const IngestContext& context, Id account, std::string_view external_id) {
  SqliteConnection& sql = context.sql();
  std::vector<chp::Update> updates;
  {
    Statement row = sql.Query(
        "SELECT update_json FROM pending_updates WHERE account_id=? AND external_id=? "
        "ORDER BY at_ms, id",
        account, external_id);
    while (row.Step()) updates.push_back(UpdateFromJson(row.Text(0)));
  }
  if (updates.empty()) return false;
  sql.Run("DELETE FROM pending_updates WHERE account_id=? AND external_id=?", account, external_id);
  for (const chp::Update& update : updates) ApplyUpdate(context, account, update);
  return true;
}

}  // namespace stub
