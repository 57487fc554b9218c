// chp.host.jobs: work a plugin wants to do later.
#include <algorithm>

#include "host_stub/services/service_call.hpp"
#include "host_stub/services/services.hpp"
#include "host_stub/store/job_store.hpp"
#include "plugin_api/cpp/from_c.hpp"

namespace stub {
namespace {

constexpr std::size_t kLongestJobId = 255;
constexpr std::size_t kLongestLane = 255;
constexpr std::size_t kLongestPayload = std::size_t{1} << 20;

bool IsJobWord(std::string_view id) {
  return !id.empty() && id.size() <= kLongestJobId &&
         std::all_of(id.begin(), id.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

chp::Result<void> CheckJob(HostContext& context, const chp::Job& job) {
  if (!IsJobWord(job.id) || !IsJobWord(job.kind)) {
    return InvalidArgument("id and kind of a job must be 1 to 255 printable ASCII characters");
  }
  if (job.lane.size() > kLongestLane)
    return InvalidArgument("a lane must be at most 255 bytes long");
  if (job.payload_json.size() > kLongestPayload) {
    return InvalidArgument("the payload of a job must be at most 1 MiB long");
  }
  if (job.account_id.empty()) return {};
  const auto account = OwnAccount(context, job.account_id);
  if (!account) return account.error();
  return {};
}

chp_status CHP_CALL Schedule(void* ctx, const chp_job* raw) noexcept {
  return Serve(ctx, "jobs.schedule", [&](HostContext& context) -> chp::Result<void> {
    const auto job = chp::ReadJob(raw);
    if (!job) return job.error();
    if (auto connected = RequireConnection(context); !connected) return connected;
    if (auto sound = CheckJob(context, *job); !sound) return sound;
    return context.services().jobs.Schedule(context.connection_id(), *job);
  });
}

chp_status CHP_CALL Cancel(void* ctx, const char* id, std::size_t length) noexcept {
  return Serve(ctx, "jobs.cancel", [&](HostContext& context) -> chp::Result<void> {
    const auto job_id = chp::ReadText(id, length, "id");
    if (!job_id) return job_id.error();
    if (!IsJobWord(*job_id)) return InvalidArgument("this is no id of a job");
    if (auto connected = RequireConnection(context); !connected) return connected;
    return context.services().jobs.Cancel(context.connection_id(), *job_id);
  });
}

constexpr chp_jobs kJobsTable = {
    .struct_size = sizeof(chp_jobs), .reserved = 0, .schedule = Schedule, .cancel = Cancel};

}  // namespace

const chp_jobs& JobsService() { return kJobsTable; }

}  // namespace stub
