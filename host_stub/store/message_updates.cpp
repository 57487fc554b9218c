// Later facts about messages and people.
#include "host_stub/store/message_updates.hpp"

#include <algorithm>

#include "host_stub/store/customer_keeper.hpp"
#include "host_stub/store/message_absorption.hpp"
#include "host_stub/store/message_deletion.hpp"
#include "host_stub/store/message_json.hpp"
#include "host_stub/store/message_placement.hpp"
#include "host_stub/store/message_rows.hpp"

namespace stub {
namespace {

constexpr std::int64_t kKeepPendingMs = 30LL * 24 * 60 * 60 * 1000;

void KeepForLater(const IngestContext& context, Id account, const chp::Update& update) {
  context.sql().Run(
      "INSERT INTO pending_updates(connection_id, account_id, external_id, at_ms, update_json, "
      "expires_ms) VALUES(?,?,?,?,?,?)",
      context.connection, account, update.external_id, update.at_ms, UpdateToJson(update),
      context.now_ms + kKeepPendingMs);
}

// The edited version was delivered as a message of its own before we learnt whose it is.
void AbsorbVersion(const IngestContext& context, const MessageRow& message,
                   const MessageRow& version) {
  SqliteConnection& sql = context.sql();
  if (message.ticket_id == 0 && version.ticket_id != 0) {
    // Only the edited text concerns us: the message takes over the version's place.
    sql.Run(
        "UPDATE messages SET role=?, subject=?, group_id=?, group_note=?, customer_id=?, "
        "ticket_id=?, article_id=?, expires_ms=0 WHERE id=?",
        version.role, version.subject, version.group_id, version.group_note, version.customer_id,
        version.ticket_id, version.article_id, message.id);
  } else {
    AbsorbIntoArticle(context, version, message.article_id, message.ticket_id);
  }
  sql.Run("UPDATE messages SET original_id=?, role=?, content_json='', subject='' WHERE id=?",
          message.id, chp::Role::kContext, version.id);
}

// From now on the new id means this message too.
void AddId(const IngestContext& context, const MessageRow& message, const std::string& new_id) {
  if (new_id.empty() || new_id == message.external_id) return;
  const auto known = FindMessage(context.sql(), context.connection, message.account_id, new_id);
  if (!known) {
    MessageRow alias = message;
    alias.external_id = new_id;
    alias.original_id = message.id;
    alias.role = chp::Role::kContext;
    alias.content_json.clear();
    alias.subject.clear();
    InsertMessage(context.sql(), alias);
  } else if (known->original_id == 0 && known->id != message.id) {
    AbsorbVersion(context, message, *known);
  }
  PlaceInTicket(context, message.id);
}

void Edit(const IngestContext& context, const MessageRow& before, const chp::Update& update) {
  AddId(context, before, update.new_external_id);
  SqliteConnection& sql = context.sql();
  const MessageRow message = LoadMessage(sql, before.id).value_or(before);
  if (message.deleted_ms != 0 || update.at_ms < message.edited_ms) return;
  std::string content_json = message.content_json;
  if (!content_json.empty()) {
    chp::Message content = MessageFromJson(content_json);
    content.text = update.text;
    content_json = MessageToJson(content);
  }
  sql.Run("UPDATE messages SET content_json=?, edited_ms=? WHERE id=?", content_json, update.at_ms,
          message.id);
  const auto parts = MessagesOfArticle(sql, message.article_id);
  const auto same = [&](const MessageRow& part) {
    return part.id == message.id || part.original_id == message.id;
  };
  // An article of several parts is not one of them.
  if (!std::all_of(parts.begin(), parts.end(), same)) return;
  sql.Run("UPDATE articles SET body=?, updated_ms=? WHERE id=?", update.text, context.now_ms,
          message.article_id);
}

void AddSystemNote(const IngestContext& context, const MessageRow& message,
                   const std::string& text) {
  SqliteConnection& sql = context.sql();
  if (text.empty() || message.article_id == 0) return;
  if (sql.Number(
          "SELECT 1 FROM articles WHERE related_article_id=? AND related_article_id>0 AND body=?",
          message.article_id, text)) {
    return;
  }
  ArticleRow note;
  note.article.ticket_id = message.ticket_id;
  note.article.type = "note";
  note.article.sender = "System";
  note.article.to_is_null = true;
  note.article.body = text;
  note.article.internal = true;
  note.article.created_ms = note.article.updated_ms = context.now_ms;
  note.article.delivery_article_id_related = message.article_id;
  InsertArticle(sql, note);
}

void Attach(const IngestContext& context, const MessageRow& message, const chp::Update& update) {
  for (const chp::Attachment& attachment : update.attachments) {
    AttachOnce(context.transaction, context.store.blob_directory, message, attachment);
  }
  if (message.deleted_ms != 0) return;
  AddSystemNote(context, message, update.text);
}

void ApplyToMessage(const IngestContext& context, const MessageRow& message,
                    const chp::Update& update) {
  switch (update.kind) {
    case chp::UpdateKind::kEdited:
      return Edit(context, message, update);
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
    if (update.party) RefreshCustomer(context, *update.party);
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
