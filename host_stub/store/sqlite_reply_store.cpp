// Replies and notes of agents: written, drafted for the preview, loaded for sending.
#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/customer_keeper.hpp"
#include "host_stub/store/json_text.hpp"
#include "host_stub/store/message_json.hpp"
#include "host_stub/store/reply_draft.hpp"
#include "host_stub/store/reply_jobs.hpp"
#include "host_stub/store/second_answer.hpp"
#include "host_stub/store/sqlite_settings_store.hpp"
#include "host_stub/store/sqlite_ticket_store.hpp"
#include "host_stub/store/sqlite_upload_store.hpp"
#include "host_stub/store/user_rows.hpp"
#include "host_stub/ticketing/text.hpp"

namespace stub {
namespace {

constexpr std::size_t kKeyBytes = 24;
constexpr std::int64_t kSecondMs = 1000;

std::string AgentJson(SqliteConnection& sql, Id agent) {
  const auto user = LoadUser(sql, agent);
  if (!user) return "{}";
  return boost::json::serialize(boost::json::object{{"id", std::to_string(user->id)},
                                                    {"first_name", user->firstname},
                                                    {"last_name", user->lastname},
                                                    {"email", user->email}});
}

chp::Result<void> CheckArticle(const NewArticle& article) {
  if (Trimmed(article.body).empty() && article.attachments.empty()) {
    return InvalidError("article.body_empty", "Write something, or attach a file.");
  }
  if (!ParseObject(article.options_json, "The options")) {
    return InvalidError("article.options", "The options must be a JSON object.");
  }
  return {};
}

std::vector<chp::Attachment> AttachmentsOf(const std::vector<ArticleAttachment>& from) {
  std::vector<chp::Attachment> attachments;
  attachments.reserve(from.size());
  for (const ArticleAttachment& each : from) {
    attachments.push_back({.blob_id = each.blob_id,
                           .filename = each.filename,
                           .media_type = each.media_type,
                           .alt_text = each.alt_text,
                           .size_bytes = each.size_bytes});
  }
  return attachments;
}

ArticleRow RowOf(const NewArticle& from, std::int64_t now) {
  ArticleRow row;
  row.article.ticket_id = from.ticket_id;
  row.article.type = from.type;
  row.article.sender = "Agent";
  row.article.from = from.from;
  row.article.to = from.to;
  row.article.to_is_null = from.to.empty();
  row.article.subject = from.subject;
  row.article.body = from.body;
  row.article.in_reply_to = from.in_reply_to;
  row.article.internal = from.internal;
  row.account_id = from.account_id;
  row.article.created_by_id = from.created_by_id;
  row.article.created_ms = row.article.updated_ms = now;
  row.article.attachments = from.attachments;
  if (!from.options_json.empty()) row.options_json = from.options_json;
  return row;
}

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

PendingReply PendingOf(SqliteConnection& sql, const ArticleRow& row, const Account& account,
                       const std::string& content_json) {
  const Article& article = row.article;
  return {.article_id = article.id,
          .connection_id = account.connection_id,
          .account_id = account.id,
          .idempotency_key = row.idempotency_key,
          .surface = row.surface,
          .conversation_id = row.conversation_id,
          .in_reply_to = article.in_reply_to,
          .recipient_id = row.recipient_id,
          .text = article.body,
          .context_json = MessageFromJson(content_json).context_json,
          .options_json = row.options_json,
          .agent_json = AgentJson(sql, article.created_by_id),
          .attachments = AttachmentsOf(article.attachments),
          .created_ms = article.created_ms,
          .force = row.forced};
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
  auto key = RandomName(kKeyBytes);
  if (!key) return key.error();
  ArticleRow row = RowOf(article, now);
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
    return InsertArticle(transaction.sql, RowOf(article, now));
  });
}

chp::Result<PendingReply> SqliteTicketStore::DraftReply(const NewArticle& article,
                                                        const std::string& surface) {
  if (auto sound = CheckArticle(article); !sound) return sound.error();
  return context_.database.Read<PendingReply>(
      [&](SqliteConnection& sql) -> chp::Result<PendingReply> {
        const auto draft = DraftReplyTo(sql, article, surface);
        if (!draft) return draft.error();
        ArticleRow row = RowOf(article, context_.now_ms());
        Address(sql, *draft, row);
        return PendingOf(sql, row, draft->account, draft->answered.content_json);
      });
}

chp::Result<PendingReply> SqliteTicketStore::LoadReply(Id article) {
  return context_.database.Read<PendingReply>(
      [article](SqliteConnection& sql) -> chp::Result<PendingReply> {
        const auto row = LoadArticle(sql, article);
        if (!row || row->idempotency_key.empty()) {
          return NotFoundError("reply.unknown", "There is no such reply.");
        }
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
