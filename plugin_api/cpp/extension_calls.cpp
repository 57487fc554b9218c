// The trampolines of the extensions, and their static tables.
#include <string_view>

#include "plugin_api/cpp/from_c.hpp"
#include "plugin_api/cpp/instance.hpp"
#include "plugin_api/cpp/plugin_calls.hpp"

namespace chp {
namespace {

chp_status CHP_CALL RunJobCall(chp_instance* self, const chp_call* call, const chp_job* job,
                               chp_error* err) noexcept {
  return RunCall(self, CallKind::kWorker, err, [&](Channel& channel) -> Result<void> {
    const auto context = CopyIn(call, "chp_call");
    if (!context) return context.error();
    const auto input = ReadJob(job);
    if (!input) return input.error();
    return channel.RunJob(CallPort(*context, self->host->Ports().clock), *input);
  });
}

chp_status CHP_CALL RunActionCall(chp_instance* self, const chp_call* call,
                                  const chp_action* action, const chp_sink* output_json,
                                  chp_error* err) noexcept {
  return RunCall(self, CallKind::kWorker, err, [&](Channel& channel) -> Result<void> {
    const auto context = CopyIn(call, "chp_call");
    if (!context) return context.error();
    const auto input = ReadAction(action);
    if (!input) return input.error();
    if (auto sink = CheckSink(output_json, "output_json"); !sink) return sink;
    const CallPort port(*context, self->host->Ports().clock);
    const auto output = channel.RunAction(port, *input);
    return output ? WriteTo(*output_json, *output) : output.error();
  });
}

chp_status CHP_CALL CheckHealthCall(chp_instance* self, const chp_call* call, std::uint32_t* state,
                                    const chp_sink* detail_json, chp_error* err) noexcept {
  return RunCall(self, CallKind::kWorker, err, [&](Channel& channel) -> Result<void> {
    const auto context = CopyIn(call, "chp_call");
    if (!context) return context.error();
    if (state == nullptr) return NullArgument("state");
    if (auto sink = CheckSink(detail_json, "detail_json"); !sink) return sink;
    const CallPort port(*context, self->host->Ports().clock);
    const auto report = channel.CheckHealth(port);
    if (!report) return report.error();
    *state = static_cast<std::uint32_t>(report->state);
    return WriteTo(*detail_json, report->detail_json);
  });
}

chp_status CHP_CALL MetricsCall(chp_instance* self, const chp_sink* openmetrics) noexcept {
  return RunCall(self, CallKind::kWorker, nullptr, [&](Channel& channel) -> Result<void> {
    if (auto sink = CheckSink(openmetrics, "openmetrics"); !sink) return sink;
    const auto text = channel.Metrics();
    return text ? WriteTo(*openmetrics, *text) : text.error();
  });
}

chp_status CHP_CALL PreviewCall(chp_instance* self, const chp_reply* reply,
                                const chp_sink* preview_json, chp_error* err) noexcept {
  return RunCall(self, CallKind::kWorker, err, [&](Channel& channel) -> Result<void> {
    const auto input = ReadReply(reply);
    if (!input) return input.error();
    if (auto sink = CheckSink(preview_json, "preview_json"); !sink) return sink;
    const auto preview = channel.Preview(*input);
    return preview ? WriteTo(*preview_json, *preview) : preview.error();
  });
}

constexpr chp_job_runner kJobRunner{sizeof(chp_job_runner), 0, &RunJobCall};
constexpr chp_actions kActions{sizeof(chp_actions), 0, &RunActionCall};
constexpr chp_health kHealth{sizeof(chp_health), 0, &CheckHealthCall, &MetricsCall};
constexpr chp_compose kCompose{sizeof(chp_compose), 0, &PreviewCall};

}  // namespace

const void* FindExtension(const Extensions& offered, const char* id) noexcept {
  if (id == nullptr) return nullptr;
  const std::string_view wanted(id);
  if (offered.job && wanted == CHP_EXT_JOB) return &kJobRunner;
  if (offered.actions && wanted == CHP_EXT_ACTIONS) return &kActions;
  if (offered.health && wanted == CHP_EXT_HEALTH) return &kHealth;
  if (offered.compose && wanted == CHP_EXT_COMPOSE) return &kCompose;
  return nullptr;
}

}  // namespace chp
