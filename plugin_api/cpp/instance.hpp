// One instance behind the C table, and what every call on it has in common.
#pragma once

#include <memory>
#include <utility>

#include "plugin_api/cpp/barrier.hpp"
#include "plugin_api/cpp/channel.hpp"
#include "plugin_api/cpp/contract_check.hpp"
#include "plugin_api/cpp/host_ports.hpp"
#include "plugin_api/cpp/struct_io.hpp"

struct chp_instance {
  std::unique_ptr<chp::HostBinding> host;
  std::unique_ptr<chp::Channel> channel;  // destroyed before the ports it uses
  chp::Lifecycle lifecycle;
};

namespace chp {

// Accuses the host in its own log.
void LogMisuse(chp_instance& self, const Error& error);

// Runs body(channel) -> Result<void> as one call on the instance.
template <class Body>
chp_status RunCall(chp_instance* self, CallKind kind, chp_error* err, Body&& body) noexcept {
  return Barrier(err, [&]() -> chp_status {
    if (self == nullptr) return Fill(NullArgument("self"), err);
    const CallScope scope(self->lifecycle, kind);
    if (scope.refusal()) {
      LogMisuse(*self, *scope.refusal());
      return Fill(*scope.refusal(), err);
    }
    const Result<void> result = body(*self->channel);
    return result ? CHP_OK : Fill(result.error(), err);
  });
}

// chp_call as the port the channel sees. Deadlines are compared on the host's monotonic clock.
class CallPort final : public CallContext {
 public:
  CallPort(const chp_call& raw, const Clock& clock) : raw_(raw), clock_(clock) {}
  std::uint32_t Attempt() const override { return raw_.attempt; }
  std::int64_t DeadlineMs() const override { return raw_.deadline_ms; }
  bool IsCancelled() const override;
  std::string_view TraceId() const override;

 private:
  chp_call raw_;
  const Clock& clock_;
};

// A sink that must be there.
Result<void> CheckSink(const chp_sink* sink, const char* what);
// Writes all of `bytes`; kCancelled when the host refuses them.
Result<void> WriteTo(const chp_sink& sink, std::string_view bytes);

}  // namespace chp
