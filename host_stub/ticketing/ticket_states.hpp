// The states of a ticket: how messages, merging and agents move it.
#pragma once

#include "host_stub/model.hpp"

namespace stub {

// `silent`: closed because only we have written so far, not because an agent closed it.
struct TicketStatus {
  TicketState state = TicketState::kNew;
  bool silent = false;
  bool operator==(const TicketStatus&) const = default;
};

// A ticket that an own message opens is closed and silent: nobody has to act.
TicketStatus FirstStatus(bool own);
// A customer's message wakes a silent ticket as new, leaves new as new and opens any other, except
// that one which an agent closed stays closed where the account has it so; our own message changes
// nothing.
TicketStatus AfterMessage(TicketStatus status, bool own, bool closed_stays);
// Of two tickets that turn out to be one.
TicketStatus AfterMerge(TicketStatus survivor, TicketStatus absorbed);
// Once our answer has arrived.
TicketStatus AfterReply(TicketStatus status);

}  // namespace stub
