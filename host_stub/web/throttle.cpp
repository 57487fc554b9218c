#include "host_stub/web/throttle.hpp"

#include <algorithm>

namespace stub {
namespace {

// Beyond it, strangers who send ever new names would fill the memory.
constexpr std::size_t kMaxKeys = 20'000;

}  // namespace

std::int64_t Throttle::Take(const std::string& key, std::int64_t now_ms) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (full_at_ms_.size() >= kMaxKeys) ForgetFull(now_ms);
  if (full_at_ms_.size() >= kMaxKeys) return refill_ms_;
  std::int64_t& full_at = full_at_ms_[key];
  const std::int64_t after = std::max(full_at, now_ms) + refill_ms_;
  const std::int64_t latest = now_ms + burst_ * refill_ms_;
  if (after > latest) return after - latest;
  full_at = after;
  return 0;
}

// A flood of new names must not make every try pay for a walk through all keys.
void Throttle::ForgetFull(std::int64_t now_ms) {
  if (now_ms < next_sweep_ms_) return;
  std::erase_if(full_at_ms_, [now_ms](const auto& entry) { return entry.second <= now_ms; });
  next_sweep_ms_ = now_ms + refill_ms_;
}

}  // namespace stub
