// What an agent's reply answers, to whom it goes and through which account.
#pragma once

#include <string>

#include "host_stub/store/message_rows.hpp"
#include "host_stub/store/ticket_rows.hpp"
#include "host_stub/store/ticket_store.hpp"

namespace stub {

struct ReplyDraft {
  TicketRow ticket;
  MessageRow answered;
  Account account;
  std::string recipient_id;
};

// kInvalid, with a sentence for the agent, when it cannot be sent.
chp::Result<ReplyDraft> DraftReplyTo(SqliteConnection& sql, const NewArticle& article,
                                     const std::string& surface);

// The account of a ticket, or an active one of the same name in its place when it is gone.
// kConfig "reply.account_gone" when there is none.
chp::Result<Account> AccountOfTicket(SqliteConnection& sql, const TicketRow& row);
// The one that was chosen to answer, if one was; else the ticket's.
chp::Result<Account> AccountOfReply(SqliteConnection& sql, const TicketRow& row, Id chosen);

// The author of `answered`, on a private surface the other side.
std::string RecipientOf(const MessageRow& answered);

}  // namespace stub
