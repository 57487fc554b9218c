// Groups and users in SQLite.
#include "host_stub/store/sqlite_directory.hpp"

#include <algorithm>

#include "host_stub/store/identity_rows.hpp"
#include "host_stub/store/user_rows.hpp"
#include "host_stub/ticketing/text.hpp"

namespace stub {
namespace {

constexpr std::size_t kLongestName = 255;

chp::Result<void> CheckRoles(const std::vector<std::string>& roles) {
  if (roles.empty()) {
    return InvalidError("user.roles", "A user needs a role: Admin, Agent or Customer.");
  }
  for (const std::string& role : roles) {
    if (role == "Admin" || role == "Agent" || role == "Customer") continue;
    return InvalidError("user.roles",
                        "A user's roles are Admin, Agent and Customer; another one was named.");
  }
  return {};
}

chp::Result<void> CheckNewUser(const NewUser& user) {
  if (user.login.empty() || user.login.size() > kLongestName) {
    return InvalidError("user.login", "A user needs a login of 1 to 255 bytes.");
  }
  return CheckRoles(user.roles);
}

chp::Result<std::string> GroupName(std::string_view name) {
  std::string clean = Trimmed(name);
  if (!clean.empty() && clean.size() <= kLongestName) return clean;
  return InvalidError("group.name", "A group needs a name of 1 to 255 bytes.");
}

chp::Error NameTaken() {
  return ConflictError("group.name_taken", "There is a group of this name already.");
}

void Take(const std::optional<std::string>& value, std::string& field) {
  if (value) field = Trimmed(*value);
}

// Would `change` leave nobody who administers this?
bool RemovesLastAdmin(SqliteConnection& sql, const User& user, const UserChange& change) {
  if (!user.HasRole("Admin")) return false;
  const bool stays_admin = !change.roles || std::find(change.roles->begin(), change.roles->end(),
                                                      "Admin") != change.roles->end();
  if (stays_admin && change.active.value_or(true)) return false;
  return !sql.Number(
      "SELECT 1 FROM users WHERE active=1 AND id<>? AND (','||roles||',') LIKE '%,Admin,%'",
      user.id);
}

bool IsStaff(const User& user) { return user.HasRole("Admin") || user.HasRole("Agent"); }

void TakeAll(const UserChange& change, User& user) {
  Take(change.firstname, user.firstname);
  Take(change.lastname, user.lastname);
  Take(change.email, user.email);
  Take(change.web, user.web);
  Take(change.note, user.note);
  Take(change.address, user.address);
  user.active = change.active.value_or(user.active);
  user.roles = change.roles.value_or(user.roles);
  user.may_reply_publicly = change.may_reply_publicly.value_or(user.may_reply_publicly);
  user.may_reply_privately = change.may_reply_privately.value_or(user.may_reply_privately);
}

}  // namespace

chp::Result<std::vector<Group>> SqliteDirectory::Groups() {
  using Groups = std::vector<Group>;
  return context_.database.Read<Groups>([](SqliteConnection& sql) -> chp::Result<Groups> {
    Statement row = sql.Query("SELECT id, name, active FROM groups ORDER BY id");
    Groups groups;
    while (row.Step()) groups.push_back({row.Int(0), row.Text(1), row.Int(2) != 0});
    return groups;
  });
}

chp::Result<Id> SqliteDirectory::CreateGroup(std::string_view name) {
  const auto clean = GroupName(name);
  if (!clean) return clean.error();
  return context_.database.Write<Id>([&](Transaction& transaction) -> chp::Result<Id> {
    if (transaction.sql.Number("SELECT 1 FROM groups WHERE name=?", *clean)) return NameTaken();
    transaction.sql.Run("INSERT INTO groups(name) VALUES(?)", *clean);
    return transaction.sql.LastInsertId();
  });
}

chp::Result<void> SqliteDirectory::UpdateGroup(Id group, const GroupChange& change) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    SqliteConnection& sql = transaction.sql;
    if (!sql.Number("SELECT 1 FROM groups WHERE id=?", group)) {
      return NotFoundError("group.unknown", "There is no such group.");
    }
    if (change.name) {
      const auto clean = GroupName(*change.name);
      if (!clean) return clean.error();
      if (sql.Number("SELECT 1 FROM groups WHERE name=? AND id<>?", *clean, group)) {
        return NameTaken();
      }
      sql.Run("UPDATE groups SET name=? WHERE id=?", *clean, group);
    }
    if (change.active == false &&
        !sql.Number("SELECT 1 FROM groups WHERE active=1 AND id<>?", group)) {
      return InvalidError("group.last_active",
                          "This is the only active group: new tickets need one. Make or switch on "
                          "another one first.");
    }
    if (change.active) sql.Run("UPDATE groups SET active=? WHERE id=?", *change.active, group);
    return {};
  });
}

