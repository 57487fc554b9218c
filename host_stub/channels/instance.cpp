// Counting of calls, and the two ends of an instance's life, which count as being inside too: the
// plugin may use its services there.
#include "host_stub/channels/instance.hpp"

namespace stub {
namespace {

class ThreadInside {
 public:
  explicit ThreadInside(CallThreads& threads) : threads_(threads) { threads_.Enter(); }
  ~ThreadInside() { threads_.Leave(); }
  ThreadInside(const ThreadInside&) = delete;
  ThreadInside& operator=(const ThreadInside&) = delete;

 private:
  CallThreads& threads_;
};

}  // namespace

Instance::Instance(InstanceSetup setup, HostServices services)
    : on_config_changed_(std::move(setup.on_config_changed)),
      context_(setup.connection_id, *setup.manifest, services, [this] {
        ++config_generation_;
        config_changed_.store(true);
      }) {}

chp::Result<std::shared_ptr<Instance>> Instance::Start(InstanceSetup setup, HostServices services) {
  const chp_plugin& plugin = *setup.plugin;
  const std::shared_ptr<Instance> instance(new Instance(std::move(setup), services));
  const ThreadInside inside(instance->context_.call_threads());
  auto started = chp::PluginInstance::Init(plugin, *instance->context_.table());
  if (!started) return std::move(started).error();
  instance->plugin_ = std::move(started).value();
  return instance;
}

Instance::~Instance() {
  const ThreadInside inside(context_.call_threads());
  plugin_.reset();
}

chp::Error Instance::ClosedError() {
  return {.code = chp::Code::kCancelled,
          .reason = "plugin.closing",
          .message = "This plugin is being switched off. Try again in a moment."};
}

bool Instance::Enter() {
  const std::lock_guard lock(mutex_);
  if (closed_) return false;
  ++running_;
  return true;
}

void Instance::Leave() {
  const std::lock_guard lock(mutex_);
  if (--running_ == 0) idle_.notify_all();
}

void Instance::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
}

void Instance::Cancel() { cancelled_.store(true); }

bool Instance::WaitUntilIdle(std::chrono::steady_clock::time_point until) {
  std::unique_lock lock(mutex_);
  return idle_.wait_until(lock, until, [this] { return running_ == 0; });
}

void Instance::ApplyConfigChange() {
  if (config_changed_.exchange(false) && on_config_changed_) on_config_changed_();
}

Instance::Visit::Visit(Instance& instance, const CallLimits& limits)
    : instance_(instance),
      attempt_(limits.attempt),
      deadline_ms_(instance.context_.services().clock.MonoMs() + limits.deadline.count()),
      admitted_(instance.Enter()) {
  if (admitted_) instance_.context_.call_threads().Enter();
}

Instance::Visit::~Visit() {
  if (!admitted_) return;
  instance_.context_.call_threads().Leave();
  instance_.Leave();
}

bool Instance::Visit::IsCancelled() const {
  return instance_.cancelled_.load() ||
         instance_.context_.services().clock.MonoMs() >= deadline_ms_;
}

}  // namespace stub
