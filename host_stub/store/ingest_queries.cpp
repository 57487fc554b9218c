// What plugins may ask about stored messages.
#include "host_stub/store/message_json.hpp"
#include "host_stub/store/message_rows.hpp"
#include "host_stub/store/sqlite_ingest_store.hpp"

namespace stub {
namespace {

constexpr std::size_t kPage = 200;

chp::Found Describe(const std::optional<MessageRow>& row) {
  if (!row) return {};
  return {.stored = row->deleted_ms == 0,
          .own = row->own,
          .deleted = row->deleted_ms != 0,
          .message_ref = std::to_string(row->id),
          .ticket_ref = row->ticket_id == 0 ? std::string() : std::to_string(row->ticket_id)};
}

// Where a page of `Recent` begins: behind this message.
struct Position {
  std::int64_t sent_ms = 0;
  Id id = 0;
};

std::vector<chp::Attachment> AttachmentsOf(SqliteConnection& sql, Id message) {
  Statement row = sql.Query(
      "SELECT blob_id, filename, media_type, alt_text, size_bytes FROM attachments "
      "WHERE message_id=? ORDER BY id",
      message);
  std::vector<chp::Attachment> attachments;
  while (row.Step()) {
    attachments.push_back({.blob_id = row.Text(0),
                           .filename = row.Text(1),
                           .media_type = row.Text(2),
                           .alt_text = row.Text(3),
                           .size_bytes = static_cast<std::uint64_t>(row.Int(4))});
  }
  return attachments;
}

std::vector<chp::Message> NextPage(SqliteConnection& sql, Id connection, Id account,
                                   Position& behind) {
  Statement row = sql.Query(
      "SELECT id, sent_ms, content_json FROM messages WHERE account_id=?1 AND connection_id=?2 "
      "AND sent_ms>=?3 AND (sent_ms>?3 OR id>?4) AND content_json<>'' AND deleted_ms=0 "
      "ORDER BY sent_ms, id LIMIT ?5",
      account, connection, behind.sent_ms, behind.id, kPage);
  std::vector<chp::Message> page;
  while (row.Step()) {
    behind = {row.Int(1), row.Int(0)};
    page.push_back(MessageFromJson(row.Text(2)));
    page.back().attachments = AttachmentsOf(sql, behind.id);
  }
  return page;
}

}  // namespace

chp::Result<std::vector<chp::Found>> SqliteIngestStore::Find(
    Id connection, Id account, std::span<const std::string> external_ids) {
  using FoundList = std::vector<chp::Found>;
  return context_.database.Read<FoundList>([&](SqliteConnection& sql) -> chp::Result<FoundList> {
    FoundList found;
    for (const std::string& id : external_ids) {
      found.push_back(Describe(FindOriginal(sql, connection, account, id)));
    }
    return found;
  });
}

// Page by page: `each` runs outside of any transaction and may use the store.
chp::Result<void> SqliteIngestStore::Recent(Id connection, Id account, std::int64_t since_ms,
                                            const std::function<bool(const chp::Message&)>& each) {
  using Page = std::vector<chp::Message>;
  Position behind{since_ms, 0};
  for (;;) {
    const auto page = context_.database.Read<Page>([&](SqliteConnection& sql) -> chp::Result<Page> {
      return NextPage(sql, connection, account, behind);
    });
    if (!page) return page.error();
    for (const chp::Message& message : *page) {
      if (!each(message)) return {};
    }
    if (page->size() < kPage) return {};
  }
}

}  // namespace stub
