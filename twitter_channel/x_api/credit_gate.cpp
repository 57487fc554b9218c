#include "twitter_channel/x_api/credit_gate.hpp"

#include <algorithm>

namespace twitter {
namespace {

constexpr std::int64_t kLongestWaitMs = 900'000;
constexpr std::int64_t kWhileProbingMs = 1'000;

}  // namespace

std::optional<std::int64_t> CreditGate::Enter(std::string_view app, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  if (!IsClosedFor(app)) return std::nullopt;
  if (now_ms < until_ms_) return until_ms_ - now_ms;
  if (probing_) return kWhileProbingMs;
  probing_ = true;
  return std::nullopt;
}

// Requests that were under way together are refused together: only the first of them counts.
void CreditGate::Close(std::string_view app, std::int64_t first_ms, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  if (!IsClosedFor(app)) {
    app_ = app;
    wait_ms_ = first_ms;
    until_ms_ = now_ms + wait_ms_;
  } else if (probing_) {
    wait_ms_ = std::max(first_ms, std::min(2 * wait_ms_, kLongestWaitMs));
    until_ms_ = now_ms + wait_ms_;
  }
  probing_ = false;
}

void CreditGate::Open(std::string_view app) {
  const std::lock_guard lock(mutex_);
  if (!IsClosedFor(app)) return;
  if (!probing_) return;  // it was asked before the credit ran out
  wait_ms_ = 0;
  probing_ = false;
}

void CreditGate::NothingLearnt(std::string_view app) {
  const std::lock_guard lock(mutex_);
  if (IsClosedFor(app)) probing_ = false;
}

std::optional<std::int64_t> CreditGate::closed_until_ms() const {
  const std::lock_guard lock(mutex_);
  return wait_ms_ > 0 ? std::optional(until_ms_) : std::nullopt;
}

}  // namespace twitter
