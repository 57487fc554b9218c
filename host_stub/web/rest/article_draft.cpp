#include "host_stub/web/rest/article_draft.hpp"

#include <utility>

#include <boost/json/serialize.hpp>

#include "host_stub/store/connection_store.hpp"
#include "host_stub/ticketing/text.hpp"
#include "host_stub/web/answer.hpp"
#include "host_stub/web/form_values.hpp"
#include "host_stub/web/rest/directory_json.hpp"
#include "host_stub/web/rest/lookup.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::size_t kLongestBody = std::size_t{128} << 10;
constexpr std::size_t kMostFilesOfNote = 10;

std::string KnownTypes(const Manifest* manifest) {
  std::string known = "note";
  if (manifest == nullptr) return known;
  for (const Surface& surface : manifest->surfaces) known += ", " + surface.article_type;
  return known;
}

// Finds the surface of the reply's type and checks the options by the manifest's form.
chp::Result<void> ReadSurface(const Call& call, const Manifest* manifest,
                              const json::object& options, Draft& draft) {
  const Surface* surface =
      manifest == nullptr ? nullptr : manifest->SurfaceByArticleType(draft.article.type);
  if (surface == nullptr) {
    return Invalid("rest.bad_field", "\"type\" must be one of: " + KnownTypes(manifest) + ".");
  }
  if (auto may = MayReply(call.principal.user, *surface); !may) return may;
  auto checked = CheckedOptions(*manifest, options);
  if (!checked) return checked.error();
  draft.surface = surface->id;
  draft.article.options_json = std::move(*checked);
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

// A preview says before anything is written what no text could change.
bool MayBeBlank(FileBytes bytes) { return bytes == FileBytes::kOptional; }

Draft ReadFields(const Call& call, Fields& body, FileBytes bytes) {
  if (!body.Has("attachments") && !MayBeBlank(bytes)) body.Require("body");
  CheckFixedFields(body);
  Draft draft;
  NewArticle& article = draft.article;
  if (body.Has("type")) article.type = body.Text("type");
  article.to = body.Text("to", 4000);
  article.body = body.Text("body", kLongestBody);
  article.subject = body.Text("subject");
  article.internal = body.Flag("internal", false);
  article.created_by_id = call.principal.user.id;
  article.from = FullName(call.principal.user);
  return draft;
}

// Null when there is none (any more).
chp::Result<const Manifest*> ManifestOfConnection(Web& web, Id connection) {
  const auto slug = SlugOfConnection(web, connection);
  if (!slug) return slug.error();
  return slug->empty() ? nullptr : web.channels.ManifestOf(*slug);
}

// The manifest of the ticket's channel for a reply; null for a note.
chp::Result<const Manifest*> ManifestFor(const Call& call, const NewArticle& article) {
  if (article.type == "note") return nullptr;
  const auto ticket = NeedTicket(call.web, article.ticket_id);
  if (!ticket) return ticket.error();
  return SenderOf(call.web, *ticket);
}

struct Source {
  Fields& body;
  FileBytes bytes;
};

// What depends on the channel: files, surface, options.
chp::Result<void> ReadRest(const Call& call, const Manifest* manifest, Source from, Draft& draft) {
  const json::object options = from.body.Object("options");
  const std::size_t most =
      manifest == nullptr ? kMostFilesOfNote : manifest->limits.attachments_per_message;
  draft.files = ReadFiles(from.body, most, from.bytes);
  if (!from.body.ok()) return from.body.error();
  if (!MayBeBlank(from.bytes) && Trimmed(draft.article.body).empty() && draft.files.empty()) {
    return Invalid("rest.bad_field", "\"body\" is blank.");
  }
  if (draft.article.type != "note") return ReadSurface(call, manifest, options, draft);
  if (options.empty()) return {};
  return Invalid("rest.bad_field", "\"options\" are for replies; a note has none.");
}

}  // namespace

chp::Result<const Manifest*> SenderOf(Web& web, const Ticket& ticket) {
  return ManifestOfConnection(web, ticket.connection_id);
}

chp::Result<void> MayReply(const User& user, const Surface& surface) {
  const bool is_private = surface.visibility == "private";
  if (is_private ? user.may_reply_privately : user.may_reply_publicly) return {};
  return Refused(403, is_private ? "auth.reply_private" : "auth.reply_public",
                 is_private ? "You may not write private messages here: ask an admin."
                            : "You may not write public replies here: ask an admin.");
}

chp::Result<std::string> CheckedOptions(const Manifest& manifest, const json::object& options) {
  auto checked = MergeForm(manifest.options_fields, {}, options, {});
  if (!checked) return checked.error();
  return json::serialize(*checked);
}

chp::Result<Draft> ReadDraft(const Call& call, FileBytes bytes) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"ticket_id", "type", "to", "cc", "subject", "body", "in_reply_to", "internal",
                  "content_type", "options", "sender", "channel_id", "attachments",
                  "despite_answer"});
  body.Require("ticket_id");
  Draft draft = ReadFields(call, body, bytes);
  draft.article.ticket_id = body.IdOf("ticket_id");
  draft.article.account_id = body.IdOf("channel_id");
  draft.article.in_reply_to = body.Text("in_reply_to");
  draft.article.despite_answer = body.Flag("despite_answer", false);
  if (!body.ok()) return body.error();
  const auto manifest = ManifestFor(call, draft.article);
  if (!manifest) return manifest.error();
  if (auto read = ReadRest(call, *manifest, {body, bytes}, draft); !read) return read.error();
  return draft;
}

chp::Result<NewConversationDraft> ReadNewConversation(const Call& call, Fields& ticket,
                                                      Fields& article, FileBytes bytes) {
  NewConversationDraft made;
  NewConversation& wish = made.conversation;
  ticket.Require("channel_id");
  const Id account_id = ticket.IdOf("channel_id");
  wish.customer_id = ticket.IdOf("customer_id");
  wish.group_id = ticket.IdOf("group_id");
  wish.title = ticket.Text("title");
  if (!ticket.ok()) return ticket.error();
  Draft draft = ReadFields(call, article, bytes);
  draft.article.account_id = account_id;
  if (article.ok() && draft.article.type == "note") {
    article.Fail("type", "must be a message of the channel: a note begins no ticket.");
  }
  if (!article.ok()) return article.error();
  const auto account = call.web.store.connections().FindAccount(account_id);
  if (!account) return account.error();
  if (!*account) return Invalid("rest.bad_field", "\"channel_id\" names no linked account.");
  const auto manifest = ManifestOfConnection(call.web, (*account)->connection_id);
  if (!manifest) return manifest.error();
  if (auto read = ReadRest(call, *manifest, {article, bytes}, draft); !read) return read.error();
  wish.surface = draft.surface;
  wish.is_private = (*manifest)->SurfaceById(draft.surface)->visibility == "private";
  wish.article = std::move(draft.article);
  made.files = std::move(draft.files);
  return made;
}

}  // namespace stub
