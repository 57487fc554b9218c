// Replies on their way: what they would become, those that failed, sending again.
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "host_stub/store/ticket_store.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/rest/article_answer.hpp"
#include "host_stub/web/rest/article_draft.hpp"
#include "host_stub/web/rest/directory_json.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/rest/lookup.hpp"
#include "host_stub/web/rest/ticket_json.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostFailures = 200;
constexpr std::size_t kLongestUrl = 2000;

Answer AnswerPreview(const Call& call, const chp::Result<PendingReply>& reply) {
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

Answer PreviewConversation(const Call& call, Fields& body) {
  body.AllowOnly({"channel_id", "customer_id", "type", "to", "body", "subject", "content_type",
                  "options", "sender", "internal", "attachments"});
  if (!body.ok()) return body.error();
  auto draft = ReadNewConversation(call, body, body, FileBytes::kOptional);
  if (!draft) return draft.error();
  auto files = DescribeFiles(call, draft->files);
  if (!files) return files.error();
  draft->conversation.article.attachments = std::move(*files);
  return AnswerPreview(call, call.web.store.tickets().DraftConversation(draft->conversation));
}

// Without a ticket: of a message that answers nobody.
Answer PreviewReply(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  if (body.ok() && !body.Has("ticket_id")) return PreviewConversation(call, body);
  auto draft = ReadDraft(call, FileBytes::kOptional);
  if (!draft) return draft.error();
  if (draft->surface.empty()) {
    return Invalid("rest.bad_field", "\"type\" must be a reply: a note needs no preview.");
  }
  auto files = DescribeFiles(call, draft->files);
  if (!files) return files.error();
  draft->article.attachments = std::move(*files);
  return AnswerPreview(call, call.web.store.tickets().DraftReply(draft->article, draft->surface));
}

// A reply of one's own surface, with its channel's manifest (null: the plugin is gone).
struct Reply {
  Article article;
  const Manifest* manifest = nullptr;
};

// The right to the article's surface, as for writing it.
chp::Result<Reply> NeedReply(const Call& call) {
  auto article = NeedArticle(call.web, ParseId(call.arguments[0]));
  if (!article) return article.error();
  const auto ticket = NeedTicket(call.web, article->ticket_id);
  if (!ticket) return ticket.error();
  const auto manifest = SenderOf(call.web, *ticket);
  if (!manifest) return manifest.error();
  const Surface* surface =
      *manifest == nullptr ? nullptr : (*manifest)->SurfaceByArticleType(article->type);
  if (surface != nullptr) {
    if (auto may = MayReply(call.principal.user, *surface); !may) return may.error();
  }
  return Reply{std::move(*article), *manifest};
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

// Options that were sent replace the reply's own, so that what a channel asked can be confirmed.
Answer RetryArticle(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"force", "options"});
  Resending resending{.force = body.Flag("force", false)};
  const bool changes_options = body.Has("options");
  const json::object options = body.Object("options");
  if (!body.ok()) return body.error();
  const auto reply = NeedReply(call);
  if (!reply) return reply.error();
  if (changes_options && reply->manifest != nullptr) {
    auto checked = CheckedOptions(*reply->manifest, options);
    if (!checked) return checked.error();
    resending.options_json = std::move(*checked);
  }
  const auto resent = call.web.store.tickets().Resend(reply->article.id, resending);
  if (!resent) return resent.error();
  return AnswerArticle(call.web, reply->article.id, 200);
}

json::array UploadsJson(const std::vector<ArticleAttachment>& files) {
  json::array list;
  for (const ArticleAttachment& file : files) {
    list.push_back(json::object{{"upload_id", file.blob_id},
                                {"filename", file.filename},
                                {"mime-type", file.media_type},
                                {"size", file.size_bytes},
                                {"alt_text", file.alt_text}});
  }
  return list;
}

// The answer has the members that creating the article takes.
Answer TakeBackReply(const Call& call) {
  const auto reply = NeedReply(call);
  if (!reply) return reply.error();
  const auto taken = call.web.store.tickets().TakeBack(reply->article.id, call.principal.user.id);
  if (!taken) return taken.error();
  const Article& article = taken->article;
  json::object draft{{"ticket_id", article.ticket_id},
                     {"ticket_removed", taken->ticket_removed},
                     {"type", article.type},
                     {"to", article.to},
                     {"subject", article.subject},
                     {"body", article.body},
                     {"in_reply_to", article.in_reply_to},
                     {"options", json::parse(taken->options_json)},
                     {"attachments", UploadsJson(article.attachments)}};
  if (taken->account_id != 0) draft["channel_id"] = taken->account_id;
  return JsonAnswer(std::move(draft));
}

// {"message_id", "url"}: where it was found, as far as the person can tell.
Answer SettleReply(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"message_id", "url"});
  FoundReply found;
  found.external_id = body.Text("message_id");
  found.url = body.Text("url", kLongestUrl);
  const bool is_address =
      found.url.empty() || found.url.starts_with("https://") || found.url.starts_with("http://");
  if (!is_address) body.Fail("url", "must be the address of the message, with https://.");
  if (!body.ok()) return body.error();
  const auto reply = NeedReply(call);
  if (!reply) return reply.error();
  const Surface* surface = reply->manifest == nullptr
                               ? nullptr
                               : reply->manifest->SurfaceByArticleType(reply->article.type);
  found.link_label = surface == nullptr ? "" : surface->link_label;
  found.by = FullName(call.principal.user);
  const auto settled = call.web.store.tickets().SettleReply(reply->article.id, found);
  if (!settled) return settled.error();
  return AnswerArticle(call.web, reply->article.id, 200);
}

constexpr Endpoint kReplyEndpoints[] = {
    {"POST", "/api/v1/reply_preview", Access::kAgent, &PreviewReply},
    {"GET", "/api/v1/ticket_articles/failed", Access::kAgent, &ListFailed},
    {"POST", "/api/v1/ticket_articles/{id}/dismiss", Access::kAgent, &DismissFailure},
    {"POST", "/api/v1/ticket_articles/{id}/retry", Access::kAgent, &RetryArticle},
    {"POST", "/api/v1/ticket_articles/{id}/take_back", Access::kAgent, &TakeBackReply},
    {"POST", "/api/v1/ticket_articles/{id}/settle", Access::kAgent, &SettleReply},
};

}  // namespace

std::span<const Endpoint> ReplyEndpoints() { return kReplyEndpoints; }

}  // namespace stub
