// Ties an external id to an article that exists already.
#include "host_stub/store/message_absorption.hpp"

#include "host_stub/store/message_deletion.hpp"
#include "host_stub/store/message_placement.hpp"
#include "host_stub/store/message_updates.hpp"
#include "host_stub/store/ticket_keeper.hpp"
#include "host_stub/ticketing/message_check.hpp"

namespace stub {
namespace {

// Our reply as a message: it can be answered, and it connects what answers it.
MessageRow PartOf(const IngestContext& context, Id account, const ArticleRow& reply,
                  chp::Visibility visibility) {
  MessageRow row;
  row.connection_id = context.connection;
  row.account_id = account;
  // What answers nobody is a broadcast: it is shown, and connects nobody.
  const bool is_broadcast =
      visibility == chp::Visibility::kPublic && reply.article.in_reply_to.empty();
  row.role = is_broadcast ? chp::Role::kContext : chp::Role::kJoin;
  row.visibility = visibility;
  row.own = true;
  row.sent_ms = context.now_ms;
  row.conversation_id = reply.conversation_id;
  row.counterpart = reply.recipient_id;
  row.surface = reply.surface;
  row.article_type = reply.article.type;
  row.ticket_id = reply.article.ticket_id;
  row.article_id = reply.article.id;
  return row;
}

chp::Result<void> BindStored(const IngestContext& context, const MessageRow& stored,
                             const ArticleRow& reply) {
  if (stored.article_id == reply.article.id) return {};
  const auto shown = LoadArticle(context.sql(), stored.article_id);
  if (shown && !shown->idempotency_key.empty()) {
    return ConflictError("bind.other_reply", "This id belongs to another reply already.");
  }
  if (!stored.own && stored.deleted_ms == 0) {
    return InvalidError("bind.not_own", "This id belongs to a message that is not ours.");
  }
  AbsorbIntoArticle(context, stored, reply.article.id, reply.article.ticket_id);
  PlaceInTicket(context, stored.id);
  EraseIfDeleted(context, reply.article.id);
  return {};
}

}  // namespace

void AbsorbIntoArticle(const IngestContext& context, MessageRow message, Id article, Id ticket) {
  SqliteConnection& sql = context.sql();
  const Id old_article = message.article_id;
  const Id old_ticket = message.ticket_id;
  message.article_id = article;
  message.ticket_id = ticket;
  PlaceMessage(sql, message);
  if (old_article != 0 && old_article != article) {
    DropAttachmentsOfArticle(context.transaction, context.store.blob_directory, old_article);
    sql.Run("DELETE FROM articles WHERE id=?", old_article);
  }
  TicketKeeper keeper(context);
  if (old_ticket != 0) keeper.RemoveIfEmpty(old_ticket, ticket);
  keeper.Refresh(ticket);
}

chp::Result<void> BindReplyPart(const IngestContext& context, Id account, const ArticleRow& reply,
                                std::string_view external_id) {
  if (external_id.empty() || external_id.size() > kLongestExternalId) {
    return InvalidError("bind.id_invalid", "An id of the remote side has 1 to 63 bytes.");
  }
  SqliteConnection& sql = context.sql();
  if (const auto stored = FindOriginal(sql, context.connection, account, external_id)) {
    return BindStored(context, *stored, reply);
  }
  const auto ticket = LoadTicket(sql, reply.article.ticket_id);
  if (!ticket) return NotFoundError("ticket.unknown", "The reply's ticket no longer exists.");
  MessageRow row = PartOf(context, account, reply, ticket->ticket.visibility);
  row.external_id = external_id;
  row.id = InsertMessage(sql, row);
  if (!reply.article.in_reply_to.empty()) {
    InsertParents(sql, row.id, account, {reply.article.in_reply_to});
  }
  sql.Run("UPDATE tickets SET last_sent_ms=max(last_sent_ms, ?) WHERE id=?", row.sent_ms,
          row.ticket_id);
  ApplyPendingUpdates(context, account, external_id);
  PlaceInTicket(context, row.id);
  return {};
}

}  // namespace stub
