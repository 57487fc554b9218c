// The counters behind contract_check.hpp.
#include "plugin_api/cpp/contract_check.hpp"

namespace chp {
namespace {

struct ThreadState {
  int plugin_calls = 0;
  int service_calls = 0;
};

// R4 speaks of threads, so this is the one thing kept per thread.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
thread_local constinit ThreadState this_thread;

Error Misuse(const char* reason, const char* message) {
  return Error{.code = Code::kInvalid, .reason = reason, .message = message};
}

}  // namespace

PluginCall::PluginCall() noexcept { ++this_thread.plugin_calls; }
PluginCall::~PluginCall() { --this_thread.plugin_calls; }

ServiceCall::ServiceCall() noexcept : allowed_(this_thread.plugin_calls > 0) {
  ++this_thread.service_calls;
}
ServiceCall::~ServiceCall() { --this_thread.service_calls; }

Error ServiceCall::Refusal() {
  return Error{.code = Code::kInternal,
               .reason = "abi.foreign_thread",
               .message =
                   "The channel called its host from a thread that is not inside a call; "
                   "report it to the maker of the channel."};
}

std::optional<Error> Lifecycle::Enter(CallKind kind) {
  if (this_thread.service_calls > 0) {
    return Misuse("abi.reentered",
                  "The host called the channel from inside one of its own services; call it after "
                  "the service has returned.");
  }
  if (kind == CallKind::kControl && in_control_.exchange(true)) {
    return Misuse("abi.control_overlap",
                  "The host runs two control calls on one instance at once; run them one by one.");
  }
  running_.fetch_add(1);
  return std::nullopt;
}

void Lifecycle::Leave(CallKind kind) noexcept {
  running_.fetch_sub(1);
  if (kind == CallKind::kControl) in_control_.store(false);
}

bool Lifecycle::MayDestroy() const noexcept {
  return running_.load() == 0 && this_thread.service_calls == 0;
}

}  // namespace chp
