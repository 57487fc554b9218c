// The host in memory of tests/contract for calls from many threads: every service function first
// runs a hook of the test, without any lock, and then the function of the memory host under one.
#pragma once

#include <functional>
#include <mutex>
#include <string_view>

#include "tests/contract/memory_host.hpp"

namespace stress {

class LockedHost {
 public:
  LockedHost();
  LockedHost(const LockedHost&) = delete;
  LockedHost& operator=(const LockedHost&) = delete;

  const chp_host* table() const { return &host_; }

  // What was kept; to be looked at when no thread is inside the plugin.
  contract::MemoryHost memory;
  // Set before the threads start; runs on the caller's thread in every service call.
  std::function<void()> before_service = [] {};

 private:
  template <auto kTable, auto kFunction, class R, class... Arguments>
  static R Forward(void* ctx, Arguments... arguments) {
    auto& self = *static_cast<LockedHost*>(ctx);
    self.before_service();
    const std::lock_guard lock(self.mutex_);
    return (self.memory.*kTable.*kFunction)(&self.memory, arguments...);
  }
  template <auto kTable, auto kFunction, class R, class... Arguments>
  static void Install(R (*&slot)(void*, Arguments...)) {
    slot = &Forward<kTable, kFunction, R, Arguments...>;
  }
  static const void* GetService(void* ctx, const char* id);
  void InstallIngest();

  std::mutex mutex_;  // guards memory
  chp_host host_;
  chp_clock clock_;
  chp_kv kv_;
  chp_ingest ingest_;
  chp_accounts accounts_;
  chp_jobs jobs_;
};

}  // namespace stress