chp::Result<std::vector<User>> SqliteDirectory::Users(std::size_t limit) {
  using Users = std::vector<User>;
  return context_.database.Read<Users>(
      [limit](SqliteConnection& sql) -> chp::Result<Users> { return LoadUsers(sql, limit); });
}

chp::Result<std::optional<User>> SqliteDirectory::FindUser(Id user) {
  using Found = std::optional<User>;
  return context_.database.Read<Found>(
      [user](SqliteConnection& sql) -> chp::Result<Found> { return LoadUser(sql, user); });
}

chp::Result<Id> SqliteDirectory::CreateUser(const NewUser& user) {
  if (auto sound = CheckNewUser(user); !sound) return sound.error();
  std::string password;
  if (!user.password.empty()) {
    auto hash = HashPassword(user.password);
    if (!hash) return hash.error();
    password = std::move(*hash);
  }
  User row;
  row.login = LowerAscii(user.login);
  row.firstname = user.firstname;
  row.lastname = user.lastname;
  row.email = user.email;
  row.roles = user.roles;
  row.created_ms = row.updated_ms = context_.now_ms();
  return context_.database.Write<Id>([&](Transaction& transaction) -> chp::Result<Id> {
    if (FindUserByLogin(transaction.sql, row.login) != 0) {
      return ConflictError("user.login_taken", "This login is taken: choose another one.");
    }
    return InsertUser(transaction.sql, row, password);
  });
}

chp::Result<void> SqliteDirectory::UpdateUser(Id user, const UserChange& change) {
  if (change.roles) {
    if (auto sound = CheckRoles(*change.roles); !sound) return sound;
  }
  std::string password;
  if (change.password) {
    auto hash = HashPassword(*change.password);
    if (!hash) return hash.error();
    password = std::move(*hash);
  }
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    auto row = LoadUser(transaction.sql, user);
    if (!row) return NotFoundError("user.unknown", "There is no such user.");
    if (RemovesLastAdmin(transaction.sql, *row, change)) {
      return InvalidError("user.last_admin",
                          "This is the only active admin: make another one first.");
    }
    TakeAll(change, *row);
    row->updated_ms = context_.now_ms();
    UpdateProfile(transaction.sql, *row);
    UpdateRights(transaction.sql, *row);
    if (!password.empty()) {
      transaction.sql.Run("UPDATE users SET password=? WHERE id=?", password, user);
      transaction.sql.Run("DELETE FROM sessions WHERE user_id=?", user);
    }
    return {};
  });
}

chp::Result<void> SqliteDirectory::AttachIdentity(Id user, const Identity& identity,
                                                  TakeFrom from) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    SqliteConnection& sql = transaction.sql;
    if (!LoadUser(sql, user)) return NotFoundError("user.unknown", "There is no such user.");
    auto row = LoadIdentity(sql, identity.provider, identity.uid);
    const auto owner = row && row->user != user ? LoadUser(sql, row->user) : std::nullopt;
    if (owner && IsStaff(*owner) && from == TakeFrom::kCustomers) {
      return InvalidError("identity.staff",
                          "This person is one of the staff: only an admin attaches them to "
                          "somebody else.");
    }
    if (!row) row = IdentityRow{.user = user, .provider = identity.provider, .uid = identity.uid};
    if (!identity.username.empty()) row->username = identity.username;
    SaveIdentity(sql, *row);
    if (row->user != user) GiveIdentity(sql, *row, user);
    return {};
  });
}

chp::Result<bool> SqliteDirectory::HasAdmin() {
  return context_.database.Read<bool>([](SqliteConnection& sql) -> chp::Result<bool> {
    return sql.Number("SELECT 1 FROM users WHERE active=1 AND (','||roles||',') LIKE '%,Admin,%'")
        .has_value();
  });
}

}  // namespace stub
