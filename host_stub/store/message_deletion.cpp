// What was deleted on the remote side is erased here.
#include "host_stub/store/message_deletion.hpp"

#include <algorithm>

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/job_rows.hpp"
#include "host_stub/store/message_json.hpp"
#include "host_stub/store/message_updates.hpp"
#include "host_stub/store/ticket_keeper.hpp"
#include "host_stub/ticketing/message_article.hpp"

namespace stub {
namespace {

std::int64_t DeletionTime(const IngestContext& context, std::int64_t at_ms) {
  return at_ms > 0 ? at_ms : context.now_ms;
}

// Notes of the host about files of a message; those about a reply say why it could not be sent.
void DropNotesAbout(SqliteConnection& sql, Id article) {
  sql.Run(
      "DELETE FROM articles WHERE related_article_id=?1 AND related_article_id>0 AND "
      "sender='System' AND (SELECT idempotency_key FROM articles WHERE id=?1) IS NULL",
      article);
}

// A ticket that was merged bears the title of the one it went into.
void RefreshTitles(const IngestContext& context, Id ticket) {
  TicketKeeper(context).Refresh(ticket);
  context.sql().Run(
      "UPDATE tickets SET title=(SELECT title FROM tickets WHERE id=?1) "
      "WHERE merged_into=?1 AND merged_into>0 AND title_by_agent=0",
      ticket);
}

}  // namespace

void DropVersions(SqliteConnection& sql, Id message) {
  sql.Run("DELETE FROM message_versions WHERE message_id=?", message);
}

void EraseIfDeleted(const IngestContext& context, Id article) {
  const auto parts = MessagesOfArticle(context.sql(), article);
  const auto remains = [](const MessageRow& part) { return part.deleted_ms == 0; };
  if (std::any_of(parts.begin(), parts.end(), remains)) return;
  DropAttachmentsOfArticle(context.transaction, context.store.blob_directory, article);
  DropNotesAbout(context.sql(), article);
  context.sql().Run(
      "UPDATE articles SET body=?, subject='', attributes_json='{}', links_json='[]', "
      "options_json='{}', updated_ms=? WHERE id=?",
      kDeletedBody, context.now_ms, article);
}

std::string RemainsOf(const chp::Message& message, const std::string& external_id) {
  chp::Message remains = message;
  remains.external_id = external_id;
  remains.text = kDeletedBody;
  remains.subject.clear();
  remains.permalink.clear();
  remains.attributes_json.clear();
  remains.match_json.clear();
  remains.context_json.clear();
  return MessageToJson(remains);
}

void DeleteMessageContent(const IngestContext& context, const MessageRow& message,
                          std::int64_t at_ms) {
  if (message.deleted_ms != 0) return;
  SqliteConnection& sql = context.sql();
  const std::int64_t deleted_ms = DeletionTime(context, at_ms);
  // One that waits for its ticket will be shown there, without its text.
  const bool waits = message.article_id == 0 && message.role != chp::Role::kContext;
  const std::string remains =
      waits && !message.content_json.empty()
          ? RemainsOf(MessageFromJson(message.content_json), message.external_id)
          : "";
  sql.Run(
      "UPDATE messages SET content_json=?, subject='', note='', expires_ms=0, deleted_ms=? "
      "WHERE id=?",
      remains, deleted_ms, message.id);
  sql.Run("UPDATE messages SET deleted_ms=? WHERE original_id=? AND original_id>0", deleted_ms,
          message.id);
  DropAttachmentsOfMessage(context.transaction, context.store.blob_directory, message.id);
  EraseJobsOfMessage(sql, message.id);
  DropVersions(sql, message.id);
  if (message.article_id == 0) return;
  EraseIfDeleted(context, message.article_id);
  RefreshTitles(context, message.ticket_id);
}

void InsertTombstone(const IngestContext& context, Id account, const chp::Update& update) {
  MessageRow row;
  row.connection_id = context.connection;
  row.account_id = account;
  row.external_id = update.external_id;
  row.deleted_ms = DeletionTime(context, update.at_ms);
  InsertMessage(context.sql(), row);
  ApplyPendingUpdates(context, account, update.external_id);
}

}  // namespace stub
