// What an agent's reply answers, to whom it goes and through which account.
#include "host_stub/store/reply_draft.hpp"

#include "host_stub/store/connection_rows.hpp"
#include "host_stub/store/store_context.hpp"

namespace stub {
namespace {

chp::Error WrongSurface(const Ticket& ticket) {
  const bool is_private = ticket.visibility == chp::Visibility::kPrivate;
  return InvalidError("reply.surface",
                      is_private ? "This ticket is a private conversation: answer it privately."
                                 : "This ticket holds no message of that kind to answer: a public "
                                   "ticket is answered publicly.");
}

chp::Result<MessageRow> DefaultAnswered(SqliteConnection& sql, const Ticket& ticket,
                                        const std::string& surface) {
  if (auto customers = LastMessage(sql, ticket.id, surface, false)) return std::move(*customers);
  if (auto ours = LastMessage(sql, ticket.id, surface, true)) return std::move(*ours);
  return WrongSurface(ticket);
}

chp::Result<MessageRow> NamedAnswered(SqliteConnection& sql, const Ticket& ticket,
                                      const std::string& surface, const std::string& in_reply_to) {
  auto named = FindOriginal(sql, ticket.connection_id, ticket.account_id, in_reply_to);
  if (!named || named->ticket_id != ticket.id) {
    return InvalidError("reply.in_reply_to", "The message to answer is not in this ticket.");
  }
  if (named->deleted_ms != 0) {
    return InvalidError("reply.deleted", "The message to answer was deleted: choose another one.");
  }
  if (named->surface != surface) return WrongSurface(ticket);
  return std::move(*named);
}

}  // namespace

std::string RecipientOf(const MessageRow& answered) {
  const bool to_other_side = answered.own || answered.visibility == chp::Visibility::kPrivate;
  return to_other_side ? answered.counterpart : answered.author_id;
}

chp::Result<Account> AccountOfTicket(SqliteConnection& sql, const TicketRow& row) {
  const Ticket& ticket = row.ticket;
  if (auto account = LoadAccount(sql, ticket.account_id)) return std::move(*account);
  const auto heir = sql.Number(
      "SELECT accounts.id FROM accounts JOIN connections ON connections.id=connection_id "
      "WHERE slug=? AND screen_name=? COLLATE NOCASE AND accounts.active=1 AND removing=0 "
      "ORDER BY accounts.id LIMIT 1",
      row.slug, ticket.account_screen_name);
  if (heir) {
    if (auto account = LoadAccount(sql, *heir)) return std::move(*account);
  }
  return chp::Error{.code = chp::Code::kConfig,
                    .reason = "reply.account_gone",
                    .message = "The account @" + ticket.account_screen_name +
                               " of this ticket is no longer connected: add it again, then send "
                               "the reply again.",
                    .scope = chp::Scope::kMessage};
}

chp::Result<Account> AccountOfReply(SqliteConnection& sql, const TicketRow& row, Id chosen) {
  if (chosen == 0 || chosen == row.ticket.account_id) return AccountOfTicket(sql, row);
  if (row.ticket.visibility == chp::Visibility::kPrivate) {
    return InvalidError("reply.account_private",
                        "A private conversation is answered by the account it was written to.");
  }
  auto account = LoadAccount(sql, chosen);
  const bool usable = account && account->active && !account->removing &&
                      sql.Number("SELECT 1 FROM connections WHERE id=? AND slug=?",
                                 account->connection_id, row.slug);
  if (usable) return std::move(*account);
  return InvalidError("reply.account_unusable",
                      "The chosen account cannot answer here: it must be active and of the same "
                      "channel as the ticket.");
}

chp::Result<ReplyDraft> DraftReplyTo(SqliteConnection& sql, const NewArticle& article,
                                     const std::string& surface) {
  const std::string& in_reply_to = article.in_reply_to;
  auto row = LoadTicket(sql, article.ticket_id);
  if (!row) return NotFoundError("ticket.unknown", "There is no such ticket.");
  if (row->ticket.state == TicketState::kMerged) {
    return InvalidError("ticket.merged",
                        "This ticket was merged into another one: answer in that one.");
  }
  auto answered = in_reply_to.empty() ? DefaultAnswered(sql, row->ticket, surface)
                                      : NamedAnswered(sql, row->ticket, surface, in_reply_to);
  if (!answered) return answered.error();
  auto account = AccountOfReply(sql, *row, article.account_id);
  if (!account) return account.error();
  std::string recipient = RecipientOf(*answered);
  return ReplyDraft{.ticket = std::move(*row),
                    .answered = std::move(*answered),
                    .account = std::move(*account),
                    .recipient_id = std::move(recipient)};
}

}  // namespace stub
