// Articles: what was said in a ticket, new notes and replies, their preview, sending again.
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "host_stub/store/ticket_store.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/form_values.hpp"
#include "host_stub/web/rest/directory_json.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/rest/lookup.hpp"
#include "host_stub/web/rest/ticket_json.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostFailures = 200;
constexpr std::size_t kLongestBody = std::size_t{128} << 10;

// An article as sent, and where it goes.
struct Draft {
  NewArticle article;
  std::string surface;  // empty: a note
};

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

Answer ShowArticle(const Call& call) {
  return AnswerArticle(call.web, ParseId(call.arguments[0]), 200);
}

// The plugin that sends replies of this ticket; null when there is none (any more).
chp::Result<const Manifest*> SenderOf(Web& web, const Ticket& ticket) {
  const auto slug = SlugOfConnection(web, ticket.connection_id);
  if (!slug) return slug.error();
  return slug->empty() ? nullptr : web.channels.ManifestOf(*slug);
}

std::string KnownTypes(const Manifest* manifest) {
  std::string known = "note";
  if (manifest == nullptr) return known;
  for (const Surface& surface : manifest->surfaces) known += ", " + surface.article_type;
  return known;
}

// Public and private replies are separate rights.
chp::Result<void> MayReply(const User& user, const Surface& surface) {
  const bool is_private = surface.visibility == "private";
  if (is_private ? user.may_reply_privately : user.may_reply_publicly) return {};
  return Refused(403, is_private ? "auth.reply_private" : "auth.reply_public",
                 is_private ? "You may not write private messages here: ask an admin."
                            : "You may not write public replies here: ask an admin.");
}

// Checks the reply's options by the manifest's form and finds the surface of its type.
chp::Result<void> ReadSurface(const Call& call, const json::object& options, Draft& draft) {
  if (draft.article.type == "note") {
    if (options.empty()) return {};
    return Invalid("rest.bad_field", "\"options\" are for replies; a note has none.");
  }
  const auto ticket = NeedTicket(call.web, draft.article.ticket_id);
  if (!ticket) return ticket.error();
  const auto manifest = SenderOf(call.web, *ticket);
  if (!manifest) return manifest.error();
  const Surface* surface =
      *manifest == nullptr ? nullptr : (*manifest)->SurfaceByArticleType(draft.article.type);
  if (surface == nullptr) {
    return Invalid("rest.bad_field", "\"type\" must be one of: " + KnownTypes(*manifest) + ".");
  }
  if (auto may = MayReply(call.principal.user, *surface); !may) return may;
  auto checked = MergeForm((*manifest)->options_fields, {}, options, {});
  if (!checked) return checked.error();
  draft.surface = surface->id;
  draft.article.options_json = json::serialize(*checked);
  if (draft.article.internal) {
    return Invalid("rest.bad_field", "\"internal\" is for notes: a reply is read by the customer.");
  }
  return {};
}

void CheckFixedFields(Fields& body) {
  const std::string content_type = body.Text("content_type");
  if (!content_type.empty() && content_type != "text/plain") {
    body.Fail("content_type", "must be text/plain.");
  }
  const std::string sender = body.Text("sender");
  if (!sender.empty() && sender != "Agent") {
    body.Fail("sender", "must be Agent: only agents write through this address.");
  }
  if (!body.Text("cc").empty()) body.Fail("cc", "cannot be used: name people in \"to\".");
}

chp::Result<Draft> ReadDraft(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"ticket_id", "type", "to", "cc", "subject", "body", "in_reply_to", "internal",
                  "content_type", "options", "sender", "channel_id"});
  body.Require("ticket_id");
  body.Require("body");
  CheckFixedFields(body);
  Draft draft;
  NewArticle& article = draft.article;
  article.ticket_id = body.IdOf("ticket_id");
  if (body.Has("type")) article.type = body.Text("type");
  article.to = body.Text("to", 4000);
  article.body = body.Text("body", kLongestBody);
  article.subject = body.Text("subject");
  article.in_reply_to = body.Text("in_reply_to");
  article.internal = body.Flag("internal", false);
  article.account_id = body.IdOf("channel_id");
  article.created_by_id = call.principal.user.id;
  article.from = FullName(call.principal.user);
  const json::object options = body.Object("options");
  if (!body.ok()) return body.error();
  if (article.body.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Invalid("rest.bad_field", "\"body\" is blank.");
  }
  auto found = ReadSurface(call, options, draft);
  if (!found) return found.error();
  return draft;
}

