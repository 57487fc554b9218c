// What the host notes beside a message for the agents, such as a file that could not be had.
#pragma once

#include <string>

#include "host_stub/store/ingest_context.hpp"
#include "host_stub/store/message_rows.hpp"

namespace stub {

// An internal article of the system beside the message's own, once per text. A message that is not
// shown yet keeps the last note until it is.
void NoteAbout(const IngestContext& context, const MessageRow& message, const std::string& text);

}  // namespace stub
