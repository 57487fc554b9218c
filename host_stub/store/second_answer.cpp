#include "host_stub/store/second_answer.hpp"

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/store_context.hpp"
#include "host_stub/store/user_rows.hpp"
#include "host_stub/ticketing/text.hpp"

namespace stub {

std::optional<Article> AnswerOfAnother(SqliteConnection& sql, Id ticket,
                                       const std::string& message_id, const AnsweringNow& now) {
  if (message_id.empty()) return std::nullopt;
  const auto id = sql.Number(
      "SELECT id FROM articles WHERE ticket_id=? AND in_reply_to=? AND sender='Agent' AND "
      "internal=0 AND created_by_id<>? AND created_ms>? AND delivery<>? ORDER BY id DESC LIMIT 1",
      ticket, message_id, now.user, now.since_ms, DeliveryState::kFail);
  if (!id) return std::nullopt;
  auto row = LoadArticle(sql, *id);
  if (!row) return std::nullopt;
  return std::move(row->article);
}

chp::Error AnsweredMeanwhile(SqliteConnection& sql, const Article& other) {
  const auto author = LoadUser(sql, other.created_by_id);
  std::string name = author ? Trimmed(author->firstname + " " + author->lastname) : "";
  if (name.empty()) name = author ? author->login : other.from;
  return ConflictError("reply.answered_meanwhile",
                       name +
                           " has answered this message meanwhile. Look at it, then send yours if "
                           "it is still needed.");
}

}  // namespace stub
