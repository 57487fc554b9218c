// Windows by name. What X says last about a window replaces what was known, except that answers may
// overtake one another: within one window the smaller number is the later one.
#include "twitter_channel/x_api/limit_book.hpp"

#include <algorithm>
#include <array>

#include "twitter_channel/durations.hpp"
#include "twitter_channel/http/http_status.hpp"
#include "twitter_channel/http/rate_limits.hpp"

namespace twitter {
namespace {

constexpr std::size_t kMostWindows = 8'192;
constexpr std::int64_t kQuarterHourMs = 900'000;

}  // namespace

struct LimitBook::Kind {
  char prefix;
  bool of_app;  // all accounts of the app together
  std::int64_t length_ms;
  std::string_view limit;
  std::string_view remaining;
  std::string_view reset;

  std::string KeyOf(const LimitSubject& subject) const {
    const std::string account = of_app ? std::string() : subject.account;
    return std::string(1, prefix) + '\n' + subject.app + '\n' + account + '\n' + subject.endpoint;
  }
  std::int64_t Planned(const LimitSubject& subject, const EndpointLimit& plan) const {
    if (length_ms == kDayMs) return of_app ? plan.app_day : plan.user_day;
    return subject.account.empty() ? plan.app : plan.user;
  }
};

namespace {

std::int64_t HeldBack(std::int64_t limit, Reserve reserve) {
  if (reserve == Reserve::kNothing) return 0;
  return limit / (reserve == Reserve::kTenth ? 10 : 5);
}

}  // namespace

std::span<const LimitBook::Kind> LimitBook::Kinds() {
  static constexpr std::array<Kind, 3> kKinds = {
      Kind{'q', false, kQuarterHourMs, "x-rate-limit-limit", "x-rate-limit-remaining",
           "x-rate-limit-reset"},
      Kind{'u', false, kDayMs, "x-user-limit-24hour-limit", "x-user-limit-24hour-remaining",
           "x-user-limit-24hour-reset"},
      Kind{'a', true, kDayMs, "x-app-limit-24hour-limit", "x-app-limit-24hour-remaining",
           "x-app-limit-24hour-reset"}};
  return kKinds;
}

LimitBook::Window* LimitBook::Find(const std::string& key, std::int64_t planned,
                                   std::int64_t length_ms, std::int64_t now_ms) {
  const auto known = windows_.find(key);
  if (known == windows_.end()) {
    if (planned == 0) return nullptr;
    MakeRoom(now_ms);
    Window fresh{.limit = planned, .remaining = planned, .reset_ms = now_ms + length_ms};
    return &windows_.emplace(key, fresh).first->second;
  }
  Window& window = known->second;
  if (window.reset_ms <= now_ms) {
    window.limit = std::max(window.limit, planned);
    window.remaining = window.limit;
    window.reset_ms = now_ms + length_ms;
    window.is_said = false;
  }
  return &window;
}

std::optional<std::int64_t> LimitBook::Take(const LimitSubject& subject, const EndpointLimit& plan,
                                            Reserve reserve, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  std::array<Window*, 3> taken{};
  std::optional<std::int64_t> until;
  std::size_t index = 0;
  for (const Kind& kind : Kinds()) {
    Window* window = Find(kind.KeyOf(subject), kind.Planned(subject, plan), kind.length_ms, now_ms);
    taken[index++] = window;
    if (window == nullptr) continue;
    const std::int64_t left = window->remaining - window->under_way;
    if (left > HeldBack(window->limit, reserve)) continue;
    until = std::max(until.value_or(0), window->reset_ms);
  }
  if (until) return until;
  for (Window* window : taken) {
    if (window != nullptr) ++window->under_way;
  }
  return std::nullopt;
}

void LimitBook::Return(const LimitSubject& subject, const HttpResponse* response,
                       std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  bool said = false;
  for (const Kind& kind : Kinds()) {
    const std::string key = kind.KeyOf(subject);
    const auto known = windows_.find(key);
    const bool learnt = response != nullptr && Learn(key, kind, *response, now_ms);
    said = said || learnt;
    if (known == windows_.end()) continue;
    Window& window = known->second;
    window.under_way = std::max<std::int64_t>(window.under_way - 1, 0);
    if (!learnt) window.remaining = std::max<std::int64_t>(window.remaining - 1, 0);
  }
  const bool refused = response != nullptr && response->status == http_status::kTooManyRequests;
  if (refused && !said) Close(Kinds().front().KeyOf(subject), *response, now_ms);
}

bool LimitBook::Learn(const std::string& key, const Kind& kind, const HttpResponse& response,
                      std::int64_t now_ms) {
  const auto remaining = HeaderNumber(response, kind.remaining);
  const auto reset = HeaderNumber(response, kind.reset);
  if (!remaining || !reset) return false;
  const std::int64_t reset_ms = *reset * 1000;
  if (!windows_.contains(key)) MakeRoom(now_ms);
  Window& window = windows_[key];
  const bool same = window.is_said && window.reset_ms == reset_ms;
  window.remaining = same ? std::min(window.remaining, *remaining) : *remaining;
  window.limit = HeaderNumber(response, kind.limit).value_or(std::max(window.limit, *remaining));
  window.reset_ms = reset_ms;
  window.is_said = true;
  return true;
}

// A refusal that names no window.
void LimitBook::Close(const std::string& key, const HttpResponse& response, std::int64_t now_ms) {
  if (!windows_.contains(key)) MakeRoom(now_ms);
  Window& window = windows_[key];
  const auto seconds = HeaderNumber(response, "retry-after");
  window.remaining = 0;
  window.reset_ms = now_ms + (seconds ? *seconds * 1000 : kQuarterHourMs);
  window.is_said = true;
}

void LimitBook::MakeRoom(std::int64_t now_ms) {
  if (windows_.size() < kMostWindows) return;
  std::erase_if(windows_, [&](const auto& each) {
    return each.second.reset_ms <= now_ms && each.second.under_way == 0;
  });
  if (windows_.size() < kMostWindows) return;
  windows_.erase(std::min_element(
      windows_.begin(), windows_.end(),
      [](const auto& a, const auto& b) { return a.second.reset_ms < b.second.reset_ms; }));
}

}  // namespace twitter
