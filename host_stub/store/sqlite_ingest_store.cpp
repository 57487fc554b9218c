// Delivery: every message finds its place, updates and jobs follow, all in one operation.
#include "host_stub/store/sqlite_ingest_store.hpp"

#include <charconv>

#include "host_stub/manifest.hpp"
#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/connection_rows.hpp"
#include "host_stub/store/ingest_context.hpp"
#include "host_stub/store/job_rows.hpp"
#include "host_stub/store/message_absorption.hpp"
#include "host_stub/store/message_placement.hpp"
#include "host_stub/store/message_updates.hpp"
#include "host_stub/store/message_upgrade.hpp"
#include "host_stub/store/prepared_message.hpp"
#include "host_stub/store/sqlite_quarantine_store.hpp"
#include "host_stub/store/ticket_rows.hpp"

namespace stub {
namespace {

std::string Reference(Id id) { return id == 0 ? std::string() : std::to_string(id); }

chp::Delivery Refused(const std::string& reason) {
  return {.created = false,
          .status = chp::Code::kInvalid,
          .message_ref = {},
          .ticket_ref = {},
          .reason = reason};
}

chp::Delivery Stored(Id message, Id ticket, bool created) {
  return {.created = created,
          .status = chp::Code::kOk,
          .message_ref = Reference(message),
          .ticket_ref = Reference(ticket),
          .reason = {}};
}

// The group that the message names, or the default one and why.
void ChooseGroup(SqliteConnection& sql, const std::string& wanted, MessageRow& row) {
  Id group = 0;
  const char* end = wanted.data() + wanted.size();
  const auto parsed = std::from_chars(wanted.data(), end, group);
  if (parsed.ec == std::errc() && parsed.ptr == end && IsActiveGroup(sql, group)) {
    row.group_id = group;
    return;
  }
  row.group_id = DefaultGroup(sql);
  row.group_note = wanted.empty()
                       ? "No group is set for messages of this kind: the default group was taken."
                       : "The group set for messages of this kind no longer exists or is not "
                         "active: the default group was taken.";
}

// An account that is gone: its jobs concern nobody any more.
void ScheduleOnce(const IngestContext& context, const std::vector<chp::Job>& jobs, Id message) {
  for (const chp::Job& job : jobs) {
    Id account = 0;
    if (!job.account_id.empty()) {
      account = AccountOfConnection(context.sql(), context.connection, job.account_id);
      if (account == 0) continue;
    }
    QueuedJob row = PluginJob(context.connection, account, job);
    row.message_id = message;
    PutJob(context.transaction, row, JobRepeat::kKeep);
  }
}

Id TicketOfMessage(SqliteConnection& sql, Id message) {
  return sql.Number("SELECT ticket_id FROM messages WHERE id=?", message).value_or(0);
}

// A message that is stored already: only a role that takes more changes anything, and where its
// deletion came first, what it connects.
chp::Delivery DeliverAgain(const IngestContext& context, MessageRow known,
                           PreparedMessage& prepared) {
  SqliteConnection& sql = context.sql();
  const bool bare = IsBareTombstone(known);
  if (bare) {
    known = FillTombstone(sql, known, prepared.row);
    InsertParents(sql, known.id, known.account_id, prepared.parents);
  }
  if (TakesMore(sql, known, prepared.row)) {
    ChooseGroup(sql, prepared.message->group_id, prepared.row);
    UpgradeMessage(context, known, prepared.row, *prepared.message);
    if (known.deleted_ms == 0) ScheduleOnce(context, prepared.message->jobs, known.id);
  } else if (bare) {
    PlaceInTicket(context, known.id);
  } else {
    return Stored(known.id, known.ticket_id, false);
  }
  return Stored(known.id, TicketOfMessage(sql, known.id), false);
}

chp::Delivery DeliverOne(const IngestContext& context, PreparedMessage& prepared) {
  if (!prepared.refused.empty()) return Refused(prepared.refused);
  SqliteConnection& sql = context.sql();
  const chp::Message& message = *prepared.message;
  MessageRow& row = prepared.row;
  row.connection_id = context.connection;
  row.account_id = AccountOfConnection(sql, context.connection, message.account_id);
  if (row.account_id == 0) return Refused("message.account_unknown");
  if (const auto known = FindOriginal(sql, row.connection_id, row.account_id, row.external_id)) {
    return DeliverAgain(context, *known, prepared);
  }
  ChooseGroup(sql, message.group_id, row);
  row.id = InsertMessage(sql, row);
  InsertParents(sql, row.id, row.account_id, prepared.parents);
  for (const auto& attachment : message.attachments) AddAttachment(sql, row.id, 0, attachment);
  row.content = std::shared_ptr<const chp::Message>(std::shared_ptr<void>(), &message);  // borrowed
  Id ticket = PlaceArrived(context, row);
  if (ApplyPendingUpdates(context, row.account_id, row.external_id)) {
    ticket = sql.Number("SELECT ticket_id FROM messages WHERE id=?", row.id).value_or(0);
  }
  ScheduleOnce(context, message.jobs, row.id);
  return Stored(row.id, ticket, true);
}

}  // namespace

chp::Result<std::vector<chp::Delivery>> SqliteIngestStore::Deliver(Id connection,
                                                                   const Manifest& manifest,
                                                                   const chp::Batch& batch) {
  if (auto sound = CheckUpdatesAndJobs(manifest, batch); !sound) return sound.error();
  const std::int64_t now = context_.now_ms();
  auto prepared = PrepareMessages(manifest, batch, now);
  using Deliveries = std::vector<chp::Delivery>;
  return context_.database.Write<Deliveries>(
      [&](Transaction& transaction) -> chp::Result<Deliveries> {
        const IngestContext context{transaction, context_, connection, manifest.slug, now};
        if (!transaction.sql.Number("SELECT 1 FROM connections WHERE id=?", connection)) {
          return NotFoundError("connection.unknown", "This connection no longer exists.");
        }
        Deliveries deliveries;
        for (PreparedMessage& each : prepared) deliveries.push_back(DeliverOne(context, each));
        for (const chp::Update& update : batch.updates) {
          const Id account = AccountOfConnection(transaction.sql, connection, update.account_id);
          if (account != 0) ApplyUpdate(context, account, update);
        }
        ScheduleOnce(context, batch.jobs, 0);
        return deliveries;
      });
}

chp::Result<void> SqliteIngestStore::Bind(Id connection, Id account,
                                          std::string_view idempotency_key,
                                          std::string_view external_id) {
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    SqliteConnection& sql = transaction.sql;
    const auto owner = LoadConnection(sql, connection);
    const auto of_account = LoadAccount(sql, account);
    if (!owner || !of_account || of_account->connection_id != connection) {
      return NotFoundError("bind.account_unknown", "This account does not exist here.");
    }
    const auto reply = LoadArticle(sql, FindArticleByKey(sql, idempotency_key));
    if (!reply) return NotFoundError("bind.reply_unknown", "There is no such reply.");
    const IngestContext context{transaction, context_, connection, owner->slug, context_.now_ms()};
    return BindReplyPart(context, account, *reply, external_id);
  });
}

chp::Result<void> SqliteIngestStore::Quarantine(Id connection, std::string_view bytes,
                                                std::string_view reason) {
  const auto sealed = context_.secrets.Seal(bytes, QuarantinePlace(connection));
  if (!sealed) return sealed.error();
  return context_.database.Write<void>([&](Transaction& transaction) -> chp::Result<void> {
    transaction.sql.Run(
        "INSERT INTO quarantine(connection_id, reason, body, received_ms) VALUES(?,?,?,?)",
        connection, reason, Blob{*sealed}, context_.now_ms());
    return {};
  });
}

}  // namespace stub
