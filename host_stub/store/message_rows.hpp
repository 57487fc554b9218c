// Rows of messages: every external id that is known, with its place in the graph.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host_stub/model.hpp"
#include "host_stub/store/writer.hpp"

namespace stub {

struct MessageRow {
  Id id = 0;
  Id connection_id = 0;
  Id account_id = 0;
  std::string external_id;
  Id original_id = 0;  // this is the id of an edited version of that message
  chp::Role role = chp::Role::kContext;
  chp::Visibility visibility = chp::Visibility::kPublic;
  bool own = false;
  std::int64_t sent_ms = 0;
  std::string conversation_id;
  std::string author_id;
  std::string counterpart;  // external id of the person it is about
  std::string surface;
  std::string article_type;
  std::string link_label;
  std::string subject;
  std::string content_json;
  std::shared_ptr<const chp::Message> content;  // the same, once somebody has read it
  Id customer_id = 0;                           // the user, once it is an article
  Id group_id = 0;
  std::string group_note;
  std::string note;   // about the message, until it is shown
  Id ticket_id = 0;   // 0: context
  Id article_id = 0;  // 0: nothing is shown
  std::int64_t deleted_ms = 0;
  std::int64_t edited_ms = 0;
  std::int64_t expires_ms = 0;
};

std::optional<MessageRow> LoadMessage(SqliteConnection& sql, Id message);
std::optional<MessageRow> FindMessage(SqliteConnection& sql, Id connection, Id account,
                                      std::string_view external_id);
// The same, but of an edited version its original.
std::optional<MessageRow> FindOriginal(SqliteConnection& sql, Id connection, Id account,
                                       std::string_view external_id);
std::vector<MessageRow> MessagesOfArticle(SqliteConnection& sql, Id article);
// The last one of a customer (or of ours) on a surface that still has its text.
std::optional<MessageRow> LastMessage(SqliteConnection& sql, Id ticket, std::string_view surface,
                                      bool own);
// The earliest one in a ticket, of a customer or of ours.
std::optional<MessageRow> FirstMessage(SqliteConnection& sql, Id ticket, bool own);

Id InsertMessage(SqliteConnection& sql, const MessageRow& row);
// Its known ancestors, nearest first.
void InsertParents(SqliteConnection& sql, Id message, Id account,
                   const std::vector<std::string>& parents);
// Puts it into a ticket; it no longer expires.
void PlaceMessage(SqliteConnection& sql, const MessageRow& row);

}  // namespace stub
