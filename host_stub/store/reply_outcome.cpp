// What became of a reply: sent, failed, sent again.
#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/ingest_context.hpp"
#include "host_stub/store/job_rows.hpp"
#include "host_stub/store/json_text.hpp"
#include "host_stub/store/message_absorption.hpp"
#include "host_stub/store/message_deletion.hpp"
#include "host_stub/store/reply_draft.hpp"
#include "host_stub/store/reply_jobs.hpp"
#include "host_stub/store/reply_rows.hpp"
#include "host_stub/store/sqlite_ticket_store.hpp"
#include "host_stub/ticketing/ticket_states.hpp"

namespace stub {
namespace {

// Before a plugin's own work, which may be much: somebody waits for an answer, most of all who
// wrote privately.
constexpr std::int32_t kPrivatePriority = 20;
constexpr std::int32_t kPublicPriority = 10;

std::vector<ArticleLink> LinksFrom(const boost::json::array& from) {
  std::vector<ArticleLink> links;
  for (const auto& each : from) {
    if (!each.is_object()) continue;
    links.push_back({.url = StringMember(each.get_object(), "url"),
                     .name = StringMember(each.get_object(), "name"),
                     .target = StringMember(each.get_object(), "target")});
  }
  return links;
}

// Only what the channel names; a malformed answer changes nothing, for the reply has been sent.
void TakeReceipt(const std::string& article_json, Article& article) {
  const auto parsed = ParseObject(article_json, "The receipt");
  if (!parsed) return;
  if (parsed->contains("from")) article.from = StringMember(*parsed, "from");
  if (const auto* to = parsed->if_contains("to")) {
    article.to_is_null = to->is_null();
    article.to = StringMember(*parsed, "to");
  }
  if (const auto* attributes = parsed->if_contains("attributes");
      attributes != nullptr && attributes->is_object()) {
    article.attributes_json = boost::json::serialize(*attributes);
  }
  if (const auto* links = parsed->if_contains("links"); links != nullptr && links->is_array()) {
    article.links = LinksFrom(links->get_array());
  }
}

void BindParts(const IngestContext& context, const ArticleRow& row, const chp::Receipt& receipt) {
  const auto ticket = LoadTicket(context.sql(), row.article.ticket_id);
  if (!ticket) return;
  const auto account = AccountOfReply(context.sql(), *ticket, row.account_id);
  if (!account) return;
  IngestContext of_account = context;
  of_account.connection = account->connection_id;
  for (const chp::ReceiptPart& part : receipt.parts) {
    // A part that cannot be bound does not make the reply unsent.
    (void)BindReplyPart(of_account, account->id, row, part.external_id);
  }
}

void OpenTicketOf(SqliteConnection& sql, Id ticket_id, std::int64_t now) {
  auto ticket = LoadTicket(sql, ticket_id);
  if (!ticket) return;
  const TicketStatus status = AfterReply(ticket->status());
  ticket->ticket.state = status.state;
  ticket->silent = status.silent;
  ticket->ticket.updated_ms = now;
  UpdateTicket(sql, *ticket);
}

}  // namespace

void QueueReply(Transaction& transaction, const ArticleRow& reply, const Departure& departure) {
  const Account& account = departure.account;
  QueuedJob job;
  job.connection_id = account.connection_id;
  job.account_id = account.id;
  job.type = JobType::kSendReply;
  job.job_id = "reply/" + std::to_string(reply.article.id);
  job.kind = "send_reply";
  job.lane = reply.surface;
  job.payload_json = R"({"article_id":)" + std::to_string(reply.article.id) + "}";
  job.priority = departure.is_private ? kPrivatePriority : kPublicPriority;
  job.run_at_ms = departure.at_ms;
  // The account may be of another connection than last time, and only that one reads the files.
  transaction.sql.Run(
      "UPDATE blobs SET connection_id=? WHERE id IN (SELECT blob_id FROM attachments WHERE "
      "article_id=?)",
      account.connection_id, reply.article.id);
  PutJob(transaction, job, JobRepeat::kReplace);
}

chp::Result<void> SqliteTicketStore::ReplySent(Id article, const chp::Receipt& receipt) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    SqliteConnection& sql = transaction.sql;
    const auto before = LoadReplyRow(sql, article);
    if (!before) return UnknownReply();
    const auto ticket = LoadTicket(sql, before->article.ticket_id);
    if (!ticket) return UnknownReply();
    const std::int64_t now = context_.now_ms();
    const IngestContext context{transaction, context_, ticket->ticket.connection_id, ticket->slug,
                                now};
    BindParts(context, *before, receipt);
    auto row = LoadReplyRow(sql, article);
    if (!row) return UnknownReply();
    if (!receipt.parts.empty()) row->article.message_id = receipt.parts.front().external_id;
    TakeReceipt(receipt.article_json, row->article);
    row->article.delivery = DeliveryState::kSuccess;
    row->article.delivery_message.clear();
    row->article.delivery_reason.clear();
    row->article.delivery_ms = row->article.updated_ms = now;
    row->article.delivery_retry += 1;
    row->forced = row->failed = false;
    UpdateArticle(sql, *row);
    if (!receipt.parts.empty()) EraseIfDeleted(context, article);
    OpenTicketOf(sql, row->article.ticket_id, now);
    return {};
  });
}

