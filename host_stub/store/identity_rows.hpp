// Rows of identities: who a person of the remote side is here, and what the channel last said of
// them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "host_stub/store/sqlite_connection.hpp"
#include "host_stub/ticketing/customer_profile.hpp"

namespace stub {

struct IdentityRow {
  Id user = 0;
  std::string provider;
  std::string uid;
  std::string username = {};
  std::int64_t profile_ms = 0;      // KnownProfile::at_ms
  std::string profile_json = "{}";  // its fields, read by ProfileOf
};

KnownProfile ProfileOf(const IdentityRow& row);
void SetProfile(IdentityRow& row, const KnownProfile& profile);
// The channel said exactly this when the row was written.
bool IsKnown(const IdentityRow& row, const ProfileFields& told);

std::optional<IdentityRow> LoadIdentity(SqliteConnection& sql, std::string_view provider,
                                        std::string_view uid);
// Adds it, or changes its username and profile.
void SaveIdentity(SqliteConnection& sql, const IdentityRow& row);
// Another user's from now on, with the tickets and messages of this person. What the channel filled
// in so far belongs to the user it was filled into.
void GiveIdentity(SqliteConnection& sql, const IdentityRow& row, Id user);
// A newer profile said nothing new.
void TouchProfile(SqliteConnection& sql, const IdentityRow& row);

}  // namespace stub
