// Actions that a plugin offers agents beside a message of a ticket.
#include <algorithm>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "host_stub/channels.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/account_form.hpp"
#include "host_stub/web/rest/article_draft.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/rest/lookup.hpp"

namespace stub {
namespace {

namespace json = boost::json;

// Whose messages the action is for, as its manifest says.
bool IsFor(const Action& action, const Surface& surface, const Article& article) {
  const bool here = action.surfaces.empty() ||
                    std::find(action.surfaces.begin(), action.surfaces.end(), surface.id) !=
                        action.surfaces.end();
  const bool own = article.sender != "Customer";
  const bool theirs = action.authors.empty() || action.authors == (own ? "own" : "others");
  return action.target == "message" && here && theirs;
}

struct ActionTarget {
  Article article;
  Ticket ticket;
  const Manifest* manifest = nullptr;
  const Action* action = nullptr;
};

// The article with the right to its surface, as for answering there.
chp::Result<ActionTarget> NeedTarget(const Call& call) {
  ActionTarget target;
  auto article = NeedArticle(call.web, ParseId(call.arguments[0]));
  if (!article) return article.error();
  target.article = std::move(*article);
  auto ticket = NeedTicket(call.web, target.article.ticket_id);
  if (!ticket) return ticket.error();
  target.ticket = std::move(*ticket);
  const auto manifest = SenderOf(call.web, target.ticket);
  if (!manifest) return manifest.error();
  target.manifest = *manifest;
  if (target.manifest != nullptr) target.action = target.manifest->ActionById(call.arguments[1]);
  const Surface* surface = target.manifest == nullptr
                               ? nullptr
                               : target.manifest->SurfaceByArticleType(target.article.type);
  const bool offered = target.action != nullptr && surface != nullptr &&
                       IsFor(*target.action, *surface, target.article) &&
                       !target.article.message_id.empty();
  if (!offered) return Missing("No such action is offered for this article.");
  if (auto may = MayReply(call.principal.user, *surface); !may) return may.error();
  const bool for_admins = target.action->audience == "admin";
  if (for_admins && !call.principal.user.HasRole("Admin")) {
    return Refused(403, "auth.admin", "Only admins may do this.");
  }
  return target;
}

// {"input": {…}}
Answer RunForMessage(const Call& call) {
  Fields body = Fields::OfBody(call.request);
  body.AllowOnly({"input"});
  const json::object sent = body.Object("input");
  if (!body.ok()) return body.error();
  const auto target = NeedTarget(call);
  if (!target) return target.error();
  const auto targets = CurrentTargets(call.web);
  if (!targets) return targets.error();
  const auto input = MergeForm(target->action->input, *targets, sent, {});
  if (!input) return input.error();
  ActionRequest request;
  request.slug = target->manifest->slug;
  request.connection_id = target->ticket.connection_id;
  request.action = target->action->id;
  request.account_id = target->ticket.account_id;
  request.external_id = target->article.message_id;
  request.principal = call.principal.opaque_id;
  request.input_json = json::serialize(*input);
  const auto output = call.web.channels.RunAction(request);
  if (!output) return output.error();
  boost::system::error_code failure;
  const json::value result = json::parse(*output, failure);
  if (!failure) return JsonAnswer(result);
  return chp::Error{chp::Code::kInternal, "plugin.bad_json", "The plugin's answer is not JSON."};
}

constexpr Endpoint kMessageActionEndpoints[] = {
    {"POST", "/api/v1/ticket_articles/{id}/actions/{action}", Access::kAgent, &RunForMessage,
     "ran an action on a message"},
};

}  // namespace

std::span<const Endpoint> MessageActionEndpoints() { return kMessageActionEndpoints; }

}  // namespace stub
