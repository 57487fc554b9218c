// Replies and notes of agents: written, drafted for the preview, loaded for sending.
#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/customer_keeper.hpp"
#include "host_stub/store/reply_draft.hpp"
#include "host_stub/store/reply_jobs.hpp"
#include "host_stub/store/reply_rows.hpp"
#include "host_stub/store/second_answer.hpp"
#include "host_stub/store/sqlite_settings_store.hpp"
#include "host_stub/store/sqlite_ticket_store.hpp"
#include "host_stub/store/sqlite_upload_store.hpp"

namespace stub {
namespace {

constexpr std::size_t kIdempotencyKeyBytes = 24;
constexpr std::int64_t kSecondMs = 1000;

// What the draft adds to the article: the message answered and the person written to.
void Address(SqliteConnection& sql, const ReplyDraft& draft, ArticleRow& row) {
  row.article.in_reply_to = draft.answered.external_id;
  row.surface = draft.answered.surface;
  row.conversation_id = draft.answered.conversation_id;
  row.recipient_id = draft.recipient_id;
  if (!row.article.to.empty()) return;
  const std::string handle = HandleOf(sql, draft.ticket.slug, draft.recipient_id);
  row.article.to = handle.empty() ? draft.recipient_id : handle;
  row.article.to_is_null = false;
}

chp::Result<Id> ConnectionOfNote(SqliteConnection& sql, const NewArticle& article) {
  const auto ticket = LoadTicket(sql, article.ticket_id);
  if (!ticket) return NotFoundError("ticket.unknown", "There is no such ticket.");
  if (ticket->ticket.state == TicketState::kMerged) {
    return InvalidError("ticket.merged",
                        "This ticket was merged into another one: write in that one.");
  }
  return ticket->ticket.connection_id;
}

// kConflict while a colleague's fresh answer has not been looked at.
chp::Result<void> CheckFirst(SqliteConnection& sql, const NewArticle& article,
                             const ReplyDraft& draft, std::int64_t window_ms, std::int64_t now) {
  if (article.despite_answer || window_ms == 0) return {};
  const auto other = AnswerOfAnother(sql, draft.ticket.ticket.id, draft.answered.external_id,
                                     {.user = article.created_by_id, .since_ms = now - window_ms});
  if (!other) return {};
  return AnsweredMeanwhile(sql, *other);
}

chp::Result<Id> WriteReply(Transaction& transaction, const NewArticle& article,
                           const std::string& surface, std::int64_t now) {
  SqliteConnection& sql = transaction.sql;
  const auto draft = DraftReplyTo(sql, article, surface);
  if (!draft) return draft.error();
  const ReplySettings settings = LoadReplySettings(sql);
  if (auto first =
          CheckFirst(sql, article, *draft, settings.second_answer_seconds * kSecondMs, now);
      !first) {
    return first.error();
  }
  auto key = RandomName(kIdempotencyKeyBytes);
  if (!key) return key.error();
  ArticleRow row = RowOfNew(article, now);
  row.idempotency_key = std::move(*key);
  row.article.delivery = DeliveryState::kQueued;
  Address(sql, *draft, row);
  if (auto taken = TakeFiles(sql, article.attachments, draft->account.connection_id); !taken) {
    return taken.error();
  }
  row.article.id = InsertArticle(sql, row);
  const bool is_private = draft->answered.visibility == chp::Visibility::kPrivate;
  QueueReply(transaction, row,
             {.account = draft->account,
              .is_private = is_private,
              .at_ms = is_private ? now : now + settings.undo_seconds * kSecondMs});
  return row.article.id;
}

void Touch(SqliteConnection& sql, Id ticket, std::int64_t now) {
  sql.Run("UPDATE tickets SET updated_ms=? WHERE id=?", now, ticket);
}

}  // namespace

chp::Result<Id> SqliteTicketStore::CreateArticle(const NewArticle& article,
                                                 const std::string& surface) {
  if (auto sound = CheckArticle(article); !sound) return sound.error();
  return context_.database.Write<Id>([&](Transaction& transaction) -> chp::Result<Id> {
    const std::int64_t now = context_.now_ms();
    Touch(transaction.sql, article.ticket_id, now);
    if (!surface.empty()) return WriteReply(transaction, article, surface, now);
    const auto connection = ConnectionOfNote(transaction.sql, article);
    if (!connection) return connection.error();
    if (auto taken = TakeFiles(transaction.sql, article.attachments, *connection); !taken) {
      return taken.error();
    }
    return InsertArticle(transaction.sql, RowOfNew(article, now));
  });
}

chp::Result<PendingReply> SqliteTicketStore::DraftReply(const NewArticle& article,
                                                        const std::string& surface) {
  if (auto sound = CheckDraft(article); !sound) return sound.error();
  return context_.database.Read<PendingReply>(
      [&](SqliteConnection& sql) -> chp::Result<PendingReply> {
        const auto draft = DraftReplyTo(sql, article, surface);
        if (!draft) return draft.error();
        ArticleRow row = RowOfNew(article, context_.now_ms());
        Address(sql, *draft, row);
        return PendingOf(sql, row, draft->account, draft->answered.content_json);
      });
}

chp::Result<PendingReply> SqliteTicketStore::LoadReply(Id article) {
  return context_.database.Read<PendingReply>(
      [article](SqliteConnection& sql) -> chp::Result<PendingReply> {
        const auto row = LoadReplyRow(sql, article);
        if (!row) return UnknownReply();
        const auto ticket = LoadTicket(sql, row->article.ticket_id);
        if (!ticket) return NotFoundError("ticket.unknown", "There is no such ticket.");
        const auto account = AccountOfReply(sql, *ticket, row->account_id);
        if (!account) return account.error();
        const auto answered = FindOriginal(sql, ticket->ticket.connection_id,
                                           ticket->ticket.account_id, row->article.in_reply_to);
        return PendingOf(sql, *row, *account, answered ? answered->content_json : "");
      });
}

}  // namespace stub
