// Out of credit (402): nothing is asked of X any more until one request, the probe, has shown that
// there is credit again. So a full queue costs one refusal and not one for each reply.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace twitter {

// Threads: any number at once.
class CreditGate {
 public:
  CreditGate() = default;
  CreditGate(const CreditGate&) = delete;
  CreditGate& operator=(const CreditGate&) = delete;

  // Nothing: go ahead, as the probe when it is closed. Else how long to wait, in ms. Each passing
  // request must report how it ended, by one of the three below.
  std::optional<std::int64_t> Enter(std::string_view app, std::int64_t now_ms);
  // 402. Waits `first_ms`, doubled after each fruitless probe, up to a quarter of an hour.
  void Close(std::string_view app, std::int64_t first_ms, std::int64_t now_ms);
  void Open(std::string_view app);  // X did what was asked, or refused it for another reason
  void NothingLearnt(std::string_view app);  // no answer, or X is out of order

  // Until when it is closed; nothing: it is open.
  std::optional<std::int64_t> closed_until_ms() const;

 private:
  bool IsClosedFor(std::string_view app) const { return wait_ms_ > 0 && app == app_; }

  mutable std::mutex mutex_;  // guards all below
  std::string app_;           // other keys are another customer of X
  std::int64_t wait_ms_ = 0;  // 0: open
  std::int64_t until_ms_ = 0;
  bool probing_ = false;
};

}  // namespace twitter
