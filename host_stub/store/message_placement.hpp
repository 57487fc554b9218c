// Finds the ticket of an arrived message: public ones by the graph, private ones by conversation.
#pragma once

#include "host_stub/store/ingest_context.hpp"
#include "host_stub/store/message_rows.hpp"

namespace stub {

// Also for a message that is stored already and has got new ids or a new place.
void PlaceInTicket(const IngestContext& context, Id message);

}  // namespace stub
