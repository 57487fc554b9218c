// Edited versions of a message.
#include "host_stub/store/message_versions.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/message_absorption.hpp"
#include "host_stub/store/message_deletion.hpp"
#include "host_stub/store/message_json.hpp"
#include "host_stub/store/message_placement.hpp"
#include "host_stub/store/message_updates.hpp"
#include "host_stub/store/message_upgrade.hpp"
#include "host_stub/store/ticket_keeper.hpp"

namespace stub {
namespace {

std::string WithText(const std::string& content_json, const std::string& text) {
  if (content_json.empty()) return {};
  chp::Message content = MessageFromJson(content_json);
  content.text = text;
  return MessageToJson(content);
}

// Its earlier text; nothing where we never saw it.
void KeepText(SqliteConnection& sql, const MessageRow& message, const std::string& text) {
  const std::int64_t since = message.edited_ms > 0 ? message.edited_ms : message.sent_ms;
  sql.Run("INSERT OR IGNORE INTO message_versions(message_id, written_ms, body) VALUES(?,?,?)",
          message.id, since, text);
}

// An edit that is told of after a later one was never shown, and still belongs to the history.
void KeepLateEdit(SqliteConnection& sql, const MessageRow& message, const chp::Update& update) {
  sql.Run(
      "INSERT OR IGNORE INTO message_versions(message_id, written_ms, body) SELECT ?1, ?2, ?3 "
      "WHERE NOT EXISTS (SELECT 1 FROM message_versions WHERE message_id=?1 AND body=?3)",
      message.id, update.at_ms, update.text);
}

// What a message says now: its own text, or that of the article which is nothing else.
std::optional<std::string> TextNow(SqliteConnection& sql, const MessageRow& message,
                                   bool is_whole_article) {
  if (!message.content_json.empty()) return MessageFromJson(message.content_json).text;
  const auto shown = is_whole_article ? LoadArticle(sql, message.article_id) : std::nullopt;
  if (!shown) return std::nullopt;
  return shown->article.body;
}

// Only the version is in a ticket: the message takes over its place, and is what its article shows.
void TakePlace(const IngestContext& context, const MessageRow& message, const MessageRow& version) {
  SqliteConnection& sql = context.sql();
  sql.Run(
      "UPDATE messages SET customer_id=?2, ticket_id=?3, article_id=?4, expires_ms=0 "
      "WHERE id=?1 OR (original_id=?1 AND original_id>0)",
      message.id, version.customer_id, version.ticket_id, version.article_id);
  sql.Run("UPDATE attachments SET message_id=?, article_id=? WHERE message_id IN (?, ?)",
          message.id, version.article_id, message.id, version.id);
  sql.Run(
      "UPDATE articles SET message_id=?, created_ms=?, updated_ms=? "
      "WHERE id=? AND idempotency_key IS NULL",
      message.external_id, message.sent_ms, context.now_ms, version.article_id);
  const auto now = LoadMessage(sql, message.id);
  if (now && !now->content_json.empty()) {
    sql.Run("UPDATE articles SET body=? WHERE id=? AND idempotency_key IS NULL",
            MessageFromJson(now->content_json).text, version.article_id);
  }
  TicketKeeper(context).Refresh(version.ticket_id);
}

// Of two that are the same message, one of which was deleted, nothing may remain.
void DeleteBoth(const IngestContext& context, Id message, const MessageRow& version) {
  const auto now = LoadMessage(context.sql(), message);
  if (!now || (now->deleted_ms == 0 && version.deleted_ms == 0)) return;
  if (now->deleted_ms == 0) return DeleteMessageContent(context, *now, version.deleted_ms);
  DropAttachmentsOfMessage(context.transaction, context.store.blob_directory, version.id);
  DropVersions(context.sql(), message);
  context.sql().Run("UPDATE messages SET deleted_ms=? WHERE original_id=? AND original_id>0",
                    now->deleted_ms, message);
  if (now->article_id == 0) return;
  EraseIfDeleted(context, now->article_id);
  TicketKeeper(context).Refresh(now->ticket_id);
}

// The edited version was delivered as a message of its own before we learnt whose it is. It becomes
// one more id of the message, which takes the stronger role, the later text and the place.
void AbsorbVersion(const IngestContext& context, MessageRow message, const MessageRow& version) {
  SqliteConnection& sql = context.sql();
  if (IsBareTombstone(message)) message = FillTombstone(sql, message, version);
  sql.Run("UPDATE OR REPLACE message_versions SET message_id=? WHERE message_id=?", message.id,
          version.id);
  sql.Run("UPDATE jobs SET message_id=? WHERE message_id=? AND message_id>0", message.id,
          version.id);
  sql.Run("UPDATE messages SET original_id=?1 WHERE id=?2 OR (original_id=?2 AND original_id>0)",
          message.id, version.id);
  if (version.role < message.role)
    TakeRole(sql, message, version, MessageFromJson(version.content_json));
  if (message.deleted_ms == 0 && version.edited_ms > message.edited_ms) {
    const auto taken = LoadMessage(sql, message.id).value_or(message);
    const std::string text = MessageFromJson(version.content_json).text;
    const auto before = TextNow(sql, taken, false);
    if (before && *before != text) KeepText(sql, taken, *before);
    sql.Run("UPDATE messages SET content_json=?, edited_ms=? WHERE id=?",
            WithText(taken.content_json, text), version.edited_ms, message.id);
    sql.Run("UPDATE articles SET body=? WHERE id=? AND idempotency_key IS NULL", text,
            message.article_id);
  }
  if (message.ticket_id == 0 && version.ticket_id != 0) {
    TakePlace(context, message, version);
  } else {
    AbsorbIntoArticle(context, version, message.article_id, message.ticket_id);
  }
  sql.Run("UPDATE messages SET role=?, content_json='', subject='' WHERE id=?", chp::Role::kContext,
          version.id);
  DeleteBoth(context, message.id, version);
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
  // What was told of the version before we knew it.
  ApplyPendingUpdates(context, message.account_id, new_id);
}

}  // namespace

void EditMessage(const IngestContext& context, const MessageRow& before,
                 const chp::Update& update) {
  AddId(context, before, update.new_external_id);
  SqliteConnection& sql = context.sql();
  const MessageRow message = LoadMessage(sql, before.id).value_or(before);
  if (message.deleted_ms != 0) return;
  if (update.at_ms < message.edited_ms) return KeepLateEdit(sql, message, update);
  const auto parts = MessagesOfArticle(sql, message.article_id);
  const auto same = [&](const MessageRow& part) {
    return part.id == message.id || part.original_id == message.id;
  };
  // An article of several parts is not one of them.
  const bool is_whole_article = std::all_of(parts.begin(), parts.end(), same);
  const auto said = TextNow(sql, message, is_whole_article);
  if (said && *said != update.text) KeepText(sql, message, *said);
  sql.Run("UPDATE messages SET content_json=?, edited_ms=? WHERE id=?",
          WithText(message.content_json, update.text), update.at_ms, message.id);
  if (!is_whole_article) return;
  sql.Run("UPDATE articles SET body=?, updated_ms=? WHERE id=?", update.text, context.now_ms,
          message.article_id);
}

}  // namespace stub
