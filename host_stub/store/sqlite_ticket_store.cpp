// Tickets as agents see and change them.
#include "host_stub/store/sqlite_ticket_store.hpp"

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/message_context.hpp"
#include "host_stub/store/reply_waiting.hpp"
#include "host_stub/store/ticket_rows.hpp"
#include "host_stub/store/user_rows.hpp"
#include "host_stub/ticketing/text.hpp"

namespace stub {
namespace {

constexpr std::size_t kLongestTitle = 1000;

chp::Result<void> CheckOwner(SqliteConnection& sql, Id owner) {
  if (owner == 0) return {};
  const auto user = LoadUser(sql, owner);
  if (user && user->active && (user->HasRole("Agent") || user->HasRole("Admin"))) return {};
  return InvalidError("ticket.owner", "A ticket's owner must be an active agent.");
}

chp::Result<void> CheckChange(SqliteConnection& sql, const TicketRow& row,
                              const TicketChange& change) {
  if (row.ticket.state == TicketState::kMerged) {
    return InvalidError("ticket.merged",
                        "This ticket was merged into another one: change that one instead.");
  }
  if (change.state == TicketState::kMerged) {
    return InvalidError("ticket.state", "A ticket cannot be set to merged: choose another state.");
  }
  if (change.title && (Trimmed(*change.title).empty() || change.title->size() > kLongestTitle)) {
    return InvalidError("ticket.title", "A ticket needs a title of 1 to 1000 bytes.");
  }
  if (change.group_id && !IsActiveGroup(sql, *change.group_id)) {
    return InvalidError("ticket.group", "There is no active group of this id.");
  }
  if (change.owner_id) return CheckOwner(sql, *change.owner_id);
  return {};
}

void Apply(const TicketChange& change, TicketRow& row) {
  if (change.title) {
    row.ticket.title = *change.title;
    row.title_by_agent = true;
  }
  if (change.group_id) {
    row.ticket.group_id = *change.group_id;
    row.ticket.group_note.clear();
    row.group_by_agent = true;
  }
  if (change.owner_id) row.ticket.owner_id = *change.owner_id;
  if (change.state) {
    row.ticket.state = *change.state;
    row.silent = false;
  }
}

}  // namespace

chp::Result<std::vector<Ticket>> SqliteTicketStore::List(const TicketFilter& filter) {
  using Tickets = std::vector<Ticket>;
  return context_.database.Read<Tickets>(
      [&](SqliteConnection& sql) -> chp::Result<Tickets> { return LoadTickets(sql, filter); });
}

chp::Result<std::optional<Ticket>> SqliteTicketStore::Find(Id ticket) {
  using Found = std::optional<Ticket>;
  return context_.database.Read<Found>([ticket](SqliteConnection& sql) -> chp::Result<Found> {
    auto row = LoadTicket(sql, ticket);
    if (!row) return Found();
    row->ticket.article_count = CountArticles(sql, ticket);
    return Found(std::move(row->ticket));
  });
}

chp::Result<void> SqliteTicketStore::Update(Id ticket, const TicketChange& change) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    auto row = LoadTicket(transaction.sql, ticket);
    if (!row) return NotFoundError("ticket.unknown", "There is no such ticket.");
    if (auto sound = CheckChange(transaction.sql, *row, change); !sound) return sound;
    Apply(change, *row);
    row->ticket.updated_ms = context_.now_ms();
    UpdateTicket(transaction.sql, *row);
    return {};
  });
}

chp::Result<std::vector<Article>> SqliteTicketStore::Articles(Id ticket) {
  using ArticleList = std::vector<Article>;
  return context_.database.Read<ArticleList>(
      [this, ticket](SqliteConnection& sql) -> chp::Result<ArticleList> {
        ArticleList articles = LoadArticles(sql, ticket);
        for (Article& article : articles) FillWaiting(sql, context_.now_ms(), article);
        return articles;
      });
}

chp::Result<std::vector<Article>> SqliteTicketStore::Context(Id ticket) {
  using ArticleList = std::vector<Article>;
  return context_.database.Read<ArticleList>(
      [ticket](SqliteConnection& sql) -> chp::Result<ArticleList> {
        return LoadContext(sql, ticket);
      });
}

chp::Result<std::optional<Article>> SqliteTicketStore::FindArticle(Id article) {
  using Found = std::optional<Article>;
  return context_.database.Read<Found>(
      [this, article](SqliteConnection& sql) -> chp::Result<Found> {
        auto row = LoadArticle(sql, article);
        if (!row) return Found();
        FillWaiting(sql, context_.now_ms(), row->article);
        return Found(std::move(row->article));
      });
}

}  // namespace stub
