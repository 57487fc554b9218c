// A message that arrives again. The same post can come as context, by a rule that joins and by one
// that opens, and before or after its deletion, in any order: the strongest role and the deletion
// win.
#include "host_stub/store/message_upgrade.hpp"

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/message_deletion.hpp"
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

std::string UpgradedContent(const MessageRow& stored, const chp::Message& arrived) {
  if (stored.deleted_ms != 0) return RemainsOf(arrived, stored.external_id);
  chp::Message content = MessageFromJson(stored.content_json);
  content.role = arrived.role;
  content.group_id = arrived.group_id;
  content.source = arrived.source;
  content.subject = arrived.subject;
  content.match_json = arrived.match_json;
  return MessageToJson(content);
}

}  // namespace

bool TakesMore(SqliteConnection& sql, const MessageRow& stored, const MessageRow& arrived) {
  // OPEN is the smallest.
  return arrived.role < stored.role && !IsReply(sql, stored);
}

void TakeRole(SqliteConnection& sql, const MessageRow& stored, const MessageRow& arrived,
              const chp::Message& message) {
  sql.Run(
      "UPDATE messages SET role=?, subject=?, group_id=?, group_note=?, content_json=?, "
      "expires_ms=CASE WHEN ticket_id>0 OR deleted_ms>0 THEN 0 ELSE ? END WHERE id=?",
      arrived.role, stored.deleted_ms == 0 ? arrived.subject : "", arrived.group_id,
      arrived.group_note, UpgradedContent(stored, message), arrived.expires_ms, stored.id);
}

void UpgradeMessage(const IngestContext& context, const MessageRow& stored,
                    const MessageRow& arrived, const chp::Message& message) {
  SqliteConnection& sql = context.sql();
  TakeRole(sql, stored, arrived, message);
  if (stored.deleted_ms == 0) {
    for (const chp::Attachment& attachment : message.attachments) {
      AddAttachment(sql, stored.id, stored.article_id, attachment);
    }
  }
  PlaceInTicket(context, stored.id);
  // Where it was shown already, it may now give its ticket another title and group.
  const auto placed = LoadMessage(sql, stored.id);
  if (stored.ticket_id != 0 && placed) TicketKeeper(context).Refresh(placed->ticket_id);
}

bool IsBareTombstone(const MessageRow& row) { return row.deleted_ms != 0 && row.sent_ms == 0; }

MessageRow FillTombstone(SqliteConnection& sql, const MessageRow& tombstone,
                         const MessageRow& facts) {
  sql.Run(
      "UPDATE messages SET visibility=?, own=?, sent_ms=?, conversation_id=?, author_id=?, "
      "counterpart=?, surface=?, article_type=?, link_label=? WHERE id=?",
      facts.visibility, facts.own, facts.sent_ms, facts.conversation_id, facts.author_id,
      facts.counterpart, facts.surface, facts.article_type, facts.link_label, tombstone.id);
  if (facts.id != 0) {
    sql.Run(
        "INSERT INTO message_parents(message_id, position, account_id, parent_id) "
        "SELECT ?, position, account_id, parent_id FROM message_parents WHERE message_id=?",
        tombstone.id, facts.id);
  }
  return LoadMessage(sql, tombstone.id).value_or(tombstone);
}

}  // namespace stub
