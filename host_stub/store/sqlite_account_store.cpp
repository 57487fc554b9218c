// The accounts of SqliteConnectionStore.
#include <optional>

#include "host_stub/store/connection_rows.hpp"
#include "host_stub/store/json_text.hpp"
#include "host_stub/store/sqlite_connection_store.hpp"

namespace stub {
namespace {

// The account settings that the host itself obeys. Kept in columns of their own, for they are
// needed per message.
constexpr std::string_view kReopenDays = "dm_reopen_days";
constexpr std::string_view kFollowUp = "follow_up";           // "reopen" or "keep"
constexpr std::string_view kDmAfterClose = "dm_after_close";  // "new" or "reopen"

chp::Error UnknownAccount() {
  return NotFoundError("account.unknown", "This account no longer exists.");
}

// Nothing where the save does not speak of it.
std::optional<std::string> ProfileIn(const boost::json::object& account) {
  const auto* profile = account.if_contains("profile");
  if (profile == nullptr) return std::nullopt;
  return boost::json::serialize(*profile);
}

// The row's id; settings, active flag and creation time of a known account stay.
Id UpsertAccount(SqliteConnection& sql, Id connection, const boost::json::object& account,
                 std::int64_t now) {
  return sql
      .Number(
          "INSERT INTO accounts(connection_id, external_id, screen_name, name, secrets, "
          "created_ms, updated_ms, profile_json) VALUES(?1,?2,?3,?4,x'',?5,?5,coalesce(?6,'{}')) "
          "ON CONFLICT(connection_id, external_id) DO UPDATE SET "
          "screen_name=excluded.screen_name, name=excluded.name, removing=0, "
          "profile_json=coalesce(?6, profile_json), "
          "updated_ms=excluded.updated_ms RETURNING id",
          connection, StringMember(account, "external_id"), StringMember(account, "screen_name"),
          StringMember(account, "name"), now, ProfileIn(account))
      .value_or(0);
}

chp::Result<void> CheckRevision(SqliteConnection& sql, Id connection, std::uint64_t expected) {
  const auto current = sql.Number("SELECT revision FROM connections WHERE id=?", connection);
  if (!current) return NotFoundError("connection.unknown", "This connection no longer exists.");
  if (expected == 0 || expected == static_cast<std::uint64_t>(*current)) return {};
  return ConflictError("account.revision",
                       "The connection was changed meanwhile: begin again with its new values.");
}

}  // namespace

chp::Result<std::vector<Account>> SqliteConnectionStore::Accounts(std::string_view slug) {
  using AccountList = std::vector<Account>;
  return context_.database.Read<AccountList>(
      [slug](SqliteConnection& sql) -> chp::Result<AccountList> {
        AccountList accounts;
        for (const Connection& connection : LoadConnections(sql, slug)) {
          for (Account& account : LoadAccounts(sql, connection.id)) {
            account.last_message_ms =
                sql.Number("SELECT max(sent_ms) FROM messages WHERE account_id=?", account.id)
                    .value_or(0);
            accounts.push_back(std::move(account));
          }
        }
        return accounts;
      });
}

chp::Result<std::optional<Account>> SqliteConnectionStore::FindAccount(Id account) {
  using Found = std::optional<Account>;
  return context_.database.Read<Found>(
      [account](SqliteConnection& sql) -> chp::Result<Found> { return LoadAccount(sql, account); });
}

chp::Result<Id> SqliteConnectionStore::SaveAccount(Id connection, const chp::AccountSave& save) {
  auto account = ParseObject(save.account_json, "The account");
  if (!account) return account.error();
  if (StringMember(*account, "external_id").empty()) {
    return InvalidError("account.external_id", "An account needs its external_id, a string.");
  }
  return context_.database.Write<Id>([&](Transaction& transaction) -> chp::Result<Id> {
    SqliteConnection& sql = transaction.sql;
    if (auto current = CheckRevision(sql, connection, save.expected_revision); !current) {
      return current.error();
    }
    const Id id = UpsertAccount(sql, connection, *account, context_.now_ms());
    auto merged = MergeSecrets(sql, context_.secrets, SecretOwner::kAccount, id, save.secrets_json);
    if (!merged) return merged.error();
    GrowRevision(sql, connection);
    return id;
  });
}

chp::Result<void> SqliteConnectionStore::UpdateAccount(Id account, std::string_view settings_json,
                                                       bool active) {
  const auto settings = ParseObject(settings_json, "The account's settings");
  if (!settings) return settings.error();
  const std::int64_t reopen_days = NumberMember(*settings, kReopenDays);
  const bool closed_stays = StringMember(*settings, kFollowUp) == "keep";
  const bool closed_takes_dms = StringMember(*settings, kDmAfterClose) == "reopen";
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    const auto row = LoadAccount(transaction.sql, account);
    if (!row) return UnknownAccount();
    transaction.sql.Run(
        "UPDATE accounts SET settings_json=?, reopen_days=?, closed_stays=?, closed_takes_dms=?, "
        "active=?, updated_ms=? WHERE id=?",
        settings_json.empty() ? "{}" : settings_json, reopen_days, closed_stays, closed_takes_dms,
        active, context_.now_ms(), account);
    GrowRevision(transaction.sql, row->connection_id);
    return {};
  });
}

chp::Result<void> SqliteConnectionStore::SetAccountState(Id connection,
                                                         const chp::AccountStatus& status) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    SqliteConnection& sql = transaction.sql;
    if (status.account_id.empty()) {
      sql.Run("UPDATE connections SET state=?, state_reason=?, state_message=? WHERE id=?",
              status.state, status.reason, status.message, connection);
    } else {
      sql.Run(
          "UPDATE accounts SET state=?, state_reason=?, state_message=?, updated_ms=? "
          "WHERE id=?",
          status.state, status.reason, status.message, context_.now_ms(),
          AccountOfConnection(sql, connection, status.account_id));
    }
    if (sql.ChangedRows() == 0) return UnknownAccount();
    return {};
  });
}

chp::Result<void> SqliteConnectionStore::MarkRemoving(Id account) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    const auto row = LoadAccount(transaction.sql, account);
    if (!row) return UnknownAccount();
    transaction.sql.Run("UPDATE accounts SET removing=1, updated_ms=? WHERE id=?",
                        context_.now_ms(), account);
    GrowRevision(transaction.sql, row->connection_id);
    return {};
  });
}

chp::Result<void> SqliteConnectionStore::RemoveAccount(Id account) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    SqliteConnection& sql = transaction.sql;
    const auto row = LoadAccount(sql, account);
    if (!row) return UnknownAccount();
    const std::string prefix = "account/" + std::to_string(account) + "/";
    sql.Run("DELETE FROM kv WHERE connection_id=? AND substr(key, 1, ?)=?", row->connection_id,
            prefix.size(), prefix);
    sql.Run("DELETE FROM jobs WHERE connection_id=? AND account_id=?", row->connection_id, account);
    sql.Run("DELETE FROM lanes WHERE connection_id=? AND account_id=?", row->connection_id,
            account);
    sql.Run("DELETE FROM pauses WHERE connection_id=? AND account_id=?", row->connection_id,
            account);
    sql.Run("DELETE FROM accounts WHERE id=?", account);
    GrowRevision(sql, row->connection_id);
    transaction.jobs_changed = true;
    return {};
  });
}

}  // namespace stub
