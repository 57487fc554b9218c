// Articles: what was said in a ticket, new notes and replies.
#include <utility>

#include <boost/json/array.hpp>

#include "host_stub/store/ticket_store.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/rest/article_answer.hpp"
#include "host_stub/web/rest/article_draft.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/rest/lookup.hpp"
#include "host_stub/web/rest/ticket_json.hpp"

namespace stub {
namespace {

namespace json = boost::json;

using ArticlesOf = chp::Result<std::vector<Article>> (TicketStore::*)(Id);

Answer ListOfTicket(const Call& call, ArticlesOf articles_of) {
  const auto ticket = NeedTicket(call.web, ParseId(call.arguments[0]));
  if (!ticket) return ticket.error();
  const auto articles = (call.web.store.tickets().*articles_of)(ticket->id);
  if (!articles) return articles.error();
  const auto slug = SlugOfConnection(call.web, ticket->connection_id);
  if (!slug) return slug.error();
  NameBook names(call.web.store);
  json::array list;
  for (const Article& article : *articles) list.push_back(ArticleJson(article, *slug, names));
  return JsonAnswer(list);
}

Answer ListArticles(const Call& call) { return ListOfTicket(call, &TicketStore::Articles); }

// What was not said in the ticket, but what it is about: "id" is null.
Answer ListContext(const Call& call) { return ListOfTicket(call, &TicketStore::Context); }

Answer ShowArticle(const Call& call) {
  return AnswerArticle(call.web, ParseId(call.arguments[0]), 200);
}

Answer CreateArticle(const Call& call) {
  auto draft = ReadDraft(call, FileBytes::kNeeded);
  if (!draft) return draft.error();
  const auto ticket = NeedTicket(call.web, draft->article.ticket_id);
  if (!ticket) return ticket.error();
  auto files = KeepFiles(call, draft->files);
  if (!files) return files.error();
  draft->article.attachments = std::move(*files);
  const auto id = call.web.store.tickets().CreateArticle(draft->article, draft->surface);
  if (id) return AnswerArticle(call.web, *id, 201);
  ForgetInlineFiles(call, draft->files, draft->article.attachments);
  return id.error();
}

constexpr Endpoint kArticleEndpoints[] = {
    {"GET", "/api/v1/ticket_articles/by_ticket/{id}", Access::kAgent, &ListArticles},
    {"GET", "/api/v1/tickets/{id}/context", Access::kAgent, &ListContext},
    {"POST", "/api/v1/ticket_articles", Access::kAgent, &CreateArticle},
    {"GET", "/api/v1/ticket_articles/{id}", Access::kAgent, &ShowArticle},
};

}  // namespace

std::span<const Endpoint> ArticleEndpoints() { return kArticleEndpoints; }

}  // namespace stub
