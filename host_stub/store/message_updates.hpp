// Later facts about messages and people: edits, deletions, files, receipts, new handles.
#pragma once

#include "host_stub/store/ingest_context.hpp"

namespace stub {

// For a message that is not known yet the update is kept.
void ApplyUpdate(const IngestContext& context, Id account, const chp::Update& update);
// What was kept for this id, oldest first. False: nothing was.
bool ApplyPendingUpdates(const IngestContext& context, Id account, std::string_view external_id);

}  // namespace stub
