// Removes what has outlived its time.
#pragma once

#include "host_stub/store/store_context.hpp"

namespace stub {

chp::Result<void> PurgeExpired(StoreContext& context, std::int64_t now_ms);

}  // namespace stub
