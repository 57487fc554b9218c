// Replies among the articles.
#pragma once

#include <optional>

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/store_context.hpp"

namespace stub {

inline chp::Error UnknownReply() {
  return NotFoundError("reply.unknown", "There is no such reply.");
}

// nullopt: no reply that an agent wrote here.
inline std::optional<ArticleRow> LoadReplyRow(SqliteConnection& sql, Id article) {
  auto row = LoadArticle(sql, article);
  if (!row || row->idempotency_key.empty()) return std::nullopt;
  return row;
}

// An internal note of the helpdesk itself about a reply.
void AddReplyNote(SqliteConnection& sql, const Article& about, const std::string& text,
                  std::int64_t now_ms);

}  // namespace stub
