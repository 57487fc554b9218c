// Watches that both sides keep rule R4 and the thread tags, so that a breach is a clear error at
// the place where it happens instead of a crash elsewhere. Costs two counters per call: always on.
#pragma once

#include <atomic>
#include <optional>

#include "plugin_api/cpp/error.hpp"

namespace chp {

// What the current thread is inside of. Per thread, without destructors: a library that owned some
// could not be unloaded.
class PluginCall {
 public:
  PluginCall() noexcept;
  ~PluginCall();
  PluginCall(const PluginCall&) = delete;
  PluginCall& operator=(const PluginCall&) = delete;
};

// Around every call of a host service.
class ServiceCall {
 public:
  ServiceCall() noexcept;
  ~ServiceCall();
  ServiceCall(const ServiceCall&) = delete;
  ServiceCall& operator=(const ServiceCall&) = delete;

  // False on a thread that is not inside a plugin call: the host must not be called from there.
  bool allowed() const noexcept { return allowed_; }
  static Error Refusal();

 private:
  bool allowed_;
};

enum class CallKind { kControl, kWorker };

// The calls running on one instance.
class Lifecycle {
 public:
  // Empty when the call may run; then Leave() ends it.
  std::optional<Error> Enter(CallKind kind);
  void Leave(CallKind kind) noexcept;
  // True when nothing runs, so that the instance may be freed.
  bool MayDestroy() const noexcept;

 private:
  std::atomic<int> running_{0};
  std::atomic<bool> in_control_{false};
};

// One call on an instance: what Enter() said, and Leave() at the end.
class CallScope {
 public:
  CallScope(Lifecycle& lifecycle, CallKind kind)
      : lifecycle_(lifecycle), kind_(kind), refusal_(lifecycle.Enter(kind)) {}
  ~CallScope() {
    if (!refusal_) lifecycle_.Leave(kind_);
  }
  CallScope(const CallScope&) = delete;
  CallScope& operator=(const CallScope&) = delete;

  const std::optional<Error>& refusal() const { return refusal_; }

 private:
  Lifecycle& lifecycle_;
  CallKind kind_;
  std::optional<Error> refusal_;
  PluginCall thread_;
};

}  // namespace chp
