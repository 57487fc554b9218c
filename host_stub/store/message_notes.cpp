// Notes of the host about messages.
#include "host_stub/store/message_notes.hpp"

#include "host_stub/store/article_rows.hpp"

namespace stub {

void NoteAbout(const IngestContext& context, const MessageRow& message, const std::string& text) {
  SqliteConnection& sql = context.sql();
  if (text.empty()) return;
  if (message.article_id == 0) {
    return sql.Run("UPDATE messages SET note=? WHERE id=?", text, message.id);
  }
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

}  // namespace stub
