// Passwords, API tokens and sessions of SqliteDirectory. Tokens and cookies are stored as hashes.
#include "host_stub/store/sqlite_directory.hpp"
#include "host_stub/store/user_rows.hpp"
#include "host_stub/ticketing/text.hpp"

namespace stub {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kOpaqueIdBytes = 12;
constexpr std::int64_t kSessionMs = 12LL * 60 * 60 * 1000;

// Two random names at once: what is handed out and what plugins see.
struct NewCredential {
  std::string plain;
  std::string opaque_id;
};

chp::Result<NewCredential> MakeCredential(std::string_view opaque_prefix) {
  auto plain = RandomName(kTokenBytes);
  auto opaque = RandomName(kOpaqueIdBytes);
  if (!plain || !opaque) return plain ? opaque.error() : plain.error();
  return NewCredential{std::move(*plain), std::string(opaque_prefix) + *opaque};
}

chp::Error UnknownUser() { return NotFoundError("user.unknown", "There is no such user."); }

std::optional<Principal> ActivePrincipal(SqliteConnection& sql, Principal principal, Id user) {
  auto found = LoadUser(sql, user);
  if (!found || !found->active) return std::nullopt;
  principal.user = std::move(*found);
  return principal;
}

}  // namespace

chp::Result<std::optional<User>> SqliteDirectory::VerifyPassword(std::string_view login,
                                                                 std::string_view password) {
  using Found = std::optional<User>;
  std::string stored;
  const std::string wanted = LowerAscii(login);
  auto user = context_.database.Read<Found>([&](SqliteConnection& sql) -> chp::Result<Found> {
    Statement row = sql.Query("SELECT id, password FROM users WHERE login=? AND active=1", wanted);
    if (!row.Step()) return Found();
    stored = row.Text(1);
    return LoadUser(sql, row.Int(0));
  });
  if (!user) return user;
  // Computed for unknown logins too: the time must not tell which logins exist.
  const bool matches = PasswordMatches(password, stored);
  if (!matches || !*user) return Found();
  return user;
}

chp::Result<std::string> SqliteDirectory::CreateToken(Id user, std::string_view name) {
  const auto token = MakeCredential("token-");
  if (!token) return token.error();
  return context_.database.Write<std::string>(
      [&](Transaction& transaction) -> chp::Result<std::string> {
        if (!LoadUser(transaction.sql, user)) return UnknownUser();
        transaction.sql.Run(
            "INSERT INTO tokens(hash, opaque_id, name, user_id, created_ms) VALUES(?,?,?,?,?)",
            TokenHash(token->plain), token->opaque_id, name, user, context_.now_ms());
        return token->plain;
      });
}

chp::Result<std::vector<TokenInfo>> SqliteDirectory::Tokens(Id user) {
  using Tokens = std::vector<TokenInfo>;
  return context_.database.Read<Tokens>([user](SqliteConnection& sql) -> chp::Result<Tokens> {
    Statement row = sql.Query(
        "SELECT opaque_id, name, user_id, created_ms FROM tokens WHERE user_id=? "
        "ORDER BY created_ms, opaque_id",
        user);
    Tokens tokens;
    while (row.Step()) tokens.push_back({row.Text(0), row.Text(1), row.Int(2), row.Int(3)});
    return tokens;
  });
}

chp::Result<void> SqliteDirectory::RemoveToken(Id user, std::string_view id) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    transaction.sql.Run("DELETE FROM tokens WHERE user_id=? AND opaque_id=?", user, id);
    if (transaction.sql.ChangedRows() > 0) return {};
    return NotFoundError("token.unknown", "There is no such API token.");
  });
}

chp::Result<std::optional<Principal>> SqliteDirectory::PrincipalOfToken(std::string_view token) {
  using Found = std::optional<Principal>;
  return context_.database.Read<Found>([&](SqliteConnection& sql) -> chp::Result<Found> {
    Statement row =
        sql.Query("SELECT opaque_id, user_id FROM tokens WHERE hash=?", TokenHash(token));
    if (!row.Step()) return Found();
    return ActivePrincipal(sql, {.opaque_id = row.Text(0), .user = {}, .csrf_token = {}},
                           row.Int(1));
  });
}

chp::Result<std::string> SqliteDirectory::CreateSession(Id user) {
  const auto session = MakeCredential("session-");
  if (!session) return session.error();
  const auto csrf_token = RandomName(kTokenBytes);
  if (!csrf_token) return csrf_token.error();
  return context_.database.Write<std::string>(
      [&](Transaction& transaction) -> chp::Result<std::string> {
        if (!LoadUser(transaction.sql, user)) return UnknownUser();
        transaction.sql.Run(
            "INSERT INTO sessions(hash, opaque_id, csrf_token, user_id, expires_ms) "
            "VALUES(?,?,?,?,?)",
            TokenHash(session->plain), session->opaque_id, *csrf_token, user,
            context_.now_ms() + kSessionMs);
        return session->plain;
      });
}

chp::Result<std::optional<Principal>> SqliteDirectory::PrincipalOfSession(std::string_view cookie) {
  using Found = std::optional<Principal>;
  return context_.database.Read<Found>([&](SqliteConnection& sql) -> chp::Result<Found> {
    Statement row = sql.Query(
        "SELECT opaque_id, user_id, csrf_token FROM sessions WHERE hash=? AND expires_ms>?",
        TokenHash(cookie), context_.now_ms());
    if (!row.Step()) return Found();
    return ActivePrincipal(
        sql, {.opaque_id = row.Text(0), .user = {}, .csrf_token = row.Text(2), .is_session = true},
        row.Int(1));
  });
}

chp::Result<void> SqliteDirectory::EndSession(std::string_view cookie) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    transaction.sql.Run("DELETE FROM sessions WHERE hash=?", TokenHash(cookie));
    return {};
  });
}

}  // namespace stub
