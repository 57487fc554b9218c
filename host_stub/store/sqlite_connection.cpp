// One connection to the database file and its prepared statements.
#include "host_stub/store/sqlite_connection.hpp"

#include <utility>

#include <sqlite3.h>

namespace stub {
namespace {

// How long to wait for another program. Callers of a webhook wait ten seconds at most, and one of
// them may wait twice: for the batch under way, then for its own.
constexpr int kBusyTimeoutMs = 2000;

// FULL: a commit is on the disk before anybody is told. secure_delete: what customers had erased
// does not linger in free pages.
constexpr const char* kPragmas =
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA trusted_schema=OFF;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA journal_size_limit=67108864;"
    "PRAGMA wal_autocheckpoint=4000;";

// SQLite counts its memory for functions nobody here calls, under one lock for all connections.
// Ignored once SQLite is in use, as with a VFS registered before.
void DoWithoutMemoryStatistics() {
  static const int kDone = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)kDone;
}

sqlite3_destructor_type Lifetime(bool borrowed) {
  return borrowed ? SQLITE_STATIC : SQLITE_TRANSIENT;
}

}  // namespace

Statement::Statement(SqliteConnection& owner, Idle& home, sqlite3_stmt* raw)
    : owner_(&owner), home_(&home), raw_(raw) {}

Statement::Statement(Statement&& other) noexcept
    : owner_(other.owner_),
      home_(other.home_),
      raw_(std::exchange(other.raw_, nullptr)),
      borrows_(other.borrows_) {}

Statement::~Statement() {
  if (raw_ == nullptr) return;
  sqlite3_reset(raw_);
  sqlite3_clear_bindings(raw_);
  home_->push_back(raw_);
}

void Statement::Check(int code) const {
  if (code != SQLITE_OK) ThrowSqliteFailure(owner_->raw_, code);
}

bool Statement::Step() {
  const int code = sqlite3_step(raw_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  ThrowSqliteFailure(owner_->raw_, sqlite3_extended_errcode(owner_->raw_));
}

std::int64_t Statement::Int(int column) const { return sqlite3_column_int64(raw_, column); }

std::string Statement::Text(int column) const {
  const void* bytes = sqlite3_column_blob(raw_, column);
  if (bytes == nullptr) return {};
  const int size = sqlite3_column_bytes(raw_, column);
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(raw_, column) == SQLITE_NULL;
}

void Statement::Bind(int index, std::string_view text) {
  const char* data = text.empty() ? "" : text.data();
  Check(sqlite3_bind_text64(raw_, index + 1, data, text.size(), Lifetime(borrows_), SQLITE_UTF8));
}

void Statement::Bind(int index, Blob blob) {
  const char* data = blob.bytes.empty() ? "" : blob.bytes.data();
  Check(sqlite3_bind_blob64(raw_, index + 1, data, blob.bytes.size(), Lifetime(borrows_)));
}

void Statement::Bind(int index, std::nullptr_t) { Check(sqlite3_bind_null(raw_, index + 1)); }

void Statement::Bind(int index, std::int64_t number) {
  Check(sqlite3_bind_int64(raw_, index + 1, number));
}

void Statement::Bind(int index, const std::optional<std::string>& text) {
  if (text) {
    Bind(index, std::string_view(*text));
  } else {
    Bind(index, nullptr);
  }
}

SqliteConnection::SqliteConnection(const std::string& file, const std::string& vfs, Access access)
    : file_(file) {
  DoWithoutMemoryStatistics();
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(file.c_str(), &raw_, flags, vfs.empty() ? nullptr : vfs.c_str());
  try {
    if (code != SQLITE_OK) ThrowSqliteFailure(raw_, code);
    sqlite3_busy_timeout(raw_, kBusyTimeoutMs);
    RunScript(kPragmas);
    if (access == Access::kQueryOnly) RunScript("PRAGMA query_only=ON;");
  } catch (...) {
    Close();
    throw;
  }
}

SqliteConnection::~SqliteConnection() { Close(); }

void SqliteConnection::Close() {
  for (const auto& [sql, idle] : prepared_) {
    for (sqlite3_stmt* raw : idle) sqlite3_finalize(raw);
  }
  prepared_.clear();
  sqlite3_close_v2(raw_);
}

Statement SqliteConnection::Take(std::string_view sql) {
  auto known = prepared_.find(sql);
  if (known == prepared_.end()) known = prepared_.try_emplace(std::string(sql)).first;
  Statement::Idle& idle = known->second;
  sqlite3_stmt* raw = nullptr;
  if (!idle.empty()) {
    raw = idle.back();
    idle.pop_back();
    return {*this, idle, raw};
  }
  const int code = sqlite3_prepare_v3(raw_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
  if (code != SQLITE_OK) ThrowSqliteFailure(raw_, code);
  // The place to come back to, so that giving back never allocates.
  idle.reserve(idle.capacity() + 1);
  return {*this, idle, raw};
}

void SqliteConnection::RunScript(const std::string& script) {
  const int code = sqlite3_exec(raw_, script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) ThrowSqliteFailure(raw_, sqlite3_extended_errcode(raw_));
}

std::int64_t SqliteConnection::LastInsertId() const { return sqlite3_last_insert_rowid(raw_); }

std::int64_t SqliteConnection::ChangedRows() const { return sqlite3_changes64(raw_); }

std::int64_t SqliteConnection::ChangedRowsSoFar() const { return sqlite3_total_changes64(raw_); }

bool SqliteConnection::InTransaction() const { return sqlite3_get_autocommit(raw_) == 0; }

}  // namespace stub
