// Rows of tickets.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host_stub/model.hpp"
#include "host_stub/store/sqlite_connection.hpp"
#include "host_stub/store/ticket_store.hpp"
#include "host_stub/ticketing/private_conversation.hpp"
#include "host_stub/ticketing/ticket_states.hpp"

namespace stub {

// A ticket and what only the store needs of it.
struct TicketRow {
  Ticket ticket;
  std::string slug;  // of the connection's plugin
  bool silent = false;
  bool title_by_agent = false;
  bool group_by_agent = false;
  std::string counterpart;  // private: external id of the other side
  std::int64_t first_sent_ms = 0;
  std::string first_external_id;
  std::int64_t last_sent_ms = 0;

  TicketStatus status() const { return {ticket.state, silent}; }
};

// Without article_count, which only agents see.
std::optional<TicketRow> LoadTicket(SqliteConnection& sql, Id ticket);
std::vector<Ticket> LoadTickets(SqliteConnection& sql, const TicketFilter& filter);
std::int64_t CountArticles(SqliteConnection& sql, Id ticket);
Id InsertTicket(SqliteConnection& sql, const TicketRow& row);
// Everything that changes: title, group, customer, owner, state, merging, span of time.
void UpdateTicket(SqliteConnection& sql, const TicketRow& row);
// The private conversation's tickets, newest first.
std::vector<Segment> SegmentsOf(SqliteConnection& sql, Id account, std::string_view counterpart);

// The first active group.
Id DefaultGroup(SqliteConnection& sql);
bool IsActiveGroup(SqliteConnection& sql, Id group);

}  // namespace stub
