// The states of a ticket.
#include "host_stub/ticketing/ticket_states.hpp"

namespace stub {

TicketStatus FirstStatus(bool own) {
  if (own) return {TicketState::kClosed, true};
  return {TicketState::kNew, false};
}

TicketStatus AfterMessage(TicketStatus status, bool own, bool closed_stays) {
  if (own) return status;
  if (closed_stays && !status.silent && status.state == TicketState::kClosed) return status;
  if (status.silent || status.state == TicketState::kNew) return {TicketState::kNew, false};
  return {TicketState::kOpen, false};
}

TicketStatus AfterMerge(TicketStatus survivor, TicketStatus absorbed) {
  if (absorbed.silent || survivor == absorbed) return survivor;
  if (survivor.silent) return absorbed;
  const bool unhandled =
      absorbed.state == TicketState::kNew || absorbed.state == TicketState::kOpen;
  // Somebody waits for an answer in the absorbed one, and somebody has worked on the survivor.
  return unhandled ? TicketStatus{TicketState::kOpen, false} : survivor;
}

TicketStatus AfterReply(TicketStatus status) {
  if (status.state == TicketState::kNew) return {TicketState::kOpen, false};
  return status;
}

}  // namespace stub
