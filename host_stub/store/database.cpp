// The database file as the stores see it.
#include "host_stub/store/database.hpp"

namespace stub {

Database::Database(const std::string& file, const std::string& vfs)
    : file_(file),
      vfs_(vfs),
      readers_(file, vfs),
      writer_(std::make_unique<SqliteConnection>(file, vfs, SqliteConnection::Access::kReadWrite)) {
}

// The barrier of every reading operation. A connection that failed is closed, not kept.
std::optional<chp::Error> Database::ReadGuarded(
    const std::function<void(SqliteConnection&)>& work) {
  try {
    auto connection = readers_.Take();
    connection->RunScript("BEGIN");
    work(*connection);
    connection->RunScript("COMMIT");
    readers_.GiveBack(std::move(connection));
    return std::nullopt;
  } catch (const SqliteFailure& failure) {
    return RuntimeError(failure);
  } catch (const std::exception& bug) {
    return BugError(bug);
  }
}

chp::Result<void> Database::Checkpoint() {
  try {
    SqliteConnection connection(file_, vfs_, SqliteConnection::Access::kReadWrite);
    connection.RunScript("PRAGMA wal_checkpoint(TRUNCATE)");
    return {};
  } catch (const SqliteFailure& failure) {
    return RuntimeError(failure);
  }
}

}  // namespace stub
