// Token buckets in memory, one per key: how often a stranger may try to sign in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace stub {

class Throttle {
 public:
  // `burst` tries at once, then one more every `refill_ms`.
  Throttle(int burst, std::int64_t refill_ms) : burst_(burst), refill_ms_(refill_ms) {}
  Throttle(const Throttle&) = delete;
  Throttle& operator=(const Throttle&) = delete;

  // 0: go ahead (one try is taken); else milliseconds until the next try. Any thread.
  std::int64_t Take(const std::string& key, std::int64_t now_ms);

 private:
  void ForgetFull(std::int64_t now_ms);

  const int burst_;
  const std::int64_t refill_ms_;
  std::mutex mutex_;  // guards full_at_ms_ and next_sweep_ms_
  // When the bucket of a key will be full again; absent keys are full.
  std::unordered_map<std::string, std::int64_t> full_at_ms_;
  std::int64_t next_sweep_ms_ = 0;  // of a full table: not at every try
};

}  // namespace stub
