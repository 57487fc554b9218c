// What a poll found, on its way to the host: what is known is left out, a flood is grouped, what is
// late is marked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"
#include "twitter_channel/inbound/caught_up.hpp"
#include "twitter_channel/inbound/flood_guard.hpp"

namespace twitter {

class FoundMessages {
 public:
  explicit FoundMessages(const chp::HostPorts& host) : host_(host), flood_(host.kv, host.clock) {}

  // `events` oldest first, stored in that order, a hundred at a time. How many the host did not
  // know. What is in a ticket or deleted is not told again; one that the host refuses for its
  // content is logged and holds up no other.
  chp::Result<std::size_t> Deliver(std::vector<Event> events, const Account& account,
                                   const Config& config, std::int64_t late_after_ms = kLateMs);

 private:
  chp::Result<std::size_t> DeliverSome(std::vector<Event> events, const Account& account,
                                       const Config& config, std::int64_t late_after_ms);
  chp::Result<void> KeepUnknown(const Account& account, chp::Batch& batch);
  chp::Result<std::size_t> Store(const Account& account, const chp::Batch& batch);

  chp::HostPorts host_;
  FloodGuard flood_;
};

}  // namespace twitter
