// Replies among the articles: as they are written, as they are sent.
#pragma once

#include <optional>
#include <string>

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/store_context.hpp"
#include "host_stub/store/ticket_store.hpp"

namespace stub {

inline chp::Error UnknownReply() {
  return NotFoundError("reply.unknown", "There is no such reply.");
}

// nullopt: no reply that an agent wrote here.
std::optional<ArticleRow> LoadReplyRow(SqliteConnection& sql, Id article);
// What is wrong with any article, a note too.
chp::Result<void> CheckArticle(const NewArticle& article);
// The same before anything is written.
chp::Result<void> CheckDraft(const NewArticle& article);
ArticleRow RowOfNew(const NewArticle& from, std::int64_t now_ms);
// All that sending needs; `content_json` is the message answered, empty: none.
PendingReply PendingOf(SqliteConnection& sql, const ArticleRow& row, const Account& account,
                       const std::string& content_json);
// An internal note of the helpdesk itself about a reply.
void AddReplyNote(SqliteConnection& sql, const Article& about, const std::string& text,
                  std::int64_t now_ms);

}  // namespace stub
