// The graph of parents, walked upwards by the database.
#include "host_stub/store/message_context.hpp"

#include <set>
#include <string>
#include <utility>

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/message_json.hpp"
#include "host_stub/ticketing/message_article.hpp"

namespace stub {
namespace {

// From the rows of `seed` to what stands above them and is in no ticket, or is a broadcast in one
// of its own, a bounded number of steps. An id of an edited version means its original.
std::string Above(std::string_view seed) {
  return "WITH RECURSIVE above(id, steps) AS (SELECT id, 0 FROM messages WHERE " +
         std::string(seed) +
         " UNION SELECT iif(m.original_id>0, m.original_id, m.id), steps+1 FROM above "
         "JOIN message_parents p ON p.message_id=above.id "
         "JOIN messages child ON child.id=above.id "
         "JOIN messages m ON m.connection_id=child.connection_id AND m.account_id=p.account_id "
         "AND m.external_id=p.parent_id WHERE steps<20 AND (m.ticket_id=0 OR "
         "(m.own=1 AND m.role=3))) ";
}

// What was said, without what became of it.
Article AsContext(Article article) {
  article.id = 0;
  article.delivery = DeliveryState::kNone;
  article.attachments.clear();  // they are shown in their own ticket
  return article;
}

}  // namespace

void KeepAncestors(SqliteConnection& sql, Id message) {
  static const std::string kKeep =
      Above("id=?") +
      "UPDATE messages SET expires_ms=0 WHERE id IN (SELECT id FROM above WHERE steps>0) "
      "AND expires_ms>0";
  sql.Run(kKeep, message);
}

void KeepIfAnswered(SqliteConnection& sql, const MessageRow& arrived) {
  const bool answered =
      sql.Number(
             "SELECT 1 FROM message_parents p JOIN messages m ON m.id=p.message_id "
             "WHERE p.account_id=? AND p.parent_id=? AND m.deleted_ms=0 AND "
             "(m.ticket_id>0 OR m.expires_ms=0) LIMIT 1",
             arrived.account_id, arrived.external_id)
          .has_value();
  if (!answered) return;
  sql.Run("UPDATE messages SET expires_ms=0 WHERE id=?", arrived.id);
  KeepAncestors(sql, arrived.id);
}

std::vector<Article> LoadContext(SqliteConnection& sql, Id ticket) {
  static const std::string kLoad =
      Above("ticket_id=? AND ticket_id>0 AND original_id=0") +
      "SELECT article_type, link_label, content_json, article_id FROM messages WHERE id IN "
      "(SELECT id FROM above WHERE steps>0) AND deleted_ms=0 AND ticket_id<>? AND "
      "(content_json<>'' OR article_id>0) ORDER BY sent_ms, length(external_id), external_id "
      "LIMIT 200";
  Statement row = sql.Query(kLoad, ticket, ticket);
  std::vector<Article> context;
  std::set<Id> broadcasts;  // one may be in several parts
  while (row.Step()) {
    const Id article = row.Int(3);
    if (article == 0) {
      context.push_back(ArticleOf(MessageFromJson(row.Text(2)), {row.Text(0), row.Text(1)}));
    } else if (auto shown = LoadArticle(sql, article); shown && broadcasts.insert(article).second) {
      context.push_back(AsContext(std::move(shown->article)));
    } else {
      continue;
    }
    context.back().ticket_id = ticket;
  }
  return context;
}

}  // namespace stub
