// One connection to the database file and its prepared statements. Used by one thread at a time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "host_stub/store/sqlite_error.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace stub {

class SqliteConnection;

// Bytes bound or read as a BLOB.
struct Blob {
  std::string_view bytes;
};

// A prepared statement lent by its connection; goes back, reset, when this ends. Columns and
// parameters are counted from 0. Throws SqliteFailure.
class Statement {
 public:
  using Idle = std::vector<sqlite3_stmt*>;  // those of one text that nobody uses now

  Statement(SqliteConnection& owner, Idle& home, sqlite3_stmt* raw);
  Statement(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  bool Step();  // true: a row is there
  std::int64_t Int(int column) const;
  std::string Text(int column) const;  // also for a BLOB; NULL is empty
  bool IsNull(int column) const;

  // Texts and blobs bound from now on are not copied: they outlive this.
  void Borrow() { borrows_ = true; }
  void Bind(int index, std::string_view text);
  void Bind(int index, Blob blob);
  void Bind(int index, std::nullptr_t);
  void Bind(int index, std::int64_t number);
  void Bind(int index, const std::optional<std::string>& text);
  void Bind(int index, const std::string& text) { Bind(index, std::string_view(text)); }
  void Bind(int index, const char* text) { Bind(index, std::string_view(text)); }
  template <class Number>
  requires std::is_arithmetic_v<Number> || std::is_enum_v<Number>
  void Bind(int index, Number number) { Bind(index, static_cast<std::int64_t>(number)); }

 private:
  void Check(int code) const;

  SqliteConnection* owner_;
  Idle* home_;
  sqlite3_stmt* raw_;
  bool borrows_ = false;
};

class SqliteConnection {
 public:
  enum class Access { kReadWrite, kQueryOnly };

  // The file must exist. `vfs` empty: the default one. Throws SqliteFailure.
  SqliteConnection(const std::string& file, const std::string& vfs, Access access);
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;
  ~SqliteConnection();

  // A statement with copies of its parameters bound in order; prepared once, then kept.
  template <class... Values>
  Statement Query(std::string_view sql, const Values&... values) {
    Statement statement = Take(sql);
    BindAll(statement, values...);
    return statement;
  }
  // Runs a statement that returns nothing of interest.
  template <class... Values>
  void Run(std::string_view sql, const Values&... values) {
    Statement statement = Take(sql);
    statement.Borrow();
    BindAll(statement, values...);
    while (statement.Step()) {
    }
  }
  // First column of the first row.
  template <class... Values>
  std::optional<std::int64_t> Number(std::string_view sql, const Values&... values) {
    Statement statement = Take(sql);
    statement.Borrow();
    BindAll(statement, values...);
    if (!statement.Step() || statement.IsNull(0)) return std::nullopt;
    return statement.Int(0);
  }

  // First column of all rows.
  template <class... Values>
  std::vector<std::int64_t> Numbers(std::string_view sql, const Values&... values) {
    Statement statement = Take(sql);
    statement.Borrow();
    BindAll(statement, values...);
    std::vector<std::int64_t> numbers;
    while (statement.Step()) numbers.push_back(statement.Int(0));
    return numbers;
  }

  void RunScript(const std::string& script);
  const std::string& file() const { return file_; }
  std::int64_t LastInsertId() const;
  std::int64_t ChangedRows() const;  // by the last statement
  std::int64_t ChangedRowsSoFar() const;
  bool InTransaction() const;

 private:
  friend class Statement;
  // Statements are long, and differ in their last words or in length.
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view sql) const {
      constexpr std::size_t kLastWords = 32;
      const std::string_view end = sql.substr(sql.size() - std::min(sql.size(), kLastWords));
      return std::hash<std::string_view>()(end) + sql.size();
    }
  };

  template <class... Values>
  static void BindAll(Statement& statement, const Values&... values) {
    int index = 0;
    (statement.Bind(index++, values), ...);
  }
  Statement Take(std::string_view sql);
  void Close();

  const std::string file_;
  sqlite3* raw_ = nullptr;
  std::unordered_map<std::string, Statement::Idle, TextHash, std::equal_to<>> prepared_;
};

}  // namespace stub
