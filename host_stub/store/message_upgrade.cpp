// A message that arrives again with a role that takes more. The same post can come as context, by a
// rule that joins and by one that opens, in any order: the strongest role wins.
#include "host_stub/store/message_upgrade.hpp"

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/message_json.hpp"
#include "host_stub/store/message_placement.hpp"
#include "host_stub/store/ticket_keeper.hpp"

namespace stub {
namespace {

bool IsReply(SqliteConnection& sql, const MessageRow& message) {
  if (!message.own || message.article_id == 0) return false;
  const auto shown = LoadArticle(sql, message.article_id);
  return shown && !shown->idempotency_key.empty();
}

std::string UpgradedContent(const std::string& content_json, const chp::Message& arrived) {
  chp::Message content = MessageFromJson(content_json);
  content.role = arrived.role;
  content.group_id = arrived.group_id;
  content.source = arrived.source;
  content.subject = arrived.subject;
  content.match_json = arrived.match_json;
  return MessageToJson(content);
}

}  // namespace

bool TakesMore(SqliteConnection& sql, const MessageRow& stored, const MessageRow& arrived) {
  if (arrived.role >= stored.role) return false;  // OPEN is the smallest
  return stored.deleted_ms == 0 && !IsReply(sql, stored);
}

void UpgradeMessage(const IngestContext& context, const MessageRow& stored,
                    const MessageRow& arrived, const chp::Message& message) {
  SqliteConnection& sql = context.sql();
  sql.Run(
      "UPDATE messages SET role=?, subject=?, group_id=?, group_note=?, content_json=?, "
      "expires_ms=CASE WHEN ticket_id>0 THEN 0 ELSE ? END WHERE id=?",
      arrived.role, arrived.subject, arrived.group_id, arrived.group_note,
      UpgradedContent(stored.content_json, message), arrived.expires_ms, stored.id);
  for (const chp::Attachment& attachment : message.attachments) {
    AddAttachment(sql, stored.id, stored.article_id, attachment);
  }
  PlaceInTicket(context, stored.id);
  // Where it was shown already, it may now give its ticket another title and group.
  const auto placed = LoadMessage(sql, stored.id);
  if (stored.ticket_id != 0 && placed) TicketKeeper(context).Refresh(placed->ticket_id);
}

}  // namespace stub
