#include "tests/x_simulator/world/traffic.hpp"

#include <algorithm>
#include <utility>

namespace xsim {

void RequestLog::Add(LoggedRequest request) {
  constexpr std::size_t kKept = 1000;
  request.number = next_number_++;
  list_.push_back(std::move(request));
  if (list_.size() > kKept) list_.pop_front();
}

void RequestLog::Count(const std::string& endpoint, const std::vector<std::string>& ids) {
  EndpointCount& count = counts_[endpoint];
  ++count.requests;
  count.ids.insert(count.ids.end(), ids.begin(), ids.end());
}

bool Nonces::Use(std::int64_t timestamp, std::string_view key, std::int64_t forget_before) {
  while (!by_time_.empty() && by_time_.begin()->first < forget_before) {
    used_.erase(by_time_.begin()->second);
    by_time_.erase(by_time_.begin());
  }
  const std::string full_key = std::to_string(timestamp) + " " + std::string(key);
  if (!used_.insert(full_key).second) return false;
  by_time_.emplace(timestamp, full_key);
  return true;
}

RateLimit RateLimits::Count(const std::string& key, const Length& length,
                            std::int64_t now_seconds) {
  Window& window = windows_[key];
  if (now_seconds >= window.reset) window = {now_seconds + length.seconds, 0};
  const bool exceeded = window.used >= length.limit;
  if (!exceeded) ++window.used;
  return {length.limit, length.limit - window.used, window.reset, exceeded};
}

}  // namespace xsim
