// The database file as the stores see it.
#include "host_stub/store/database.hpp"

namespace stub {

Database::Database(const std::string& file, const std::string& vfs)
    : file_(file),
      vfs_(vfs),
      readers_(file, vfs_.name()),
      writer_(std::make_unique<SqliteConnection>(file, vfs_.name(),
                                                 SqliteConnection::Access::kReadWrite)) {}

// The barrier of every reading operation. A connection that failed is closed, not kept.
std::optional<chp::Error> Database::ReadGuarded(
    const std::function<void(SqliteConnection&)>& work) {
  try {
    auto connection = readers_.Take();
    connection->Run("BEGIN");
    work(*connection);
    connection->Run("COMMIT");
    readers_.GiveBack(std::move(connection));
    return std::nullopt;
  } catch (const SqliteFailure& failure) {
    return RuntimeError(failure, file_);
  } catch (const std::exception& bug) {
    return BugError(bug);
  }
}

chp::Result<void> Database::Checkpoint() {
  try {
    SqliteConnection connection(file_, vfs_.name(), SqliteConnection::Access::kReadWrite);
    // Writers go on during the first, which does the work, and wait for the second: not for long.
    connection.RunScript("PRAGMA wal_checkpoint(PASSIVE); PRAGMA busy_timeout=500");
    if (connection.Number("PRAGMA wal_checkpoint(TRUNCATE)") == 0) return {};
    return chp::Error{.code = chp::Code::kTransient,
                      .reason = "store.log_in_use",
                      .message = "Somebody is reading the database " + file_ +
                                 ": text that was erased leaves its log at the next clean-up."};
  } catch (const SqliteFailure& failure) {
    return RuntimeError(failure, file_);
  }
}

}  // namespace stub
