// The service tables, one per file. Static and constant; found by id through chp_host.get_service.
#pragma once

#include "plugin_api/channel_services.h"

namespace stub {

const chp_clock& ClockService();
const chp_kv& KvService();
const chp_ingest& IngestService();
const chp_accounts& AccountsService();
const chp_blob& BlobService();
const chp_jobs& JobsService();

// Null for an id this host does not offer.
const void* FindService(const char* id) noexcept;

}  // namespace stub
