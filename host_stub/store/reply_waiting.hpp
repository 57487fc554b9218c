// When a waiting reply leaves, and what it waits for.
#pragma once

#include "host_stub/model.hpp"
#include "host_stub/store/sqlite_connection.hpp"

namespace stub {

// Fills `waiting` of a reply that is still to be sent, whether or not a try has failed, from its
// job, the pauses above it and those before it in line.
void FillWaiting(SqliteConnection& sql, std::int64_t now_ms, Article& article);

}  // namespace stub
