// Rows of tickets.
#include "host_stub/store/ticket_rows.hpp"

namespace stub {
namespace {

constexpr Id kFirstNumber = 10000;

constexpr std::string_view kSelectTickets =
    "SELECT id, title, title_by_agent, group_id, group_by_agent, group_note, customer_id, "
    "owner_id, state, silent, priority, visibility, connection_id, account_id, "
    "account_screen_name, counterpart, create_article_type, merged_into, first_sent_ms, "
    "first_external_id, last_sent_ms, created_ms, updated_ms, slug FROM tickets ";

// What LIKE takes for any text stands for itself.
std::string Containing(const std::string& text) {
  std::string pattern = "%";
  for (const char letter : text) {
    if (letter == '%' || letter == '_' || letter == '\\') pattern += '\\';
    pattern += letter;
  }
  return pattern + "%";
}

constexpr std::string_view kContains =
    " AND (title LIKE ?6 ESCAPE '\\' OR (id+10000) LIKE ?6 ESCAPE '\\' OR EXISTS (SELECT 1 FROM "
    "articles WHERE ticket_id=tickets.id AND (body LIKE ?6 ESCAPE '\\' OR from_name LIKE ?6 ESCAPE "
    "'\\')) OR EXISTS (SELECT 1 FROM users WHERE id=customer_id AND (firstname||' '||lastname) "
    "LIKE "
    "?6 ESCAPE '\\'))";

std::string SelectTickets(std::string_view where) {
  return std::string(kSelectTickets).append(where);
}

TicketRow TicketRowFrom(const Statement& row) {
  TicketRow found;
  Ticket& ticket = found.ticket;
  ticket.id = row.Int(0);
  ticket.number = std::to_string(kFirstNumber + ticket.id);
  ticket.title = row.Text(1);
  found.title_by_agent = row.Int(2) != 0;
  ticket.group_id = row.Int(3);
  found.group_by_agent = row.Int(4) != 0;
  ticket.group_note = row.Text(5);
  ticket.customer_id = row.Int(6);
  ticket.owner_id = row.Int(7);
  ticket.state = static_cast<TicketState>(row.Int(8));
  found.silent = row.Int(9) != 0;
  ticket.priority = row.Text(10);
  ticket.visibility = static_cast<chp::Visibility>(row.Int(11));
  ticket.connection_id = row.Int(12);
  ticket.account_id = row.Int(13);
  ticket.account_screen_name = row.Text(14);
  found.counterpart = row.Text(15);
  ticket.create_article_type = row.Text(16);
  ticket.merged_into = row.Int(17);
  found.first_sent_ms = row.Int(18);
  found.first_external_id = row.Text(19);
  found.last_sent_ms = row.Int(20);
  ticket.created_ms = row.Int(21);
  ticket.updated_ms = row.Int(22);
  found.slug = row.Text(23);
  return found;
}

}  // namespace

std::optional<TicketRow> LoadTicket(SqliteConnection& sql, Id ticket) {
  Statement row = sql.Query(SelectTickets("WHERE id=?"), ticket);
  if (!row.Step()) return std::nullopt;
  return TicketRowFrom(row);
}

std::vector<Ticket> LoadTickets(SqliteConnection& sql, const TicketFilter& filter) {
  std::string where = "WHERE id<?1";
  where += filter.state ? " AND state=?2" : " AND ?2=0";
  where += filter.group_id != 0 ? " AND group_id=?3" : " AND ?3=0";
  where += filter.customer_id != 0 ? " AND customer_id=?4" : " AND ?4=0";
  where += filter.text.empty() ? " AND ?6<>''" : std::string(kContains);
  where += " ORDER BY id DESC LIMIT ?5";
  const Id before = filter.before_id == 0 ? INT64_MAX : filter.before_id;
  Statement row =
      sql.Query(SelectTickets(where), before, filter.state.value_or(TicketState::kNew),
                filter.group_id, filter.customer_id, filter.limit, Containing(filter.text));
  std::vector<Ticket> tickets;
  while (row.Step()) {
    tickets.push_back(TicketRowFrom(row).ticket);
    tickets.back().article_count = CountArticles(sql, tickets.back().id);
  }
  return tickets;
}

std::int64_t CountArticles(SqliteConnection& sql, Id ticket) {
  return sql.Number("SELECT count(*) FROM articles WHERE ticket_id=?", ticket).value_or(0);
}

Id InsertTicket(SqliteConnection& sql, const TicketRow& row) {
  const Ticket& ticket = row.ticket;
  sql.Run(
      "INSERT INTO tickets(title, group_id, group_note, customer_id, state, silent, visibility, "
      "connection_id, slug, account_id, account_screen_name, counterpart, create_article_type, "
      "first_sent_ms, first_external_id, last_sent_ms, created_ms, updated_ms) "
      "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      ticket.title, ticket.group_id, ticket.group_note, ticket.customer_id, ticket.state,
      row.silent, ticket.visibility, ticket.connection_id, row.slug, ticket.account_id,
      ticket.account_screen_name, row.counterpart, ticket.create_article_type, row.first_sent_ms,
      row.first_external_id, row.last_sent_ms, ticket.created_ms, ticket.updated_ms);
  return sql.LastInsertId();
}

void UpdateTicket(SqliteConnection& sql, const TicketRow& row) {
  const Ticket& ticket = row.ticket;
  sql.Run(
      "UPDATE tickets SET title=?, title_by_agent=?, group_by_agent=?, group_note=?, owner_id=?, "
      "silent=?, first_sent_ms=?, first_external_id=?, last_sent_ms=?, updated_ms=? WHERE id=?",
      ticket.title, row.title_by_agent, row.group_by_agent, ticket.group_note, ticket.owner_id,
      row.silent, row.first_sent_ms, row.first_external_id, row.last_sent_ms, ticket.updated_ms,
      ticket.id);
  // SQLite rewrites the index of a column that is set, even to the value it has.
  sql.Run(
      "UPDATE tickets SET group_id=?2, customer_id=?3, state=?4, merged_into=?5 WHERE id=?1 AND "
      "(group_id<>?2 OR customer_id<>?3 OR state<>?4 OR merged_into<>?5)",
      ticket.id, ticket.group_id, ticket.customer_id, ticket.state, ticket.merged_into);
}

std::vector<Segment> SegmentsOf(SqliteConnection& sql, Id account, std::string_view counterpart) {
  Statement row = sql.Query(
      "SELECT id, state, silent, first_sent_ms, last_sent_ms FROM tickets "
      "WHERE account_id=? AND counterpart=? AND visibility=2 AND merged_into=0 ORDER BY id DESC",
      account, counterpart);
  std::vector<Segment> segments;
  while (row.Step()) {
    segments.push_back({.ticket = row.Int(0),
                        .status = {static_cast<TicketState>(row.Int(1)), row.Int(2) != 0},
                        .first_sent_ms = row.Int(3),
                        .last_sent_ms = row.Int(4)});
  }
  return segments;
}

Id DefaultGroup(SqliteConnection& sql) {
  return sql.Number("SELECT id FROM groups ORDER BY active DESC, id LIMIT 1").value_or(0);
}

bool IsActiveGroup(SqliteConnection& sql, Id group) {
  return sql.Number("SELECT 1 FROM groups WHERE id=? AND active=1", group).has_value();
}

}  // namespace stub