Answer CreateArticle(const Call& call) {
  const auto draft = ReadDraft(call);
  if (!draft) return draft.error();
  const auto ticket = NeedTicket(call.web, draft->article.ticket_id);
  if (!ticket) return ticket.error();
  const auto id = call.web.store.tickets().CreateArticle(draft->article, draft->surface);
  if (!id) return id.error();
  return AnswerArticle(call.web, *id, 201);
}

Answer PreviewReply(const Call& call) {
  const auto draft = ReadDraft(call);
  if (!draft) return draft.error();
  if (draft->surface.empty()) {
    return Invalid("rest.bad_field", "\"type\" must be a reply: a note needs no preview.");
  }
  const auto reply = call.web.store.tickets().DraftReply(draft->article, draft->surface);
  if (!reply) return reply.error();
  const auto preview = call.web.channels.Preview(*reply);
  if (!preview) return preview.error();
  boost::system::error_code failure;
  const json::value result = json::parse(*preview, failure);
  if (failure) {
    return chp::Error{chp::Code::kInternal, "plugin.bad_json", "The plugin's preview is not JSON."};
  }
  return JsonAnswer(result);
}

// The right to the article's surface, as for writing it.
chp::Result<void> MaySendAgain(const Call& call, const Article& article) {
  const auto ticket = NeedTicket(call.web, article.ticket_id);
  if (!ticket) return ticket.error();
  const auto manifest = SenderOf(call.web, *ticket);
  if (!manifest) return manifest.error();
  const Surface* surface =
      *manifest == nullptr ? nullptr : (*manifest)->SurfaceByArticleType(article.type);
  return surface == nullptr ? chp::Result<void>() : MayReply(call.principal.user, *surface);
}

Answer ListFailed(const Call& call) {
  const auto articles = call.web.store.tickets().FailedReplies(kMostFailures);
  if (!articles) return articles.error();
  NameBook names(call.web.store);
  json::array list;
  for (const Article& article : *articles) list.push_back(ArticleJson(article, "", names));
  return JsonAnswer(list);
}

Answer DismissFailure(const Call& call) {
  const Id article = ParseId(call.arguments[0]);
  const auto done = call.web.store.tickets().DismissFailure(article);
  if (!done) return done.error();
  return AnswerArticle(call.web, article, 200);
}

Answer RetryArticle(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"force"});
  const bool force = body.Flag("force", false);
  if (!body.ok()) return body.error();
  const auto article = NeedArticle(call.web, ParseId(call.arguments[0]));
  if (!article) return article.error();
  if (auto may = MaySendAgain(call, *article); !may) return may.error();
  const auto resent = call.web.store.tickets().Resend(article->id, force);
  if (!resent) return resent.error();
  return AnswerArticle(call.web, article->id, 200);
}

constexpr Endpoint kEndpoints[] = {
    {"GET", "/api/v1/ticket_articles/by_ticket/{id}", Access::kAgent, &ListArticles},
    {"GET", "/api/v1/tickets/{id}/context", Access::kAgent, &ListContext},
    {"POST", "/api/v1/ticket_articles", Access::kAgent, &CreateArticle},
    {"GET", "/api/v1/ticket_articles/failed", Access::kAgent, &ListFailed},
    {"GET", "/api/v1/ticket_articles/{id}", Access::kAgent, &ShowArticle},
    {"POST", "/api/v1/ticket_articles/{id}/dismiss", Access::kAgent, &DismissFailure},
    {"POST", "/api/v1/ticket_articles/{id}/retry", Access::kAgent, &RetryArticle},
    {"POST", "/api/v1/reply_preview", Access::kAgent, &PreviewReply},
};

}  // namespace

std::span<const Endpoint> ArticleEndpoints() { return kEndpoints; }

}  // namespace stub