chp::Result<void> SqliteTicketStore::ReplyFailed(Id article, const chp::Error& error, bool final) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    auto row = LoadReplyRow(transaction.sql, article);
    if (!row) return UnknownReply();
    const std::int64_t now = context_.now_ms();
    const bool uncertain = final && error.code == chp::Code::kUncertain;
    row->article.delivery = uncertain ? DeliveryState::kUncertain : DeliveryState::kFail;
    row->article.delivery_message = error.message;
    row->article.delivery_reason = error.reason;
    row->article.delivery_ms = row->article.updated_ms = now;
    row->article.delivery_retry += 1;
    row->failed = final;
    UpdateArticle(transaction.sql, *row);
    if (final) {
      AddReplyNote(transaction.sql, row->article, "Unable to send: " + error.message, now);
    }
    return {};
  });
}

chp::Result<void> SqliteTicketStore::Resend(Id article, const Resending& how) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    SqliteConnection& sql = transaction.sql;
    auto row = LoadReplyRow(sql, article);
    if (!row) return UnknownReply();
    if (row->article.delivery == DeliveryState::kSuccess) {
      return InvalidError("reply.already_sent", "This reply has been sent already.");
    }
    if (row->article.delivery == DeliveryState::kQueued) {
      return InvalidError("reply.still_queued", "This reply is waiting to be sent already.");
    }
    const auto ticket = LoadTicket(sql, row->article.ticket_id);
    if (!ticket) return UnknownReply();
    const auto account = AccountOfReply(sql, *ticket, row->account_id);
    if (!account) return account.error();
    row->failed = false;
    row->article.delivery = DeliveryState::kQueued;
    row->article.updated_ms = context_.now_ms();
    row->forced = how.force;
    if (!how.options_json.empty()) row->options_json = how.options_json;
    UpdateArticle(sql, *row);
    QueueReply(transaction, *row,
               {.account = *account,
                .is_private = ticket->ticket.visibility == chp::Visibility::kPrivate,
                .at_ms = row->article.updated_ms});
    return {};
  });
}

chp::Result<std::vector<Article>> SqliteTicketStore::FailedReplies(std::size_t limit) {
  using ArticleList = std::vector<Article>;
  return context_.database.Read<ArticleList>(
      [limit](SqliteConnection& sql) -> chp::Result<ArticleList> {
        return LoadFailedReplies(sql, limit);
      });
}

chp::Result<void> SqliteTicketStore::DismissFailure(Id article) {
  return context_.database.Write<void>([article](Transaction& transaction) -> chp::Result<void> {
    if (!LoadReplyRow(transaction.sql, article)) return UnknownReply();
    transaction.sql.Run("UPDATE articles SET failed=0 WHERE id=?", article);
    return {};
  });
}

}  // namespace stub
