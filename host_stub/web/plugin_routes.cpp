#include "host_stub/web/plugin_routes.hpp"

#include <utility>

#include "host_stub/web/audit_trail.hpp"
#include "host_stub/web/authentication.hpp"

namespace stub {
namespace {

// The host's own credentials never reach a plugin.
bool IsHostSecret(std::string_view name, bool route_is_public) {
  if (name == "cookie") return true;
  return !route_is_public && (name == "authorization" || name == "x-csrf-token");
}

HttpResponse WrongMethod(Web& web, const RouteMatch& match) {
  std::string allowed;
  const Manifest* manifest = web.channels.ManifestOf(match.slug);
  for (const Route& route : manifest == nullptr ? std::vector<Route>{} : manifest->routes) {
    if (route.id != match.route_id) continue;
    for (const std::string& method : route.methods)
      allowed += (allowed.empty() ? "" : ", ") + method;
  }
  HttpResponse answer = ErrorAnswer(405, "This address does not answer this method.");
  answer.headers.push_back({"allow", allowed});
  return answer;
}

HttpResponse FromPlugin(chp::InboundResponse inbound) {
  HttpResponse answer;
  answer.status = static_cast<int>(inbound.status);
  answer.content_type = std::move(inbound.content_type);
  answer.body = std::move(inbound.body);
  for (auto& [name, value] : inbound.headers) {
    answer.headers.push_back({std::move(name), std::move(value)});
  }
  return answer;
}

}  // namespace

HttpResponse AnswerPluginRoute(Web& web, const RouteMatch& match, const HttpRequest& request) {
  Principal principal;
  if (!match.is_public) {
    auto known = Authenticate(web, request);
    if (!known) return AnswerTo(known.error());
    auto allowed = Authorize(*known, Access::kAdmin);
    if (!allowed) return AnswerTo(allowed.error());
    principal = std::move(known).value();
  }
  if (!match.method_allowed) return WrongMethod(web, match);
  if (request.body.size() > match.body_limit) {
    return ErrorAnswer(413, "The body is larger than " + std::to_string(match.body_limit) +
                                " bytes, the most this address takes.");
  }
  const std::string public_url = web.settings.public_url + request.target;
  chp::InboundRequest inbound;
  inbound.received_ms = web.settings.now_ms();
  inbound.principal = principal.opaque_id;
  inbound.method = request.method;
  inbound.public_url = public_url;
  inbound.remote_addr = request.remote_addr;
  for (const HttpHeader& header : request.headers) {
    if (!IsHostSecret(header.name, match.is_public)) {
      inbound.headers.push_back({header.name, header.value});
    }
  }
  inbound.body = request.body;
  HttpResponse answer = FromPlugin(web.channels.Inbound(match, std::move(inbound)));
  if (!match.is_public) {
    RecordChange({web, request, {match.slug, match.route_id}, std::move(principal)},
                 "came back from a consent page", answer);
  }
  return answer;
}

}  // namespace stub
