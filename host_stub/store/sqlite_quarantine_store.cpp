// The quarantine in SQLite.
#include "host_stub/store/sqlite_quarantine_store.hpp"

namespace stub {
namespace {

chp::Error Unknown() {
  return NotFoundError("quarantine.unknown",
                       "There is no such item in the quarantine: it was replayed or deleted, or "
                       "its seven days are over.");
}

QuarantineItem ReadItem(const Statement& row) {
  const auto sealed = static_cast<std::size_t>(row.Int(4));
  return {.id = row.Int(0),
          .connection_id = row.Int(1),
          .reason = row.Text(2),
          .received_ms = row.Int(3),
          .size_bytes = sealed - std::min(sealed, kSealBytes)};
}

}  // namespace

std::string QuarantinePlace(Id connection) { return "quarantine/" + std::to_string(connection); }

chp::Result<std::vector<QuarantineItem>> SqliteQuarantineStore::List(std::size_t limit) {
  using Items = std::vector<QuarantineItem>;
  return context_.database.Read<Items>([limit](SqliteConnection& sql) -> chp::Result<Items> {
    Statement row = sql.Query(
        "SELECT id, connection_id, reason, received_ms, length(body) FROM quarantine "
        "ORDER BY id DESC LIMIT ?",
        limit);
    Items items;
    while (row.Step()) items.push_back(ReadItem(row));
    return items;
  });
}

chp::Result<QuarantineItem> SqliteQuarantineStore::Find(Id item) {
  return context_.database.Read<QuarantineItem>(
      [item](SqliteConnection& sql) -> chp::Result<QuarantineItem> {
        Statement row = sql.Query(
            "SELECT id, connection_id, reason, received_ms, length(body) FROM quarantine "
            "WHERE id=?",
            item);
        if (!row.Step()) return Unknown();
        return ReadItem(row);
      });
}

chp::Result<std::string> SqliteQuarantineStore::Body(Id item) {
  struct Sealed {
    Id connection = 0;
    std::string body;
  };
  const auto sealed =
      context_.database.Read<Sealed>([item](SqliteConnection& sql) -> chp::Result<Sealed> {
        Statement row = sql.Query("SELECT connection_id, body FROM quarantine WHERE id=?", item);
        if (!row.Step()) return Unknown();
        return Sealed{row.Int(0), row.Text(1)};
      });
  if (!sealed) return sealed.error();
  return context_.secrets.Open(sealed->body, QuarantinePlace(sealed->connection));
}

chp::Result<void> SqliteQuarantineStore::Erase(Id item) {
  return context_.database.Write<void>([item](Transaction& transaction) -> chp::Result<void> {
    transaction.sql.Run("DELETE FROM quarantine WHERE id=?", item);
    if (transaction.sql.ChangedRows() == 0) return Unknown();
    return {};
  });
}

}  // namespace stub
