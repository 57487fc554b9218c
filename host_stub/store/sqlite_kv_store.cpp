// Key-value pairs in SQLite. A key whose time is over is absent, though its row may still be there.
#include "host_stub/store/sqlite_kv_store.hpp"

#include "plugin_api/channel_services.h"

namespace stub {
namespace {

std::string PlaceOf(Id connection, std::string_view key) {
  return "kv/" + std::to_string(connection) + "/" + std::string(key);
}

// 0: absent.
std::uint64_t CurrentVersion(SqliteConnection& sql, Id connection, std::string_view key,
                             std::int64_t now) {
  return static_cast<std::uint64_t>(
      sql.Number("SELECT version FROM kv WHERE connection_id=? AND key=? "
                 "AND (expires_ms=0 OR expires_ms>?)",
                 connection, key, now)
          .value_or(0));
}

chp::Error VersionConflict() {
  return ConflictError("kv.version",
                       "The value was changed by somebody else meanwhile: read it "
                       "again.");
}

std::string PrefixEnd(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && static_cast<unsigned char>(end.back()) == 0xff) end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(end.back() + 1);
  return end;
}

}  // namespace

chp::Result<std::optional<chp::KvValue>> SqliteKvStore::Get(Id connection, std::string_view key) {
  using Value = std::optional<chp::KvValue>;
  return context_.database.Read<Value>([&](SqliteConnection& sql) -> chp::Result<Value> {
    Statement row = sql.Query(
        "SELECT value, version, secret FROM kv WHERE connection_id=? AND key=? "
        "AND (expires_ms=0 OR expires_ms>?)",
        connection, key, context_.now_ms());
    if (!row.Step()) return Value();
    chp::KvValue found{row.Text(0), static_cast<std::uint64_t>(row.Int(1))};
    if (row.Int(2) != 0) {
      auto plain = context_.secrets.Open(found.value, PlaceOf(connection, key));
      if (!plain) return plain.error();
      found.value = std::move(*plain);
    }
    return Value(std::move(found));
  });
}

chp::Result<std::uint64_t> SqliteKvStore::Put(Id connection, const chp::KvPut& put) {
  std::string stored(put.value);
  if (put.secret) {
    auto sealed = context_.secrets.Seal(put.value, PlaceOf(connection, put.key));
    if (!sealed) return sealed.error();
    stored = std::move(*sealed);
  }
  const std::int64_t now = context_.now_ms();
  const std::int64_t expires = put.ttl_ms > 0 ? now + put.ttl_ms : 0;
  return context_.database.Write<std::uint64_t>(
      [&](Transaction& transaction) -> chp::Result<std::uint64_t> {
        SqliteConnection& sql = transaction.sql;
        if (put.expected_version != CHP_KV_ANY &&
            put.expected_version != CurrentVersion(sql, connection, put.key, now)) {
          return VersionConflict();
        }
        if (!sql.Number("SELECT 1 FROM connections WHERE id=?", connection)) {
          return NotFoundError("kv.connection", "This connection no longer exists.");
        }
        const auto version = static_cast<std::uint64_t>(
            sql.Number("UPDATE kv_versions SET last=last+1 RETURNING last").value_or(0));
        sql.Run(
            "INSERT INTO kv(connection_id, key, value, secret, version, expires_ms) "
            "VALUES(?,?,?,?,?,?) ON CONFLICT DO UPDATE SET value=excluded.value, "
            "secret=excluded.secret, version=excluded.version, expires_ms=excluded.expires_ms",
            connection, put.key, Blob{stored}, put.secret, version, expires);
        return version;
      });
}

chp::Result<void> SqliteKvStore::Erase(Id connection, std::string_view key,
                                       std::uint64_t expected) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    const std::uint64_t version =
        CurrentVersion(transaction.sql, connection, key, context_.now_ms());
    if (version == 0) return NotFoundError("kv.absent", "There is no such key.");
    if (expected != CHP_KV_ANY && expected != version) return VersionConflict();
    transaction.sql.Run("DELETE FROM kv WHERE connection_id=? AND key=?", connection, key);
    return {};
  });
}

chp::Result<std::vector<std::string>> SqliteKvStore::Scan(Id connection, std::string_view prefix) {
  using Keys = std::vector<std::string>;
  return context_.database.Read<Keys>([&](SqliteConnection& sql) -> chp::Result<Keys> {
    const std::string end = PrefixEnd(prefix);
    Statement row = sql.Query(
        "SELECT key FROM kv WHERE connection_id=? AND key>=? AND (?='' OR key<?) "
        "AND (expires_ms=0 OR expires_ms>?) ORDER BY key",
        connection, prefix, end, end, context_.now_ms());
    Keys keys;
    while (row.Step()) keys.push_back(row.Text(0));
    return keys;
  });
}

}  // namespace stub
