// Rows of messages.
#include "host_stub/store/message_rows.hpp"

namespace stub {
namespace {

constexpr std::string_view kSelectMessages =
    "SELECT id, connection_id, account_id, external_id, original_id, role, visibility, own, "
    "sent_ms, conversation_id, author_id, counterpart, surface, article_type, link_label, subject, "
    "content_json, customer_id, group_id, group_note, ticket_id, article_id, deleted_ms, "
    "edited_ms, expires_ms, note FROM messages ";

std::string SelectMessages(std::string_view where) {
  return std::string(kSelectMessages).append(where);
}

MessageRow MessageRowFrom(const Statement& row) {
  MessageRow message;
  message.id = row.Int(0);
  message.connection_id = row.Int(1);
  message.account_id = row.Int(2);
  message.external_id = row.Text(3);
  message.original_id = row.Int(4);
  message.role = static_cast<chp::Role>(row.Int(5));
  message.visibility = static_cast<chp::Visibility>(row.Int(6));
  message.own = row.Int(7) != 0;
  message.sent_ms = row.Int(8);
  message.conversation_id = row.Text(9);
  message.author_id = row.Text(10);
  message.counterpart = row.Text(11);
  message.surface = row.Text(12);
  message.article_type = row.Text(13);
  message.link_label = row.Text(14);
  message.subject = row.Text(15);
  message.content_json = row.Text(16);
  message.customer_id = row.Int(17);
  message.group_id = row.Int(18);
  message.group_note = row.Text(19);
  message.ticket_id = row.Int(20);
  message.article_id = row.Int(21);
  message.deleted_ms = row.Int(22);
  message.edited_ms = row.Int(23);
  message.expires_ms = row.Int(24);
  message.note = row.Text(25);
  return message;
}

std::optional<MessageRow> FirstRow(Statement row) {
  if (!row.Step()) return std::nullopt;
  return MessageRowFrom(row);
}

}  // namespace

std::optional<MessageRow> LoadMessage(SqliteConnection& sql, Id message) {
  return FirstRow(sql.Query(SelectMessages("WHERE id=?"), message));
}

std::optional<MessageRow> FindMessage(SqliteConnection& sql, Id connection, Id account,
                                      std::string_view external_id) {
  return FirstRow(
      sql.Query(SelectMessages("WHERE connection_id=? AND account_id=? AND external_id=?"),
                connection, account, external_id));
}

std::optional<MessageRow> FindOriginal(SqliteConnection& sql, Id connection, Id account,
                                       std::string_view external_id) {
  auto row = FindMessage(sql, connection, account, external_id);
  if (!row || row->original_id == 0) return row;
  return LoadMessage(sql, row->original_id);
}

std::vector<MessageRow> MessagesOfArticle(SqliteConnection& sql, Id article) {
  Statement row =
      sql.Query(SelectMessages("WHERE article_id=? AND article_id>0 ORDER BY id"), article);
  std::vector<MessageRow> messages;
  while (row.Step()) messages.push_back(MessageRowFrom(row));
  return messages;
}

std::optional<MessageRow> LastMessage(SqliteConnection& sql, Id ticket, std::string_view surface,
                                      bool own) {
  return FirstRow(sql.Query(
      SelectMessages(
          "WHERE ticket_id=? AND ticket_id>0 AND own=? AND surface=? AND article_id>0 AND "
          "deleted_ms=0 "
          "AND original_id=0 ORDER BY sent_ms DESC, length(external_id) DESC, external_id DESC "
          "LIMIT 1"),
      ticket, own, surface));
}

std::optional<MessageRow> FirstMessage(SqliteConnection& sql, Id ticket, bool own) {
  return FirstRow(
      sql.Query(SelectMessages("WHERE ticket_id=? AND ticket_id>0 AND own=? AND original_id=0 "
                               "ORDER BY sent_ms, length(external_id), external_id LIMIT 1"),
                ticket, own));
}

Id InsertMessage(SqliteConnection& sql, const MessageRow& row) {
  sql.Run(
      "INSERT INTO messages(connection_id, account_id, external_id, original_id, role, visibility, "
      "own, sent_ms, conversation_id, author_id, counterpart, surface, article_type, link_label, "
      "subject, content_json, customer_id, group_id, group_note, ticket_id, article_id, "
      "deleted_ms, edited_ms, expires_ms) "
      "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      row.connection_id, row.account_id, row.external_id, row.original_id, row.role, row.visibility,
      row.own, row.sent_ms, row.conversation_id, row.author_id, row.counterpart, row.surface,
      row.article_type, row.link_label, row.subject, row.content_json, row.customer_id,
      row.group_id, row.group_note, row.ticket_id, row.article_id, row.deleted_ms, row.edited_ms,
      row.expires_ms);
  return sql.LastInsertId();
}

void InsertParents(SqliteConnection& sql, Id message, Id account,
                   const std::vector<std::string>& parents) {
  for (std::size_t position = 0; position < parents.size(); ++position) {
    sql.Run(
        "INSERT INTO message_parents(message_id, position, account_id, parent_id) "
        "VALUES(?,?,?,?)",
        message, position, account, parents[position]);
  }
}

void PlaceMessage(SqliteConnection& sql, const MessageRow& row) {
  sql.Run("UPDATE messages SET ticket_id=?, article_id=?, customer_id=?, expires_ms=0 WHERE id=?",
          row.ticket_id, row.article_id, row.customer_id, row.id);
  sql.Run(
      "UPDATE messages SET ticket_id=?, article_id=?, expires_ms=0 "
      "WHERE original_id=? AND original_id>0",
      row.ticket_id, row.article_id, row.id);
}

}  // namespace stub
