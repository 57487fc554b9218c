// Finds the ticket of an arrived message: public ones by the graph, private ones by conversation.
#pragma once

#include "host_stub/store/ingest_context.hpp"
#include "host_stub/store/message_rows.hpp"

namespace stub {

// Of a message that was just stored, as `message` says; its ticket, 0 for context and what waits.
Id PlaceArrived(const IngestContext& context, MessageRow message);
// Of a message that has been stored before and has got new ids or a new place.
void PlaceInTicket(const IngestContext& context, Id message);

}  // namespace stub
