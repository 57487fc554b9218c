// How many events of each kind came since the process started; shown in the metrics.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "twitter_channel/domain.hpp"

namespace twitter {

// The word an event is counted under: "post", "direct_message", "post_deleted", "post_announced",
// "messages_read", "access_revoked", or X's own word for a kind that makes no message.
std::string_view KindOf(const Event& event);
// How many of its kind an event stands for.
std::size_t CountOf(const Event& event);

// Threads: any number at once.
class EventCounters {
 public:
  EventCounters() = default;
  EventCounters(const EventCounters&) = delete;
  EventCounters& operator=(const EventCounters&) = delete;

  // Kinds beyond the 64th are counted as "other": a sender must not be able to fill our memory.
  void Add(std::string_view kind, std::uint64_t count = 1);
  std::map<std::string, std::uint64_t> Snapshot() const;

 private:
  mutable std::mutex mutex_;  // guards counts_
  std::map<std::string, std::uint64_t, std::less<>> counts_;
};

}  // namespace twitter
