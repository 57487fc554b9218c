// Which ticket a private message belongs to. Per account and counterpart there is a row of
// segments in time, each a ticket. Source: plugin_abi.md A12.
#pragma once

#include <optional>
#include <span>

#include "host_stub/ticketing/ticket_states.hpp"

namespace stub {

struct Segment {
  Id ticket = 0;
  TicketStatus status;
  std::int64_t first_sent_ms = 0;
  std::int64_t last_sent_ms = 0;
};

// As the account has it.
struct SegmentRules {
  std::int64_t reopen_ms = 0;     // the longest silence that a segment bridges; 0: any
  bool closed_takes_dms = false;  // a ticket that an agent has closed still takes messages
};

// The segment nearest in time, or nullopt for a new one. A customer's message joins a ticket that
// an agent has closed only where the rules say so; ours joins closed ones too, and leaves them
// closed.
std::optional<Id> ChooseSegment(std::span<const Segment> segments, bool own, std::int64_t sent_ms,
                                SegmentRules rules);

}  // namespace stub
