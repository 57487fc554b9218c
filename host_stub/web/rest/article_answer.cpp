#include "host_stub/web/rest/article_answer.hpp"

#include "host_stub/web/rest/lookup.hpp"
#include "host_stub/web/rest/ticket_json.hpp"

namespace stub {

Answer AnswerArticle(Web& web, Id id, int status) {
  const auto article = NeedArticle(web, id);
  if (!article) return article.error();
  const auto ticket = NeedTicket(web, article->ticket_id);
  if (!ticket) return ticket.error();
  const auto slug = SlugOfConnection(web, ticket->connection_id);
  if (!slug) return slug.error();
  NameBook names(web.store);
  return JsonAnswer(ArticleJson(*article, *slug, names), status);
}

}  // namespace stub
