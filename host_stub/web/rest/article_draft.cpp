#include "host_stub/web/rest/article_draft.hpp"

#include <utility>

#include <boost/json/serialize.hpp>

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

Draft ReadFields(const Call& call, Fields& body) {
  Draft draft;
  NewArticle& article = draft.article;
  article.ticket_id = body.IdOf("ticket_id");
  if (body.Has("type")) article.type = body.Text("type");
  article.to = body.Text("to", 4000);
  article.body = body.Text("body", kLongestBody);
  article.subject = body.Text("subject");
  article.in_reply_to = body.Text("in_reply_to");
  article.internal = body.Flag("internal", false);
  article.despite_answer = body.Flag("despite_answer", false);
  article.account_id = body.IdOf("channel_id");
  article.created_by_id = call.principal.user.id;
  article.from = FullName(call.principal.user);
  return draft;
}

// The manifest of the ticket's channel for a reply; null for a note.
chp::Result<const Manifest*> ManifestFor(const Call& call, const NewArticle& article) {
  if (article.type == "note") return nullptr;
  const auto ticket = NeedTicket(call.web, article.ticket_id);
  if (!ticket) return ticket.error();
  return SenderOf(call.web, *ticket);
}

}  // namespace

chp::Result<const Manifest*> SenderOf(Web& web, const Ticket& ticket) {
  const auto slug = SlugOfConnection(web, ticket.connection_id);
  if (!slug) return slug.error();
  return slug->empty() ? nullptr : web.channels.ManifestOf(*slug);
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
  if (!body.Has("attachments")) body.Require("body");
  CheckFixedFields(body);
  Draft draft = ReadFields(call, body);
  const json::object options = body.Object("options");
  if (!body.ok()) return body.error();
  const auto manifest = ManifestFor(call, draft.article);
  if (!manifest) return manifest.error();
  draft.files = ReadFiles(
      body, *manifest == nullptr ? kMostFilesOfNote : (*manifest)->limits.attachments_per_message,
      bytes);
  if (!body.ok()) return body.error();
  if (Trimmed(draft.article.body).empty() && draft.files.empty()) {
    return Invalid("rest.bad_field", "\"body\" is blank.");
  }
  if (draft.article.type == "note") {
    if (options.empty()) return draft;
    return Invalid("rest.bad_field", "\"options\" are for replies; a note has none.");
  }
  if (auto read = ReadSurface(call, *manifest, options, draft); !read) return read.error();
  return draft;
}

}  // namespace stub
