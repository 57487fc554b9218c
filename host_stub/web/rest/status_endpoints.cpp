// Is the process alive, is it ready, is every channel healthy: for people, probes and Prometheus.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "host_stub/store/connection_store.hpp"
#include "host_stub/web/rest/endpoints.hpp"

namespace stub {
namespace {

namespace json = boost::json;

Answer Alive(const Call&) { return JsonAnswer(json::object{{"alive", true}}); }

std::vector<std::string> ReadinessProblems(Web& web) {
  std::vector<std::string> problems;
  const auto probe = web.store.Probe();
  if (!probe) problems.push_back(probe.error().message);
  for (const PluginInfo& plugin : web.channels.Plugins()) {
    if (plugin.enabled && !plugin.loaded && !plugin.refusal.empty()) {
      problems.push_back(plugin.refusal);
    }
  }
  return problems;
}

Answer Ready(const Call& call) {
  // Without a signed-in caller the details (paths, file names) stay here.
  const bool ready = ReadinessProblems(call.web).empty();
  if (ready) return JsonAnswer(json::object{{"ready", true}});
  return JsonAnswer(json::object{{"ready", false},
                                 {"error",
                                  "The store does not work or an enabled plugin is not loaded. "
                                  "GET /api/v1/monitoring/health_check says which and why."}},
                    503);
}

std::string AccountProblem(const PluginInfo& plugin, const Account& account) {
  return "Channel: " + plugin.manifest->name + " in @" + account.screen_name + "; " +
         (account.state_message.empty() ? account.state_reason : account.state_message);
}

void AddAccountProblems(Web& web, const PluginInfo& plugin, std::vector<std::string>& problems) {
  if (!plugin.manifest || !plugin.enabled) return;
  const auto accounts = web.store.connections().Accounts(plugin.manifest->slug);
  if (!accounts) return problems.push_back(accounts.error().message);
  for (const Account& account : *accounts) {
    const bool failing =
        account.state == chp::AccountState::kDown || account.state == chp::AccountState::kDegraded;
    if (account.active && failing) problems.push_back(AccountProblem(plugin, account));
  }
}

Answer HealthCheck(const Call& call) {
  std::vector<std::string> problems = ReadinessProblems(call.web);
  for (const PluginInfo& plugin : call.web.channels.Plugins()) {
    AddAccountProblems(call.web, plugin, problems);
  }
  json::object body{{"healthy", problems.empty()}};
  std::string message;
  json::array issues;
  for (const std::string& problem : problems) {
    message += (message.empty() ? "" : ";") + problem;
    issues.push_back(json::value(problem));
  }
  body["message"] = problems.empty() ? "success" : message;
  body["issues"] = std::move(issues);
  boost::system::error_code failure;
  json::value channels = json::parse(call.web.channels.HealthJson(), failure);
  body["channels"] = failure ? json::value(nullptr) : std::move(channels);
  return JsonAnswer(body);
}

Answer Metrics(const Call& call) {
  HttpResponse answer;
  answer.content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
  answer.body = call.web.channels.MetricsText();
  return answer;
}

constexpr Endpoint kStatusEndpoints[] = {
    {"GET", "/healthz", Access::kAnyone, &Alive},
    {"GET", "/readyz", Access::kAnyone, &Ready},
    {"GET", "/api/v1/monitoring/health_check", Access::kAdmin, &HealthCheck},
    {"GET", "/metrics", Access::kAdmin, &Metrics},
};

}  // namespace

std::span<const Endpoint> StatusEndpoints() { return kStatusEndpoints; }

}  // namespace stub
