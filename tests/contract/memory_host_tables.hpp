// The two larger tables of memory_host.hpp.
#pragma once

#include "tests/contract/memory_host.hpp"

namespace contract {

MemoryHost& HostOf(void* ctx);
chp_ingest IngestTable();
chp_blob BlobTable();

}  // namespace contract
