#include "tests/x_simulator/simulator_service.hpp"

#include <chrono>
#include <thread>
#include <utility>

#include <boost/json.hpp>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/billing.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/limits.hpp"
#include "tests/x_simulator/api/oauth1.hpp"
#include "tests/x_simulator/api/problem.hpp"
#include "tests/x_simulator/api/scopes.hpp"
#include "tests/x_simulator/api/status_parameters.hpp"
#include "tests/x_simulator/base/multipart.hpp"

namespace xsim {
namespace {

bool Changes(std::string_view method) { return method != "GET" && method != "HEAD"; }

bool IsControl(std::string_view path) { return path.starts_with("/sim/v1"); }

bool IsApiPath(std::string_view path) {
  return path.starts_with("/1.1/") || path.starts_with("/2/") || path.starts_with("/oauth");
}

stub::HttpResponse NotFound(const stub::HttpRequest& request, bool other_method) {
  if (IsApiPath(request.path)) return ErrorAnswer({34, {}});
  const int status = other_method ? 405 : 404;
  if (IsControl(request.path)) {
    return JsonAnswer(
        {{"error", other_method ? "This address exists, but not for this HTTP method."
                                : "There is nothing at this address. See the README."}},
        status);
  }
  stub::HttpResponse answer;
  answer.status = status;
  answer.content_type = "text/plain; charset=utf-8";
  answer.body = "There is no such page here. Start at /.\n";
  return answer;
}

stub::HttpResponse BadGateway() {
  stub::HttpResponse answer;
  answer.status = 502;
  answer.content_type = "text/html; charset=utf-8";
  answer.body = "<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>";
  return answer;
}

// What a request names: posts, messages, files; for tests that count them.
std::vector<std::string> AskedFor(const Call& call) {
  std::vector<std::string> ids = SplitList(call.Parameter("id").value_or(""));
  for (const Field& field : call.path) ids.push_back(field.value);
  if (const auto query = call.Parameter("q")) ids.push_back(*query);
  return ids;
}

// A form of a file is told as the object that its schema describes, without the file.
std::string BodyForLog(const stub::HttpRequest& request) {
  const auto parts = ParseMultipart(request.Header("content-type"), request.body);
  if (!parts) return request.body;
  boost::json::object told;
  for (const FormPart& part : *parts) {
    told[part.name] = part.name == "media" ? "(" + std::to_string(part.bytes.size()) + " bytes)"
                                           : std::string(part.bytes);
  }
  return boost::json::serialize(told);
}

// Faults that strike before anything is looked at.
std::optional<stub::HttpResponse> StrikeEarly(State& state, std::string_view path) {
  if (state.faults.Use("html_502", path)) return BadGateway();
  if (state.faults.Use("api_503", path)) return ErrorAnswer({130, {}});
  const auto limited = state.faults.Use("api_429", path);
  if (!limited) return std::nullopt;
  const int seconds = limited->value > 0 ? limited->value : 900;
  RateLimits::Counted counted;
  counted.quarter_hour = RateLimit{15, 0, state.now_ms / 1000 + seconds, true};
  stub::HttpResponse answer = TooMany();
  AddRateHeaders(answer, counted);
  return answer;
}

// Faults that strike after a write was done.
void StrikeLate(World& world, std::string_view path, stub::HttpResponse& answer) {
  const auto state = world.Lock();
  if (state->faults.Use("drop_after_accept", path)) {
    answer.drop_connection = true;
  } else if (state->faults.Use("api_500_after_accept", path)) {
    answer = ErrorAnswer({131, {}});
  }
}

// What an OAuth 2.0 token of a user may not do.
std::optional<stub::HttpResponse> CheckScopes(const Route& route, const Caller& caller) {
  if (!caller.oauth2) return std::nullopt;
  if (RefusesOAuth2(route)) {
    return ProblemAnswer(403, "Unsupported Authentication",
                         "Authenticating with OAuth 2.0 User Context is forbidden for this "
                         "endpoint.  Supported authentication types are [OAuth 2.0 "
                         "Application-Only, OAuth 1.0a User Context].",
                         "unsupported-authentication");
  }
  if (!MissingScope(route, caller.scopes)) return std::nullopt;
  return ProblemAnswer(403, "Forbidden", "You are not permitted to perform this action.");
}

}  // namespace

SimulatorService::SimulatorService(Context& context, std::vector<Route> routes,
                                   std::function<void()> changed)
    : context_(context), routes_(std::move(routes)), changed_(std::move(changed)) {}

// Registering a webhook waits for its owner, so it must not hold up the owner's own requests.
std::size_t SimulatorService::LaneOf(const stub::HttpRequest& request) const {
  return Changes(request.method) && request.path.find("/webhooks") != request.path.npos ? 1 : 0;
}

SimulatorService::Found SimulatorService::Find(const stub::HttpRequest& request) const {
  Found found;
  const std::string_view method =
      request.method == "HEAD" ? "GET" : std::string_view(request.method);
  for (const Route& route : routes_) {
    const auto names = MatchPattern(route.pattern, request.path);
    if (!names) continue;
    if (route.method == method) return {&route, *names, false};
    found.other_method = true;
  }
  return found;
}

stub::HttpResponse SimulatorService::Handle(const stub::HttpRequest& request) {
  const Found found = Find(request);
  if (found.route == nullptr) return NotFound(request, found.other_method);
  const auto query = ParseForm(request.query);
  const auto form = HasFormBody(request) ? ParseForm(request.body) : std::optional(Fields());
  Call call{request, found.path, query.value_or(Fields()), form.value_or(Fields()), {}, {}};
  if (!IsControl(request.path)) {
    context_.world.Lock()->requests.Count(
        std::string(found.route->method) + " " + std::string(found.route->pattern), AskedFor(call));
  }
  stub::HttpResponse answer = IsApi(found.route->access) ? HandleApi(*found.route, call)
                                                         : found.route->handler(context_, call);
  if (Changes(request.method)) changed_();
  return answer;
}

stub::HttpResponse SimulatorService::HandleApi(const Route& route, Call& call) {
  std::optional<Fault> delay;
  {
    const auto state = context_.world.Lock();
    delay = state->faults.Use("api_delay_ms", call.request.path);
  }
  if (delay) std::this_thread::sleep_for(std::chrono::milliseconds(delay->value));
  auto refused = Admit(route, call);
  stub::HttpResponse answer = refused ? *std::move(refused) : route.handler(context_, call);
  if (!refused) BillAnswer(*context_.world.Lock(), route, call, answer);
  const bool accepted_write = IsWrite(route.access) && answer.status < 300;
  if (accepted_write) StrikeLate(context_.world, call.request.path, answer);
  if (call.counted) AddRateHeaders(answer, *call.counted);
  if (!call.caller.permissions.empty()) {
    answer.headers.push_back({"x-access-level", call.caller.permissions});
  }
  Log(call, answer);
  const bool problem = answer.status >= 400 && call.request.path.starts_with("/2/");
  return problem ? AsProblem(std::move(answer)) : answer;
}

std::optional<stub::HttpResponse> SimulatorService::Admit(const Route& route, Call& call) {
  const auto state = context_.world.Lock();
  if (auto strike = StrikeEarly(*state, call.request.path)) return strike;
  if (route.access == Access::kOpenApi) return std::nullopt;
  auto caller = Authenticate(*state, call.request);
  if (const auto* refusal = std::get_if<Refusal>(&caller)) return ErrorAnswer(*refusal);
  call.caller = std::move(std::get<Caller>(caller));
  if (auto refusal = CheckAccess(route.access, call.caller)) return ErrorAnswer(*refusal);
  if (auto refusal = CheckScopes(route, call.caller)) return refusal;
  if (auto limited = CountRequest(*state, route, call)) return limited;
  if (CostsMoney(route) && !state->invoice.HasCredit(call.caller.app_id)) {
    return CreditsDepleted(*state, call.caller.app_id);
  }
  if (IsWrite(route.access)) {
    const auto error = state->faults.Use("error", call.request.path);
    return error ? std::optional(ErrorAnswer({error->value, {}})) : std::nullopt;
  }
  return std::nullopt;
}

void SimulatorService::Log(const Call& call, const stub::HttpResponse& answer) {
  const auto state = context_.world.Lock();
  const User* user = state->users.Find(call.caller.user_id);
  LoggedRequest logged;
  logged.time_ms = state->now_ms;
  logged.method = call.request.method;
  logged.path = call.request.path;
  logged.status = answer.drop_connection ? 0 : answer.status;
  logged.user = user == nullptr ? "" : user->screen_name;
  if (logged.path.starts_with("/2/")) {
    logged.query = call.request.query;
    const bool holds_secrets = logged.path.starts_with("/2/oauth2/");
    if (!holds_secrets) logged.body = BodyForLog(call.request);
  }
  state->requests.Add(std::move(logged));
}

}  // namespace xsim
