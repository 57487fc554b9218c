// Which ticket a private message belongs to.
#include "host_stub/ticketing/private_conversation.hpp"

#include <algorithm>

namespace stub {
namespace {

std::int64_t Distance(const Segment& segment, std::int64_t sent_ms) {
  return std::max<std::int64_t>(
      {0, segment.first_sent_ms - sent_ms, sent_ms - segment.last_sent_ms});
}

bool Takes(const Segment& segment, bool own, bool closed_too) {
  if (segment.status.state == TicketState::kMerged) return false;
  return own || closed_too || segment.status.silent || segment.status.state != TicketState::kClosed;
}

}  // namespace

std::optional<Id> ChooseSegment(std::span<const Segment> segments, bool own, std::int64_t sent_ms,
                                SegmentRules rules) {
  const Segment* nearest = nullptr;
  for (const Segment& segment : segments) {
    if (!Takes(segment, own, rules.closed_takes_dms)) continue;
    if (rules.reopen_ms > 0 && Distance(segment, sent_ms) > rules.reopen_ms) continue;
    if (nearest == nullptr || Distance(segment, sent_ms) < Distance(*nearest, sent_ms)) {
      nearest = &segment;
    }
  }
  if (nearest == nullptr) return std::nullopt;
  return nearest->ticket;
}

}  // namespace stub
