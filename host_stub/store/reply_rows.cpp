#include "host_stub/store/reply_rows.hpp"

#include "host_stub/store/json_text.hpp"
#include "host_stub/store/message_json.hpp"
#include "host_stub/store/user_rows.hpp"
#include "host_stub/ticketing/text.hpp"

namespace stub {
namespace {

std::string AgentJson(SqliteConnection& sql, Id agent) {
  const auto user = LoadUser(sql, agent);
  if (!user) return "{}";
  return boost::json::serialize(boost::json::object{{"id", std::to_string(user->id)},
                                                    {"first_name", user->firstname},
                                                    {"last_name", user->lastname},
                                                    {"email", user->email}});
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

}  // namespace

std::optional<ArticleRow> LoadReplyRow(SqliteConnection& sql, Id article) {
  auto row = LoadArticle(sql, article);
  if (!row || row->idempotency_key.empty()) return std::nullopt;
  return row;
}

chp::Result<void> CheckArticle(const NewArticle& article) {
  if (Trimmed(article.body).empty() && article.attachments.empty()) {
    return InvalidError("article.body_empty", "Write something, or attach a file.");
  }
  return CheckDraft(article);
}

chp::Result<void> CheckDraft(const NewArticle& article) {
  if (!ParseObject(article.options_json, "The options")) {
    return InvalidError("article.options", "The options must be a JSON object.");
  }
  return {};
}

ArticleRow RowOfNew(const NewArticle& from, std::int64_t now_ms) {
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
  row.article.created_ms = row.article.updated_ms = now_ms;
  row.article.attachments = from.attachments;
  if (!from.options_json.empty()) row.options_json = from.options_json;
  return row;
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

void AddReplyNote(SqliteConnection& sql, const Article& about, const std::string& text,
                  std::int64_t now_ms) {
  ArticleRow note;
  note.article.ticket_id = about.ticket_id;
  note.article.type = "note";
  note.article.sender = "System";
  note.article.to_is_null = true;
  note.article.body = text;
  note.article.internal = true;
  note.article.created_ms = note.article.updated_ms = now_ms;
  note.article.delivery_article_id_related = about.id;
  InsertArticle(sql, note);
}

}  // namespace stub
