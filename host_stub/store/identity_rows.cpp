// Rows of identities.
#include "host_stub/store/identity_rows.hpp"

#include "host_stub/store/json_text.hpp"
#include "plugin_api/cpp/json_text.hpp"

namespace stub {
namespace {

std::string FieldsJson(const ProfileFields& fields) {
  chp::JsonText json;
  json.BeginObject();
  for (const auto& [field, value] : fields) json.Name(field).Text(value);
  return std::move(json.EndObject()).Take();
}

}  // namespace

KnownProfile ProfileOf(const IdentityRow& row) {
  KnownProfile profile{.at_ms = row.profile_ms, .fields = {}};
  const BriefObject stored(row.profile_json);
  for (const auto& member : *stored) {
    profile.fields[std::string(member.key())] = StringMember(*stored, member.key());
  }
  return profile;
}

void SetProfile(IdentityRow& row, const KnownProfile& profile) {
  row.profile_ms = profile.at_ms;
  row.profile_json = FieldsJson(profile.fields);
}

bool IsKnown(const IdentityRow& row, const ProfileFields& told) {
  return row.profile_json == FieldsJson(told);
}

std::optional<IdentityRow> LoadIdentity(SqliteConnection& sql, std::string_view provider,
                                        std::string_view uid) {
  Statement row = sql.Query(
      "SELECT user_id, username, profile_ms, profile_json FROM identities "
      "WHERE provider=? AND uid=?",
      provider, uid);
  if (!row.Step()) return std::nullopt;
  return IdentityRow{.user = row.Int(0),
                     .provider = std::string(provider),
                     .uid = std::string(uid),
                     .username = row.Text(1),
                     .profile_ms = row.Int(2),
                     .profile_json = row.Text(3)};
}

void SaveIdentity(SqliteConnection& sql, const IdentityRow& row) {
  sql.Run(
      "INSERT INTO identities(provider, uid, username, user_id, profile_ms, profile_json) "
      "VALUES(?,?,?,?,?,?) ON CONFLICT DO UPDATE SET username=excluded.username, "
      "profile_ms=excluded.profile_ms, profile_json=excluded.profile_json",
      row.provider, row.uid, row.username, row.user, row.profile_ms, row.profile_json);
}

void GiveIdentity(SqliteConnection& sql, const IdentityRow& row, Id user) {
  sql.Run(
      "UPDATE articles SET created_by_id=?1 WHERE created_by_id=?2 AND id IN "
      "(SELECT m.article_id FROM tickets t JOIN messages m ON m.ticket_id=t.id AND m.ticket_id>0 "
      "WHERE t.customer_id=?2 AND t.slug=?3 AND m.author_id=?4)",
      user, row.user, row.provider, row.uid);
  sql.Run(
      "UPDATE messages SET customer_id=?1 WHERE customer_id=?2 AND id IN "
      "(SELECT m.id FROM tickets t JOIN messages m ON m.ticket_id=t.id AND m.ticket_id>0 "
      "WHERE t.customer_id=?2 AND t.slug=?3 AND ?4 IN (m.counterpart, m.author_id))",
      user, row.user, row.provider, row.uid);
  sql.Run(
      "UPDATE tickets SET customer_id=?1 WHERE customer_id=?2 AND slug=?3 AND EXISTS "
      "(SELECT 1 FROM messages m WHERE m.ticket_id=tickets.id AND m.ticket_id>0 AND "
      "m.customer_id=?1)",
      user, row.user, row.provider);
  sql.Run(
      "UPDATE identities SET user_id=?, profile_ms=0, profile_json='{}' "
      "WHERE provider=? AND uid=?",
      user, row.provider, row.uid);
}

void TouchProfile(SqliteConnection& sql, const IdentityRow& row) {
  sql.Run("UPDATE identities SET profile_ms=? WHERE provider=? AND uid=?", row.profile_ms,
          row.provider, row.uid);
}

}  // namespace stub
