// Service ids to tables.
#include "host_stub/services/services.hpp"

#include <string_view>

namespace stub {

const void* FindService(const char* id) noexcept {
  if (id == nullptr) return nullptr;
  const std::string_view wanted = id;
  if (wanted == CHP_SVC_CLOCK) return &ClockService();
  if (wanted == CHP_SVC_KV) return &KvService();
  if (wanted == CHP_SVC_INGEST) return &IngestService();
  if (wanted == CHP_SVC_ACCOUNTS) return &AccountsService();
  if (wanted == CHP_SVC_BLOB) return &BlobService();
  if (wanted == CHP_SVC_JOBS) return &JobsService();
  return nullptr;
}

}  // namespace stub
