// Rows of users and their identities.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/model.hpp"
#include "host_stub/store/sqlite_connection.hpp"

namespace stub {

std::optional<User> LoadUser(SqliteConnection& sql, Id user);
std::vector<User> LoadUsers(SqliteConnection& sql, std::size_t limit);
// 0: none.
Id FindUserByLogin(SqliteConnection& sql, std::string_view login);
Id FindUserByIdentity(SqliteConnection& sql, std::string_view provider, std::string_view uid);

// Ignores `id` and `identities`; `password` is the stored form or empty.
Id InsertUser(SqliteConnection& sql, const User& user, std::string_view password);
// What a channel or an agent may change of a person: everything but login, roles and password.
void UpdateProfile(SqliteConnection& sql, const User& user);
// Roles, and what staff may answer.
void UpdateRights(SqliteConnection& sql, const User& user);

}  // namespace stub
