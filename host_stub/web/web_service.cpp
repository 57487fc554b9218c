#include "host_stub/web/web_service.hpp"

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

#include <spdlog/spdlog.h>

#include "host_stub/web/audit_trail.hpp"
#include "host_stub/web/authentication.hpp"
#include "host_stub/web/plugin_routes.hpp"
#include "host_stub/web/rest/endpoints.hpp"

namespace stub {
namespace {

bool IsStatusPath(std::string_view path) { return path == "/healthz" || path == "/readyz"; }

HttpResponse WrongMethod(const EndpointMatch& match, std::string_view method) {
  HttpResponse answer;
  if (method == "OPTIONS") {
    answer.status = 204;
  } else {
    answer = ErrorAnswer(405, "This address does not answer this method.");
  }
  answer.headers.push_back({"allow", match.allowed});
  return answer;
}

// A path may hold the unguessable key of a connection, also one that leads nowhere because its
// plugin is switched off: a long segment with a digit in it is not written down.
std::string PathForLog(std::string_view path) {
  constexpr std::size_t kLongestPath = 200;
  constexpr std::size_t kShortestKey = 20;
  std::string shown;
  for (std::size_t begin = 0; begin < path.size() && shown.size() < kLongestPath;) {
    const std::size_t end = std::min(path.find('/', begin), path.size() - 1) + 1;
    const std::string_view segment = path.substr(begin, end - begin);
    const bool is_key = segment.size() >= kShortestKey &&
                        segment.find_first_of("0123456789") != std::string_view::npos;
    shown += is_key ? "[key]" : segment;
    begin = end;
  }
  return shown.substr(0, kLongestPath);
}

// What comes by the thousand and went well is a line only for those who look closely.
void LogRequest(const HttpRequest& request, const std::optional<RouteMatch>& route, int status) {
  if (route) {
    const bool is_usual = route->is_public && status < 400;
    spdlog::log(is_usual ? spdlog::level::debug : spdlog::level::info, "{} route {} of {} -> {}",
                request.method, route->route_id, route->slug, status);
  } else if (IsStatusPath(request.path)) {
    spdlog::debug("{} {} -> {}", request.method, request.path, status);
  } else {
    spdlog::info("{} {} -> {}", request.method, PathForLog(request.path), status);
  }
}

// False for addresses of a plugin that is not there: they are unknown, not wrongly used.
bool NamesPlugin(Web& web, const EndpointMatch& match) {
  if (match.pattern.find("{slug}") == std::string_view::npos) return true;
  return web.channels.ManifestOf(match.arguments.at(0)) != nullptr;
}

void Harden(HttpResponse& answer) {
  answer.headers.push_back({"x-content-type-options", "nosniff"});
  for (const HttpHeader& header : answer.headers) {
    if (header.name == "cache-control") return;
  }
  answer.headers.push_back({"cache-control", "no-store"});
}

}  // namespace

WebService::WebService(Web& web) : web_(web) {
  endpoints_.Add(StatusEndpoints());
  endpoints_.Add(PanelEndpoints());
  endpoints_.Add(SessionEndpoints());
  endpoints_.Add(DirectoryEndpoints());
  endpoints_.Add(TokenEndpoints());
  endpoints_.Add(TicketEndpoints());
  endpoints_.Add(ConversationEndpoints());
  endpoints_.Add(MessageActionEndpoints());
  endpoints_.Add(ReplyEndpoints());  // before those by id: "failed" is no article
  endpoints_.Add(ArticleEndpoints());
  endpoints_.Add(UploadEndpoints());
  endpoints_.Add(SettingsEndpoints());
  endpoints_.Add(AttachmentEndpoints());
  endpoints_.Add(PluginEndpoints());
  endpoints_.Add(CredentialEndpoints());
  endpoints_.Add(ChannelEndpoints());
  endpoints_.Add(ActionEndpoints());
  endpoints_.Add(JobEndpoints());
  endpoints_.Add(QuarantineEndpoints());
  endpoints_.Add(AccountEndpoints());
  endpoints_.Add(AuditEndpoints());
  endpoints_.Add(ImportEndpoints());
}

std::size_t WebService::LaneOf(const HttpRequest& request) const {
  if (IsStatusPath(request.path)) return kStatusLane;
  const auto route = web_.channels.MatchRoute(request.method, request.path);
  return route && route->is_public ? kWebhookLane : kRestLane;
}

HttpResponse WebService::Handle(const HttpRequest& request) {
  const auto route = web_.channels.MatchRoute(request.method, request.path);
  HttpResponse answer = route ? AnswerPluginRoute(web_, *route, request) : Route(request);
  Harden(answer);
  LogRequest(request, route, answer.status);
  return answer;
}

HttpResponse WebService::Route(const HttpRequest& request) {
  const auto match = endpoints_.Find(request.method, request.path);
  const bool known = match && (match->endpoint != nullptr || NamesPlugin(web_, *match));
  if (!known) return ErrorAnswer(404, "There is nothing at this address.");
  if (match->endpoint == nullptr) return WrongMethod(*match, request.method);
  return AnswerEndpoint(*match, request);
}

HttpResponse WebService::AnswerEndpoint(const EndpointMatch& match, const HttpRequest& request) {
  Call call{web_, request, match.arguments, {}};
  const Access access = match.endpoint->access;
  if (access != Access::kAnyone) {
    auto principal = Authenticate(web_, request);
    if (!principal) return AnswerTo(principal.error());
    auto allowed = Authorize(*principal, access);
    if (!allowed) return AnswerTo(allowed.error());
    call.principal = std::move(principal).value();
  }
  Answer answer = match.endpoint->handler(call);
  if (!answer) return AnswerTo(answer.error());
  if (!match.endpoint->audited_as.empty()) RecordChange(call, match.endpoint->audited_as, *answer);
  return std::move(answer).value();
}

}  // namespace stub
