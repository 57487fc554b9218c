// Birth and death of an instance, and the small parts all its calls share.
#include "plugin_api/cpp/instance.hpp"

#include "plugin_api/cpp/plugin_calls.hpp"
#include "plugin_api/cpp/text.hpp"

namespace chp {

void LogMisuse(chp_instance& self, const Error& error) {
  const PluginCall inside;
  self.host->Ports().log.Write(LogLevel::kHostMisbehaving, error.message,
                               "{\"reason\":\"" + error.reason + "\"}");
}

bool CallPort::IsCancelled() const {
  if (raw_.is_cancelled != nullptr && raw_.is_cancelled(raw_.ctx) != 0) return true;
  return raw_.deadline_ms != 0 && clock_.MonoMs() >= raw_.deadline_ms;
}

std::string_view CallPort::TraceId() const { return View(raw_.trace_id); }

Result<void> CheckSink(const chp_sink* sink, const char* what) {
  if (sink == nullptr || sink->write == nullptr) return NullArgument(what);
  return {};
}

Result<void> WriteTo(const chp_sink& sink, std::string_view bytes) {
  if (bytes.empty() || chp_sink_write(&sink, bytes.data(), bytes.size()) == 0) return {};
  return Error{.code = Code::kCancelled,
               .reason = "abi.sink_refused",
               .message = "The helpdesk did not take the answer of this call; it is tried again."};
}

chp_status InitInstance(const ChannelKind& kind, const chp_host* host, chp_instance** out,
                        chp_error* err) noexcept {
  return Barrier(err, [&]() -> chp_status {
    if (out == nullptr) return Fill(NullArgument("out"), err);
    *out = nullptr;
    const PluginCall inside;
    auto binding = HostBinding::Bind(host, NeededServices{.jobs = kind.extensions.job});
    if (!binding) return Fill(binding.error(), err);
    auto instance = std::make_unique<chp_instance>();
    instance->host = std::move(binding).value();
    instance->channel = kind.create(instance->host->Ports());
    if (instance->channel == nullptr) {
      return FillFixed(Code::kInternal, "abi.no_channel",
                       "The channel could not be created. Report it to its maker.", err);
    }
    *out = instance.release();
    return CHP_OK;
  });
}

void CallDestroy(chp_instance* self) noexcept {
  static_cast<void>(Barrier(nullptr, [&]() -> chp_status {
    if (self == nullptr) return CHP_OK;
    if (!self->lifecycle.MayDestroy()) {
      // Freeing it under a running call would crash the host: a leak is the smaller damage.
      LogMisuse(*self, Error{.reason = "abi.destroy_overlap",
                             .message = "The host destroyed an instance while a call was running; "
                                        "it is kept. Wait for all calls first."});
      return CHP_E_INVALID;
    }
    const PluginCall inside;
    std::unique_ptr<chp_instance>(self).reset();
    return CHP_OK;
  }));
}

}  // namespace chp
