// The graph of parents, walked upwards step by step.
#include "host_stub/store/message_context.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/message_json.hpp"
#include "host_stub/ticketing/message_article.hpp"
#include "host_stub/ticketing/text.hpp"

namespace stub {
namespace {

constexpr int kMostSteps = 20;
constexpr std::size_t kMostContext = 200;

// One step up, to what is in no ticket or is a broadcast in one of its own. An id of an edited
// version means its original.
std::vector<Id> ContextAbove(SqliteConnection& sql, Id message) {
  return sql.Numbers(
      "SELECT iif(m.original_id>0, m.original_id, m.id) FROM message_parents p "
      "JOIN messages child ON child.id=p.message_id "
      "JOIN messages m ON m.connection_id=child.connection_id AND m.account_id=p.account_id "
      "AND m.external_id=p.parent_id "
      "WHERE p.message_id=? AND (m.ticket_id=0 OR (m.own=1 AND m.role=3))",
      message);
}

std::vector<Id> AllAbove(SqliteConnection& sql, std::vector<Id> level) {
  std::set<Id> seen(level.begin(), level.end());
  std::vector<Id> above;
  for (int steps = 0; steps < kMostSteps && !level.empty(); ++steps) {
    std::vector<Id> next;
    for (const Id message : level) {
      for (const Id parent : ContextAbove(sql, message)) {
        if (seen.insert(parent).second) next.push_back(parent);
      }
    }
    above.insert(above.end(), next.begin(), next.end());
    level = std::move(next);
  }
  return above;
}

bool IsShownBeside(const MessageRow& message, Id ticket) {
  const bool has_words = !message.content_json.empty() || message.article_id != 0;
  return message.deleted_ms == 0 && message.ticket_id != ticket && has_words;
}

bool IsEarlier(const MessageRow& one, const MessageRow& other) {
  if (one.sent_ms != other.sent_ms) return one.sent_ms < other.sent_ms;
  return ExternalIdBefore(one.external_id, other.external_id);
}

std::vector<MessageRow> FirstOfContext(SqliteConnection& sql, Id ticket) {
  std::vector<MessageRow> messages;
  const auto seeds = sql.Numbers(
      "SELECT id FROM messages WHERE ticket_id=? AND ticket_id>0 AND original_id=0", ticket);
  for (const Id id : AllAbove(sql, seeds)) {
    auto message = LoadMessage(sql, id);
    if (message && IsShownBeside(*message, ticket)) messages.push_back(std::move(*message));
  }
  std::sort(messages.begin(), messages.end(), IsEarlier);
  if (messages.size() > kMostContext) messages.resize(kMostContext);
  return messages;
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
  for (const Id ancestor : AllAbove(sql, {message})) {
    sql.Run("UPDATE messages SET expires_ms=0 WHERE id=? AND expires_ms>0", ancestor);
  }
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
  std::vector<Article> context;
  std::set<Id> broadcasts;  // one may be in several parts
  for (const MessageRow& message : FirstOfContext(sql, ticket)) {
    if (message.article_id == 0) {
      context.push_back(ArticleOf(MessageFromJson(message.content_json),
                                  {message.article_type, message.link_label}));
    } else if (auto shown = LoadArticle(sql, message.article_id);
               shown && broadcasts.insert(message.article_id).second) {
      context.push_back(AsContext(std::move(shown->article)));
    } else {
      continue;
    }
    context.back().ticket_id = ticket;
  }
  return context;
}

}  // namespace stub
