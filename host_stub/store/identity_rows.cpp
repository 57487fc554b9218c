// Rows of identities.
#include "host_stub/store/identity_rows.hpp"

#include "host_stub/store/json_text.hpp"

namespace stub {
namespace {

std::string FieldsJson(const KnownProfile& profile) {
  boost::json::object json;
  for (const auto& [field, value] : profile.fields) json[field] = value;
  return boost::json::serialize(json);
}

}  // namespace

std::optional<IdentityRow> LoadIdentity(SqliteConnection& sql, std::string_view provider,
                                        std::string_view uid) {
  Statement row = sql.Query(
      "SELECT user_id, username, profile_ms, profile_json FROM identities "
      "WHERE provider=? AND uid=?",
      provider, uid);
  if (!row.Step()) return std::nullopt;
  IdentityRow found{.user = row.Int(0),
                    .provider = std::string(provider),
                    .uid = std::string(uid),
                    .username = row.Text(1),
                    .profile = {.at_ms = row.Int(2), .fields = {}}};
  const auto fields = ParseObject(row.Text(3), "A stored profile");
  if (!fields) return found;
  for (const auto& member : *fields) {
    found.profile.fields[std::string(member.key())] = StringMember(*fields, member.key());
  }
  return found;
}

void SaveIdentity(SqliteConnection& sql, const IdentityRow& row) {
  sql.Run(
      "INSERT INTO identities(provider, uid, username, user_id, profile_ms, profile_json) "
      "VALUES(?,?,?,?,?,?) ON CONFLICT DO UPDATE SET username=excluded.username, "
      "profile_ms=excluded.profile_ms, profile_json=excluded.profile_json",
      row.provider, row.uid, row.username, row.user, row.profile.at_ms, FieldsJson(row.profile));
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
  sql.Run("UPDATE identities SET profile_ms=? WHERE provider=? AND uid=?", row.profile.at_ms,
          row.provider, row.uid);
}

}  // namespace stub
