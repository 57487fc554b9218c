// Messages that answer nobody: a ticket that begins with one of ours.
#include <utility>

#include "host_stub/store/ticket_store.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/rest/article_draft.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/rest/lookup.hpp"
#include "host_stub/web/rest/ticket_json.hpp"

namespace stub {
namespace {

// {"channel_id", "customer_id", "title", "group_id", "article": {"type", "body", "to", …}}
Answer BeginConversation(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"channel_id", "customer_id", "title", "group_id", "article"});
  body.Require("article");
  Fields article(body.Object("article"));
  article.AllowOnly({"type", "to", "body", "subject", "content_type", "options", "sender",
                     "internal", "attachments"});
  if (!body.ok()) return body.error();
  auto draft = ReadNewConversation(call, body, article, FileBytes::kNeeded);
  if (!draft) return draft.error();
  auto files = KeepFiles(call, draft->files);
  if (!files) return files.error();
  draft->conversation.article.attachments = std::move(*files);
  const auto begun = call.web.store.tickets().BeginConversation(draft->conversation);
  if (!begun) {
    ForgetInlineFiles(call, draft->files, draft->conversation.article.attachments);
    return begun.error();
  }
  const auto ticket = NeedTicket(call.web, begun->ticket);
  if (!ticket) return ticket.error();
  const auto articles = call.web.store.tickets().Articles(begun->ticket);
  if (!articles) return articles.error();
  NameBook names(call.web.store);
  boost::json::object answer = TicketJson(*ticket, *articles, names);
  answer["article_id"] = begun->article;
  return JsonAnswer(std::move(answer), 201);
}

constexpr Endpoint kConversationEndpoints[] = {
    {"POST", "/api/v1/tickets", Access::kAgent, &BeginConversation},
};

}  // namespace

std::span<const Endpoint> ConversationEndpoints() { return kConversationEndpoints; }

}  // namespace stub
