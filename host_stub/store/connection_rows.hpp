// Rows of connections and accounts, and their secrets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/model.hpp"
#include "host_stub/store/secrets.hpp"
#include "host_stub/store/sqlite_connection.hpp"

namespace stub {

std::vector<Connection> LoadConnections(SqliteConnection& sql, std::string_view slug);
std::optional<Connection> LoadConnection(SqliteConnection& sql, Id connection);
std::vector<Account> LoadAccounts(SqliteConnection& sql, Id connection);
std::optional<Account> LoadAccount(SqliteConnection& sql, Id account);
// The id in decimal, as plugins name accounts; 0 unless it is an account of this connection.
Id AccountOfConnection(SqliteConnection& sql, Id connection, std::string_view account_id);

// Which of the two tables that hold secrets.
enum class SecretOwner { kConnection, kAccount };
chp::Result<std::string> LoadSecrets(SqliteConnection& sql, const SecretBox& box, SecretOwner owner,
                                     Id id);
// Merges the members of `secrets_json` over the stored ones.
chp::Result<void> MergeSecrets(SqliteConnection& sql, const SecretBox& box, SecretOwner owner,
                               Id id, std::string_view secrets_json);

void GrowRevision(SqliteConnection& sql, Id connection);

}  // namespace stub
