// Taking back a reply that has not left: it becomes a draft again, and nothing of it stays.
//
// Only while it is certain that nothing of it is on the remote side: no part is known there, no
// try of it is running, and none ended in doubt.
#include "host_stub/store/job_rows.hpp"
#include "host_stub/store/message_rows.hpp"
#include "host_stub/store/reply_rows.hpp"
#include "host_stub/store/sqlite_ticket_store.hpp"
#include "host_stub/store/sqlite_upload_store.hpp"

namespace stub {
namespace {

std::string JobNameOf(Id article) { return "reply/" + std::to_string(article); }

chp::Error InDoubt() {
  return InvalidError(
      "reply.in_doubt",
      "Its sending has begun, so it may be on the remote side already: wait for the "
      "outcome, or look there.");
}

chp::Result<void> MayTakeBack(SqliteConnection& sql, const ArticleRow& row) {
  if (row.article.delivery == DeliveryState::kSuccess) {
    return InvalidError("reply.already_sent", "It has left already and cannot be taken back.");
  }
  if (row.article.delivery == DeliveryState::kUncertain) return InDoubt();
  if (!MessagesOfArticle(sql, row.article.id).empty()) {
    return InvalidError("reply.partly_sent",
                        "A part of it has left already: it cannot be taken back.");
  }
  // The one of each connection it was to be sent through.
  Statement job =
      sql.Query("SELECT max(state=1), max(doubtful) FROM jobs WHERE job_id=? AND type=1",
                JobNameOf(row.article.id));
  if (!job.Step()) return {};
  if (job.Int(0) != 0) {
    return ConflictError("reply.leaving",
                         "It is being sent at this moment: see what becomes of "
                         "it.");
  }
  if (job.Int(1) != 0) return InDoubt();
  return {};
}

}  // namespace

chp::Result<TakenBack> SqliteTicketStore::TakeBack(Id article, Id user) {
  return context_.database.Write<TakenBack>(
      [&](Transaction& transaction) -> chp::Result<TakenBack> {
        SqliteConnection& sql = transaction.sql;
        auto row = LoadReplyRow(sql, article);
        if (!row) return UnknownReply();
        if (auto may = MayTakeBack(sql, *row); !may) return may.error();
        const Id ticket = row->article.ticket_id;
        ReturnFiles(sql, row->article.attachments, user, context_.now_ms());
        sql.Run("DELETE FROM jobs WHERE job_id=? AND type=1", JobNameOf(article));
        sql.Run("DELETE FROM articles WHERE related_article_id=? AND related_article_id>0",
                article);
        sql.Run("DELETE FROM articles WHERE id=?", article);
        // One that was begun with this message only.
        sql.Run(
            "DELETE FROM tickets WHERE id=?1 AND NOT EXISTS (SELECT 1 FROM articles WHERE "
            "ticket_id=?1)",
            ticket);
        transaction.jobs_changed = true;
        return TakenBack{.article = std::move(row->article),
                         .account_id = row->account_id,
                         .options_json = row->options_json,
                         .ticket_removed = sql.ChangedRows() > 0};
      });
}

}  // namespace stub
