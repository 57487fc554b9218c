// The audit list in SQLite.
#include "host_stub/store/sqlite_audit_log.hpp"

namespace stub {

chp::Result<void> SqliteAuditLog::Record(const AuditEntry& entry) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    transaction.sql.Run(
        "INSERT INTO audit(at_ms, user_id, login, action, target, fields) VALUES(?,?,?,?,?,?)",
        context_.now_ms(), entry.user_id, entry.login, entry.action, entry.target, entry.fields);
    return {};
  });
}

chp::Result<std::vector<AuditEntry>> SqliteAuditLog::Entries(std::size_t limit, Id before) {
  using Entries = std::vector<AuditEntry>;
  return context_.database.Read<Entries>([&](SqliteConnection& sql) -> chp::Result<Entries> {
    Statement row = sql.Query(
        "SELECT id, at_ms, user_id, login, action, target, fields FROM audit WHERE id<? "
        "ORDER BY id DESC LIMIT ?",
        before == 0 ? INT64_MAX : before, limit);
    Entries entries;
    while (row.Step()) {
      entries.push_back({.id = row.Int(0),
                         .at_ms = row.Int(1),
                         .user_id = row.Int(2),
                         .login = row.Text(3),
                         .action = row.Text(4),
                         .target = row.Text(5),
                         .fields = row.Text(6)});
    }
    return entries;
  });
}

}  // namespace stub
