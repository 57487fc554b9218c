// Rows of connections and accounts, and their secrets.
#include "host_stub/store/connection_rows.hpp"

#include <charconv>

#include "host_stub/store/json_text.hpp"

namespace stub {
namespace {

Connection ReadConnection(const Statement& row) {
  Connection connection;
  connection.id = row.Int(0);
  connection.slug = row.Text(1);
  connection.key = row.Text(2);
  connection.app_json = row.Text(3);
  connection.verified = row.Int(4) != 0;
  connection.revision = static_cast<std::uint64_t>(row.Int(5));
  connection.created_ms = row.Int(6);
  connection.state = static_cast<chp::AccountState>(row.Int(7));
  connection.state_reason = row.Text(8);
  connection.state_message = row.Text(9);
  return connection;
}

Account ReadAccount(const Statement& row) {
  Account account;
  account.id = row.Int(0);
  account.connection_id = row.Int(1);
  account.external_id = row.Text(2);
  account.screen_name = row.Text(3);
  account.name = row.Text(4);
  account.settings_json = row.Text(5);
  account.active = row.Int(6) != 0;
  account.removing = row.Int(7) != 0;
  account.state = static_cast<chp::AccountState>(row.Int(8));
  account.state_reason = row.Text(9);
  account.state_message = row.Text(10);
  account.created_ms = row.Int(11);
  account.updated_ms = row.Int(12);
  account.profile_json = row.Text(13);
  return account;
}

std::string_view SelectSecrets(SecretOwner owner) {
  return owner == SecretOwner::kConnection ? "SELECT secrets FROM connections WHERE id=?"
                                           : "SELECT secrets FROM accounts WHERE id=?";
}

std::string_view UpdateSecrets(SecretOwner owner) {
  return owner == SecretOwner::kConnection ? "UPDATE connections SET secrets=? WHERE id=?"
                                           : "UPDATE accounts SET secrets=? WHERE id=?";
}

std::string PlaceOf(SecretOwner owner, Id id) {
  return (owner == SecretOwner::kConnection ? "connections/" : "accounts/") + std::to_string(id);
}

}  // namespace

std::vector<Connection> LoadConnections(SqliteConnection& sql, std::string_view slug) {
  Statement row = sql.Query(
      "SELECT id, slug, key, app_json, verified, revision, created_ms, state, state_reason, "
      "state_message FROM connections WHERE slug=? ORDER BY id",
      slug);
  std::vector<Connection> connections;
  while (row.Step()) connections.push_back(ReadConnection(row));
  return connections;
}

std::optional<Connection> LoadConnection(SqliteConnection& sql, Id connection) {
  Statement row = sql.Query(
      "SELECT id, slug, key, app_json, verified, revision, created_ms, state, state_reason, "
      "state_message FROM connections WHERE id=?",
      connection);
  if (!row.Step()) return std::nullopt;
  return ReadConnection(row);
}

std::vector<Account> LoadAccounts(SqliteConnection& sql, Id connection) {
  Statement row = sql.Query(
      "SELECT id, connection_id, external_id, screen_name, name, settings_json, active, removing, "
      "state, state_reason, state_message, created_ms, updated_ms, profile_json FROM accounts "
      "WHERE connection_id=? ORDER BY id",
      connection);
  std::vector<Account> accounts;
  while (row.Step()) accounts.push_back(ReadAccount(row));
  return accounts;
}

std::optional<Account> LoadAccount(SqliteConnection& sql, Id account) {
  Statement row = sql.Query(
      "SELECT id, connection_id, external_id, screen_name, name, settings_json, active, removing, "
      "state, state_reason, state_message, created_ms, updated_ms, profile_json FROM accounts "
      "WHERE id=?",
      account);
  if (!row.Step()) return std::nullopt;
  return ReadAccount(row);
}

Id AccountOfConnection(SqliteConnection& sql, Id connection, std::string_view account_id) {
  Id id = 0;
  const char* end = account_id.data() + account_id.size();
  const auto parsed = std::from_chars(account_id.data(), end, id);
  if (parsed.ec != std::errc() || parsed.ptr != end) return 0;
  return sql.Number("SELECT id FROM accounts WHERE id=? AND connection_id=?", id, connection)
      .value_or(0);
}

chp::Result<std::string> LoadSecrets(SqliteConnection& sql, const SecretBox& box, SecretOwner owner,
                                     Id id) {
  Statement row = sql.Query(SelectSecrets(owner), id);
  if (!row.Step()) return std::string("{}");
  const std::string sealed = row.Text(0);
  if (sealed.empty()) return std::string("{}");
  return box.Open(sealed, PlaceOf(owner, id));
}

chp::Result<void> MergeSecrets(SqliteConnection& sql, const SecretBox& box, SecretOwner owner,
                               Id id, std::string_view secrets_json) {
  const auto stored = LoadSecrets(sql, box, owner, id);
  if (!stored) return stored.error();
  const auto merged = MergeObjects(*stored, secrets_json, "The secrets");
  if (!merged) return merged.error();
  const auto sealed = box.Seal(*merged, PlaceOf(owner, id));
  if (!sealed) return sealed.error();
  sql.Run(UpdateSecrets(owner), Blob{*sealed}, id);
  return {};
}

void GrowRevision(SqliteConnection& sql, Id connection) {
  sql.Run("UPDATE connections SET revision=revision+1 WHERE id=?", connection);
}

}  // namespace stub
