// The queue, for admins: what waits, what failed and why, and trying again.
#include <utility>

#include <boost/json/array.hpp>

#include "host_stub/store/job_store.hpp"
#include "host_stub/web/encoding.hpp"
#include "host_stub/web/fields.hpp"
#include "host_stub/web/rest/endpoints.hpp"
#include "host_stub/web/time_text.hpp"

namespace stub {
namespace {

namespace json = boost::json;

constexpr std::int64_t kDefaultJobs = 200;
constexpr std::int64_t kMostJobs = 5'000;

// The payload stays inside: it is the plugin's own.
json::object JobJson(const QueuedJob& job) {
  return {{"id", job.id},
          {"connection_id", job.connection_id},
          {"channel_id", job.account_id},
          {"job_id", job.job_id},
          {"kind", job.kind},
          {"lane", job.lane},
          {"priority", job.priority},
          {"state", JobStateName(job.state)},
          {"run_at", IsoTime(job.run_at_ms)},
          {"last_run_at",
           job.last_run_ms == 0 ? json::value(nullptr) : json::value(IsoTime(job.last_run_ms))},
          {"attempts", job.attempts},
          {"last_reason", job.last_reason},
          {"last_message", job.last_message}};
}

Answer ListJobs(const Call& call) {
  Fields query = Fields::OfQuery(call.request);
  query.AllowOnly({"per_page"});
  const std::int64_t limit = query.Integer("per_page", kDefaultJobs);
  if (limit < 1 || limit > kMostJobs) query.Fail("per_page", "must be from 1 to 5000.");
  if (!query.ok()) return query.error();
  const auto jobs = call.web.store.jobs().List(static_cast<std::size_t>(limit));
  if (!jobs) return jobs.error();
  json::array list;
  for (const QueuedJob& job : *jobs) list.push_back(JobJson(job));
  return JsonAnswer(list);
}

Answer RetryJob(const Call& call) {
  const auto done = call.web.store.jobs().RetryNow(ParseId(call.arguments[0]));
  if (!done) return done.error();
  return JsonAnswer(json::object{});
}

constexpr Endpoint kJobEndpoints[] = {
    {"GET", "/api/v1/jobs", Access::kAdmin, &ListJobs},
    {"POST", "/api/v1/jobs/{id}/retry", Access::kAdmin, &RetryJob, "ran a job now"},
};

}  // namespace

std::span<const Endpoint> JobEndpoints() { return kJobEndpoints; }

}  // namespace stub
