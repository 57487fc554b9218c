// SQLite's result codes as errors of ours: the one place where they are turned into sentences.
#pragma once

#include <stdexcept>
#include <string>

#include "plugin_api/cpp/error.hpp"

struct sqlite3;

namespace stub {

// A statement that could not be carried out. It travels from the statement to the barrier of
// Database, which rolls back the operation; nothing between could do anything about it.
class SqliteFailure : public std::runtime_error {
 public:
  SqliteFailure(int code, const std::string& detail) : std::runtime_error(detail), code_(code) {}
  int code() const { return code_; }

 private:
  int code_;  // SQLite's extended result code
};

[[noreturn]] void ThrowSqliteFailure(sqlite3* database, int code);

// At start: kConfig; the sentence names the file and what to do.
chp::Error OpenError(const SqliteFailure& failure, const std::string& file);
// While running: kTransient "store.unavailable"; the sentence names the file without its directory,
// for it is also read by those who call a webhook.
chp::Error RuntimeError(const SqliteFailure& failure, const std::string& file);
// kInternal: an exception that no operation should throw.
chp::Error BugError(const std::exception& bug);
// kConfig for a fault of the file that is not SQLite's.
chp::Error StoreFileError(std::string reason, std::string message);

}  // namespace stub
