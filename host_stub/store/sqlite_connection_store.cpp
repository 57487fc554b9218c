// Connections and plugin switches in SQLite.
#include "host_stub/store/sqlite_connection_store.hpp"

#include "host_stub/store/connection_rows.hpp"
#include "host_stub/store/json_text.hpp"

namespace stub {
namespace {

constexpr std::size_t kConnectionKeyBytes = 16;

chp::Error UnknownConnection() {
  return NotFoundError("connection.unknown", "This connection no longer exists.");
}

chp::Result<Id> InsertConnection(SqliteConnection& sql, const ConnectionSave& save,
                                 std::int64_t now) {
  std::string key = save.key;
  if (key.empty()) {
    auto random = RandomName(kConnectionKeyBytes);
    if (!random) return random.error();
    key = std::move(*random);
  }
  sql.Run(
      "INSERT INTO connections(slug, key, app_json, secrets, verified, created_ms) "
      "VALUES(?,?,?,?,?,?)",
      save.slug, key, save.app_json.empty() ? "{}" : save.app_json, Blob{""}, save.verified, now);
  return sql.LastInsertId();
}

void UpdateConnection(SqliteConnection& sql, const ConnectionSave& save) {
  sql.Run("UPDATE connections SET app_json=?, verified=?, revision=revision+1 WHERE id=?",
          save.app_json.empty() ? "{}" : save.app_json, save.verified, save.id);
}

}  // namespace

chp::Result<std::vector<Connection>> SqliteConnectionStore::List(std::string_view slug) {
  using Connections = std::vector<Connection>;
  return context_.database.Read<Connections>(
      [slug](SqliteConnection& sql) -> chp::Result<Connections> {
        return LoadConnections(sql, slug);
      });
}

chp::Result<std::optional<ConnectionSnapshot>> SqliteConnectionStore::Snapshot(Id connection) {
  using Found = std::optional<ConnectionSnapshot>;
  return context_.database.Read<Found>([&](SqliteConnection& sql) -> chp::Result<Found> {
    auto row = LoadConnection(sql, connection);
    if (!row) return Found();
    auto secrets = LoadSecrets(sql, context_.secrets, SecretOwner::kConnection, connection);
    if (!secrets) return secrets.error();
    ConnectionSnapshot snapshot{.connection = std::move(*row),
                                .accounts = LoadAccounts(sql, connection),
                                .app_secrets_json = std::move(*secrets),
                                .account_secrets_json = {}};
    for (const Account& account : snapshot.accounts) {
      auto own = LoadSecrets(sql, context_.secrets, SecretOwner::kAccount, account.id);
      if (!own) return own.error();
      snapshot.account_secrets_json.emplace_back(account.id, std::move(*own));
    }
    return Found(std::move(snapshot));
  });
}

chp::Result<Id> SqliteConnectionStore::Save(const ConnectionSave& save) {
  if (auto object = ParseObject(save.app_json, "The connection's values"); !object) {
    return object.error();
  }
  return context_.database.Write<Id>([&](Transaction& transaction) -> chp::Result<Id> {
    SqliteConnection& sql = transaction.sql;
    Id id = save.id;
    if (id == 0) {
      auto inserted = InsertConnection(sql, save, context_.now_ms());
      if (!inserted) return inserted;
      id = *inserted;
    } else {
      if (!LoadConnection(sql, id)) return UnknownConnection();
      UpdateConnection(sql, save);
    }
    auto merged =
        MergeSecrets(sql, context_.secrets, SecretOwner::kConnection, id, save.app_secrets_json);
    if (!merged) return merged.error();
    return id;
  });
}

chp::Result<void> SqliteConnectionStore::Remove(Id connection) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    SqliteConnection& sql = transaction.sql;
    if (!LoadConnection(sql, connection)) return UnknownConnection();
    sql.Run("DELETE FROM jobs WHERE connection_id=?", connection);
    sql.Run("DELETE FROM lanes WHERE connection_id=?", connection);
    sql.Run("DELETE FROM pauses WHERE connection_id=?", connection);
    sql.Run("DELETE FROM connections WHERE id=?", connection);
    transaction.jobs_changed = true;
    return {};
  });
}

chp::Result<bool> SqliteConnectionStore::PluginEnabled(std::string_view slug) {
  return context_.database.Read<bool>([slug](SqliteConnection& sql) -> chp::Result<bool> {
    return sql.Number("SELECT enabled FROM plugins WHERE slug=?", slug).value_or(1) != 0;
  });
}

chp::Result<void> SqliteConnectionStore::SetPluginEnabled(std::string_view slug, bool enabled) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    transaction.sql.Run(
        "INSERT INTO plugins(slug, enabled) VALUES(?,?) "
        "ON CONFLICT DO UPDATE SET enabled=excluded.enabled",
        slug, enabled);
    return {};
  });
}

}  // namespace stub
