// A clock that a test sets.
#pragma once

#include <atomic>

#include "plugin_api/cpp/ports.hpp"

namespace stub::testing {

class FakeClock : public chp::Clock {
 public:
  std::int64_t NowMs() const override { return now_ms_.load(); }
  std::int64_t MonoMs() const override { return now_ms_.load(); }
  void Advance(std::int64_t by_ms) { now_ms_ += by_ms; }

 private:
  std::atomic<std::int64_t> now_ms_{1'700'000'000'000};
};

}  // namespace stub::testing
