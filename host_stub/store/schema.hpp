// The tables, and how an older database becomes a current one.
#pragma once

#include <span>
#include <string>

#include "host_stub/store/sqlite_connection.hpp"

namespace stub {

// Step i leads from version i to version i + 1.
std::span<const char* const> SchemaSteps();

// Brings the database to version steps.size(), one transaction per step. kConfig
// "store.newer_schema" when a newer program has written it. Throws SqliteFailure.
chp::Result<void> Migrate(SqliteConnection& sql, std::span<const char* const> steps,
                          const std::string& file);

}  // namespace stub
