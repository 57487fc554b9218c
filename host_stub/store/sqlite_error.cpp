// SQLite's result codes as errors of ours.
#include "host_stub/store/sqlite_error.hpp"

#include <string_view>

#include <sqlite3.h>

namespace stub {
namespace {

struct Meaning {
  int code;  // primary result code
  std::string_view reason;
  std::string_view what;
  std::string_view to_do;
};

constexpr Meaning kMeanings[] = {
    {SQLITE_FULL, "store.disk_full", "the disk is full", "free some space"},
    {SQLITE_READONLY, "store.read_only", "it cannot be written",
     "give this process write permission for the file and its directory"},
    {SQLITE_PERM, "store.permission", "access to it is denied",
     "give this process permission for the file and its directory"},
    {SQLITE_CANTOPEN, "store.permission", "it cannot be opened",
     "check that it is a file this process may read and write, and so its directory"},
    {SQLITE_NOTADB, "store.corrupt", "it is not a database of this program, or it is damaged",
     "restore it from a backup or choose another file"},
    {SQLITE_CORRUPT, "store.corrupt", "it is damaged", "restore it from a backup"},
    {SQLITE_BUSY, "store.locked", "another program is using it",
     "end that program or choose another file"},
    {SQLITE_LOCKED, "store.locked", "another program is using it",
     "end that program or choose another file"},
    {SQLITE_IOERR, "store.io_error", "the disk reports an error", "check the disk"},
    {SQLITE_NOMEM, "store.memory", "there is not enough memory", "free some memory"},
};

constexpr Meaning kUnknown = {SQLITE_ERROR, "store.failed", "it cannot be used",
                              "look at the log and report this as a fault"};

const Meaning& MeaningOf(int code) {
  const int primary = code & 0xff;
  for (const Meaning& meaning : kMeanings) {
    if (meaning.code == primary) return meaning;
  }
  return kUnknown;
}

std::string Detail(const SqliteFailure& failure) {
  return std::string(" (SQLite: ") + failure.what() + ")";
}

}  // namespace

void ThrowSqliteFailure(sqlite3* database, int code) {
  const char* text = sqlite3_errstr(code);
  if (database != nullptr && (code & 0xff) == SQLITE_ERROR) text = sqlite3_errmsg(database);
  throw SqliteFailure(code, text);
}

chp::Error StoreFileError(std::string reason, std::string message) {
  return {.code = chp::Code::kConfig, .reason = std::move(reason), .message = std::move(message)};
}

chp::Error OpenError(const SqliteFailure& failure, const std::string& file) {
  const Meaning& meaning = MeaningOf(failure.code());
  return StoreFileError(std::string(meaning.reason),
                        "Database file " + file + ": " + std::string(meaning.what) + "; " +
                            std::string(meaning.to_do) + Detail(failure) + ".");
}

chp::Error RuntimeError(const SqliteFailure& failure, const std::string& file) {
  const Meaning& meaning = MeaningOf(failure.code());
  return {.code = chp::Code::kTransient,
          .reason = "store.unavailable",
          .message = "The helpdesk's database " + file.substr(file.find_last_of('/') + 1) +
                     " cannot do its work: " + std::string(meaning.what) + "; " +
                     std::string(meaning.to_do) + Detail(failure) + ".",
          .retry_after_ms = 1000};
}

chp::Error BugError(const std::exception& bug) {
  return {.code = chp::Code::kInternal,
          .reason = "store.bug",
          .message = std::string("The helpdesk's store failed unexpectedly; report this as a "
                                 "fault: ") +
                     bug.what()};
}

}  // namespace stub
