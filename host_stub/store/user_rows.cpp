// Rows of users and their identities.
#include "host_stub/store/user_rows.hpp"

namespace stub {
namespace {

constexpr std::string_view kSelectUser =
    "SELECT id, login, firstname, lastname, email, web, note, address, image_source, roles, "
    "active, created_ms, updated_ms, reply_public, reply_private FROM users WHERE id=?";

std::string JoinRoles(const std::vector<std::string>& roles) {
  std::string text;
  for (const std::string& role : roles) text += (text.empty() ? "" : ",") + role;
  return text;
}

std::vector<std::string> SplitRoles(const std::string& text) {
  std::vector<std::string> roles;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    roles.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return roles;
}

User ReadUser(const Statement& row) {
  User user;
  user.id = row.Int(0);
  user.login = row.Text(1);
  user.firstname = row.Text(2);
  user.lastname = row.Text(3);
  user.email = row.Text(4);
  user.web = row.Text(5);
  user.note = row.Text(6);
  user.address = row.Text(7);
  user.image_source = row.Text(8);
  user.roles = SplitRoles(row.Text(9));
  user.active = row.Int(10) != 0;
  user.created_ms = row.Int(11);
  user.updated_ms = row.Int(12);
  user.may_reply_publicly = row.Int(13) != 0;
  user.may_reply_privately = row.Int(14) != 0;
  return user;
}

std::vector<Identity> LoadIdentities(SqliteConnection& sql, Id user) {
  Statement row = sql.Query(
      "SELECT provider, uid, username, json_extract(profile_json, '$.verified_type'), "
      "json_extract(profile_json, '$.followers') FROM identities WHERE user_id=? "
      "ORDER BY provider, uid",
      user);
  std::vector<Identity> identities;
  while (row.Step())
    identities.push_back({row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4)});
  return identities;
}

}  // namespace

std::optional<User> LoadUser(SqliteConnection& sql, Id user) {
  Statement row = sql.Query(kSelectUser, user);
  if (!row.Step()) return std::nullopt;
  User found = ReadUser(row);
  found.identities = LoadIdentities(sql, user);
  return found;
}

std::vector<User> LoadUsers(SqliteConnection& sql, std::size_t limit) {
  Statement row = sql.Query("SELECT id FROM users ORDER BY id LIMIT ?", limit);
  std::vector<User> users;
  while (row.Step()) {
    if (auto user = LoadUser(sql, row.Int(0))) users.push_back(std::move(*user));
  }
  return users;
}

Id FindUserByLogin(SqliteConnection& sql, std::string_view login) {
  return sql.Number("SELECT id FROM users WHERE login=?", login).value_or(0);
}

Id FindUserByIdentity(SqliteConnection& sql, std::string_view provider, std::string_view uid) {
  return sql.Number("SELECT user_id FROM identities WHERE provider=? AND uid=?", provider, uid)
      .value_or(0);
}

Id InsertUser(SqliteConnection& sql, const User& user, std::string_view password) {
  sql.Run(
      "INSERT INTO users(login, firstname, lastname, email, web, note, address, image_source, "
      "roles, active, password, created_ms, updated_ms) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
      user.login, user.firstname, user.lastname, user.email, user.web, user.note, user.address,
      user.image_source, JoinRoles(user.roles), user.active, password, user.created_ms,
      user.updated_ms);
  return sql.LastInsertId();
}

void UpdateRights(SqliteConnection& sql, const User& user) {
  sql.Run("UPDATE users SET roles=?, reply_public=?, reply_private=? WHERE id=?",
          JoinRoles(user.roles), user.may_reply_publicly, user.may_reply_privately, user.id);
}

void UpdateProfile(SqliteConnection& sql, const User& user) {
  sql.Run(
      "UPDATE users SET login=?, firstname=?, lastname=?, email=?, web=?, note=?, address=?, "
      "image_source=?, active=?, updated_ms=? WHERE id=?",
      user.login, user.firstname, user.lastname, user.email, user.web, user.note, user.address,
      user.image_source, user.active, user.updated_ms, user.id);
}

}  // namespace stub
