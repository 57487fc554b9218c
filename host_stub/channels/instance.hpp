// One running plugin instance: its host context, its calls, its end.
//
// Calls hold a shared_ptr; the instance is destroyed by whoever lets go last, so destroy() never
// overlaps a call. No lock is held while a call is inside the plugin; configure() runs one at a
// time ([control]).
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "host_stub/channels/turn.hpp"
#include "host_stub/host_context.hpp"
#include "plugin_api/cpp/host_side.hpp"

namespace stub {

struct CallLimits {
  std::uint32_t attempt = 1;
  std::chrono::milliseconds deadline{60'000};
};

struct InstanceSetup {
  const chp_plugin* plugin = nullptr;
  Id connection_id = 0;
  const Manifest* manifest = nullptr;
  // Runs after a call in which the plugin saved an account, once that call has returned.
  std::function<void()> on_config_changed;
};

class Instance {
 public:
  static chp::Result<std::shared_ptr<Instance>> Start(InstanceSetup setup, HostServices services);
  ~Instance();
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  // What a call gets once the instance is closed.
  static chp::Error ClosedError();

  Id connection_id() const { return context_.connection_id(); }
  const Manifest& manifest() const { return context_.manifest(); }
  HostContext& context() { return context_; }

  // body(chp::Channel&, const chp::CallContext&) -> chp::Result<T>. kCancelled once closed.
  template <class Body>
  auto Call(const CallLimits& limits, Body&& body)
      -> decltype(body(std::declval<chp::Channel&>(), std::declval<const chp::CallContext&>())) {
    auto result = Inside(limits, std::forward<Body>(body));
    ApplyConfigChange();
    return result;
  }
  // As Call, one at a time, and without looking for saved accounts afterwards.
  template <class Body>
  chp::Result<void> Configure(const CallLimits& limits, Body&& body) {
    const Turn turn(configuring_);
    ++config_generation_;
    auto configured = Inside(limits, std::forward<Body>(body));
    if (configured) configured_ = true;
    return configured;
  }
  // Whether a configuration is in force: the last one that the plugin took.
  bool configured() const { return configured_.load(); }

  // Grows with every change of the configuration, from the moment it is known: whether a verdict
  // about credentials is about those of now.
  std::uint64_t config_generation() const { return config_generation_.load(); }

  void Close();   // no new calls
  void Cancel();  // running calls are asked to return
  // Whether no call is inside, at the latest at `until`.
  bool WaitUntilIdle(std::chrono::steady_clock::time_point until);

 private:
  Instance(InstanceSetup setup, HostServices services);

  // The time inside the plugin: counted, and known to the thread check.
  class Visit final : public chp::CallContext {
   public:
    Visit(Instance& instance, const CallLimits& limits);
    ~Visit() override;
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

    bool admitted() const { return admitted_; }
    std::uint32_t Attempt() const override { return attempt_; }
    std::int64_t DeadlineMs() const override { return deadline_ms_; }
    bool IsCancelled() const override;
    std::string_view TraceId() const override { return {}; }

   private:
    Instance& instance_;
    std::uint32_t attempt_;
    std::int64_t deadline_ms_;
    bool admitted_;
  };

  template <class Body>
  auto Inside(const CallLimits& limits, Body&& body)
      -> decltype(body(std::declval<chp::Channel&>(), std::declval<const chp::CallContext&>())) {
    const Visit visit(*this, limits);
    if (!visit.admitted()) return ClosedError();
    return std::forward<Body>(body)(static_cast<chp::Channel&>(*plugin_), visit);
  }

  bool Enter();
  void Leave();
  void ApplyConfigChange();

  std::function<void()> on_config_changed_;
  HostContext context_;
  std::unique_ptr<chp::PluginInstance> plugin_;
  Turns configuring_;
  std::mutex mutex_;  // guards running_ and closed_
  std::condition_variable idle_;
  int running_ = 0;
  bool closed_ = false;
  std::atomic<bool> cancelled_{false};
  std::atomic<bool> config_changed_{false};
  std::atomic<bool> configured_{false};
  std::atomic<std::uint64_t> config_generation_{0};
};

}  // namespace stub
