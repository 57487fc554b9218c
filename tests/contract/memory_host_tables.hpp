// The two larger tables of memory_host.hpp.
#pragma once

#include "tests/contract/memory_host.hpp"

namespace contract {

MemoryHost& HostOf(void* ctx);
inline chp_status StatusOf(const chp::Error& error) { return static_cast<chp_status>(error.code); }
chp_ingest IngestTable();
chp_blob BlobTable();

}  // namespace contract
