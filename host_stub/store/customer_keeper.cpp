// Keeps the people of the remote side as users with an identity.
#include "host_stub/store/customer_keeper.hpp"

#include "host_stub/store/user_rows.hpp"
#include "host_stub/ticketing/customer_profile.hpp"
#include "host_stub/ticketing/person_name.hpp"

namespace stub {
namespace {

constexpr std::size_t kRandomLoginBytes = 16;

std::string FreeLogin(SqliteConnection& sql, const std::string& wanted) {
  if (FindUserByLogin(sql, wanted) == 0) return wanted;
  for (int suffix = 1; suffix <= kMostLoginSuffixes; ++suffix) {
    std::string login = wanted + std::to_string(suffix);
    if (FindUserByLogin(sql, login) == 0) return login;
  }
  return RandomName(kRandomLoginBytes).value();
}

Id MakeCustomer(const IngestContext& context, const chp::Party& party) {
  User user = NewCustomer(party, context.now_ms);
  user.login = FreeLogin(context.sql(), user.login);
  const Id id = InsertUser(context.sql(), user, "");
  SaveIdentity(context.sql(), id, {context.provider, party.external_id, party.handle});
  return id;
}

void Refresh(const IngestContext& context, Id id, const chp::Party& party) {
  auto user = LoadUser(context.sql(), id);
  if (!user) return;
  if (RefreshProfile(*user, party)) {
    user->updated_ms = context.now_ms;
    UpdateProfile(context.sql(), *user);
  }
  for (const Identity& identity : user->identities) {
    const bool renamed = identity.provider == context.provider &&
                         identity.uid == party.external_id && !party.handle.empty() &&
                         identity.username != party.handle;
    if (renamed) SaveIdentity(context.sql(), id, {identity.provider, identity.uid, party.handle});
  }
}

}  // namespace

Id KeepCustomer(const IngestContext& context, const chp::Party& party) {
  const Id known = FindUserByIdentity(context.sql(), context.provider, party.external_id);
  if (known == 0) return MakeCustomer(context, party);
  Refresh(context, known, party);
  return known;
}

void RefreshCustomer(const IngestContext& context, const chp::Party& party) {
  const Id known = FindUserByIdentity(context.sql(), context.provider, party.external_id);
  if (known != 0) Refresh(context, known, party);
}

std::string HandleOf(SqliteConnection& sql, std::string_view provider, std::string_view uid) {
  Statement row =
      sql.Query("SELECT username FROM identities WHERE provider=? AND uid=?", provider, uid);
  if (!row.Step() || row.Text(0).empty()) return {};
  return "@" + row.Text(0);
}

}  // namespace stub
