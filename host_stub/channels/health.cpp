// A plugin without the health extension counts as up: nothing says otherwise.
#include "host_stub/channels/health.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "host_stub/channels/json_object.hpp"
#include "host_stub/channels/metrics_merge.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr CallLimits kLimits{.attempt = 1, .deadline = std::chrono::seconds(5)};

const char* StateName(chp::Health state) {
  switch (state) {
    case chp::Health::kUp:
      return "up";
    case chp::Health::kDegraded:
      return "degraded";
    default:
      return "down";
  }
}

json::object HealthOfOne(const RunningConnection& connection) {
  json::object entry{{"id", connection.id}, {"slug", connection.slug}};
  const auto report =
      connection.instance->Call(kLimits, [](chp::Channel& channel, const chp::CallContext& call) {
        return channel.CheckHealth(call);
      });
  if (report) {
    const auto detail = ParseJsonObject(report->detail_json, "The detail");
    entry["state"] = StateName(report->state);
    entry["detail"] = detail ? *detail : json::object();
    return entry;
  }
  const bool unknown = report.error().code == chp::Code::kUnsupported;
  entry["state"] = unknown ? "up" : "down";
  entry["detail"] = unknown ? json::object()
                            : json::object{{"reason", report.error().reason},
                                           {"message", report.error().message}};
  return entry;
}

}  // namespace

std::string HealthOf(const Registry& registry) {
  json::array connections;
  for (const RunningConnection& connection : registry.Connections()) {
    connections.push_back(HealthOfOne(connection));
  }
  return json::serialize(json::object{{"connections", std::move(connections)}});
}

std::string MetricsOf(const Registry& registry) {
  MetricsMerge merge;
  for (const RunningConnection& connection : registry.Connections()) {
    const auto text = connection.instance->Call(
        kLimits, [](chp::Channel& channel, const chp::CallContext&) { return channel.Metrics(); });
    if (text) merge.Add(*text, std::to_string(connection.id));
  }
  return merge.Text();
}

}  // namespace stub
