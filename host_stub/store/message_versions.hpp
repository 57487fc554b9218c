// Edited versions of a message: each has an id of its own, and may come as a message of its own,
// before or after we learn whose version it is.
#pragma once

#include "host_stub/store/ingest_context.hpp"
#include "host_stub/store/message_rows.hpp"

namespace stub {

// The new text, unless a later edit is known, and the new id, if the version has one.
void EditMessage(const IngestContext& context, const MessageRow& before, const chp::Update& update);

}  // namespace stub
