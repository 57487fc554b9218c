// Keeps the people of the remote side as users with an identity.
#include "host_stub/store/customer_keeper.hpp"

#include <algorithm>

#include "host_stub/store/identity_rows.hpp"
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

Id MakeCustomer(const IngestContext& context, const chp::Party& party, std::int64_t at_ms) {
  IdentityRow identity{
      .user = 0, .provider = context.provider, .uid = party.external_id, .username = party.handle};
  KnownProfile profile{.at_ms = at_ms, .fields = {}};
  User user = NewCustomer(party, context.now_ms, profile);
  SetProfile(identity, profile);
  user.login = FreeLogin(context.sql(), user.login);
  identity.user = InsertUser(context.sql(), user, "");
  SaveIdentity(context.sql(), identity);
  return identity.user;
}

bool IsRenamed(const IdentityRow& identity, const chp::Party& party, std::int64_t at_ms) {
  const bool is_first = identity.username.empty() || at_ms >= identity.profile_ms;
  return is_first && !party.handle.empty() && identity.username != party.handle;
}

// True: the user changed.
bool Follow(SqliteConnection& sql, User& user, KnownProfile& profile, const chp::Party& party,
            std::int64_t at_ms) {
  const bool followed = FollowProfile(user, profile, party, at_ms);
  if (!TakeHandle(user, profile, party)) return followed;
  user.login = FreeLogin(sql, user.login);
  return true;
}

// Most messages come from people whose profile is as it was: for those one row is read, not even
// parsed, and its time is noted.
void Refresh(const IngestContext& context, IdentityRow identity, const chp::Party& party,
             std::int64_t at_ms) {
  SqliteConnection& sql = context.sql();
  const bool renamed = IsRenamed(identity, party, at_ms);
  if (renamed) identity.username = party.handle;
  if (!renamed &&
      (IsKnown(identity, ToldBy(party)) || !TellsNews(ProfileOf(identity), party, at_ms))) {
    if (at_ms <= identity.profile_ms) return;
    identity.profile_ms = at_ms;
    return TouchProfile(sql, identity);
  }
  KnownProfile profile = ProfileOf(identity);
  auto user = LoadUser(sql, identity.user);
  if (user && Follow(sql, *user, profile, party, at_ms)) {
    user->updated_ms = context.now_ms;
    UpdateProfile(sql, *user);
  }
  SetProfile(identity, profile);
  SaveIdentity(sql, identity);
}

}  // namespace

Id KeepCustomer(const IngestContext& context, const chp::Party& party, std::int64_t at_ms) {
  auto known = LoadIdentity(context.sql(), context.provider, party.external_id);
  if (!known) return MakeCustomer(context, party, at_ms);
  const Id user = known->user;
  Refresh(context, std::move(*known), party, at_ms);
  return user;
}

void RefreshCustomer(const IngestContext& context, const chp::Party& party, std::int64_t at_ms) {
  auto known = LoadIdentity(context.sql(), context.provider, party.external_id);
  if (known) Refresh(context, std::move(*known), party, at_ms > 0 ? at_ms : context.now_ms);
}

std::string HandleOf(SqliteConnection& sql, std::string_view provider, std::string_view uid) {
  Statement row =
      sql.Query("SELECT username FROM identities WHERE provider=? AND uid=?", provider, uid);
  if (!row.Step() || row.Text(0).empty()) return {};
  return "@" + row.Text(0);
}

}  // namespace stub
