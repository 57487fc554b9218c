// A reply of which nobody knows whether it arrived, and a person who has looked.
#include "host_stub/store/ingest_context.hpp"
#include "host_stub/store/message_absorption.hpp"
#include "host_stub/store/reply_draft.hpp"
#include "host_stub/store/reply_rows.hpp"
#include "host_stub/store/sqlite_ticket_store.hpp"
#include "host_stub/store/ticket_rows.hpp"

namespace stub {
namespace {

// So that what answers it finds its ticket, and its echo is no second article.
chp::Result<void> BindFound(const IngestContext& context, const ArticleRow& row,
                            const TicketRow& ticket, const std::string& external_id) {
  const auto account = AccountOfReply(context.sql(), ticket, row.account_id);
  if (!account) return account.error();
  IngestContext of_account = context;
  of_account.connection = account->connection_id;
  return BindReplyPart(of_account, account->id, row, external_id);
}

}  // namespace

chp::Result<void> SqliteTicketStore::SettleReply(Id article, const FoundReply& found) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    SqliteConnection& sql = transaction.sql;
    auto row = LoadReplyRow(sql, article);
    if (!row) return UnknownReply();
    if (row->article.delivery != DeliveryState::kUncertain) {
      return InvalidError("reply.not_uncertain",
                          "What became of this reply is known: there is nothing to decide.");
    }
    const auto ticket = LoadTicket(sql, row->article.ticket_id);
    if (!ticket) return UnknownReply();
    const std::int64_t now = context_.now_ms();
    const IngestContext context{transaction, context_, ticket->ticket.connection_id, ticket->slug,
                                now};
    if (!found.external_id.empty()) {
      if (auto bound = BindFound(context, *row, *ticket, found.external_id); !bound) return bound;
      row->article.message_id = found.external_id;
    }
    if (!found.url.empty()) {
      row->article.links.push_back(
          {.url = found.url, .name = found.link_label, .target = "_blank"});
    }
    row->article.delivery = DeliveryState::kSuccess;
    row->article.delivery_message.clear();
    row->article.delivery_reason.clear();
    row->article.delivery_ms = row->article.updated_ms = now;
    row->forced = row->failed = false;
    UpdateArticle(sql, *row);
    AddReplyNote(sql, row->article, found.by + " found the message on the remote side.", now);
    return {};
  });
}

}  // namespace stub
