#include "host_stub/channels/system_clock.hpp"

#include <chrono>

namespace stub {
namespace {

template <class Clock>
std::int64_t Milliseconds() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch())
      .count();
}

class SystemClock : public chp::Clock {
 public:
  std::int64_t NowMs() const override { return Milliseconds<std::chrono::system_clock>(); }
  std::int64_t MonoMs() const override { return Milliseconds<std::chrono::steady_clock>(); }
};

}  // namespace

std::shared_ptr<chp::Clock> MakeSystemClock() { return std::make_shared<SystemClock>(); }

}  // namespace stub
