// Opens, fills and merges tickets on behalf of arriving messages.
#include "host_stub/store/ticket_keeper.hpp"

#include <algorithm>
#include <utility>

#include "host_stub/store/article_rows.hpp"
#include "host_stub/store/connection_rows.hpp"
#include "host_stub/store/customer_keeper.hpp"
#include "host_stub/store/message_context.hpp"
#include "host_stub/store/message_json.hpp"
#include "host_stub/store/message_notes.hpp"
#include "host_stub/ticketing/message_article.hpp"
#include "host_stub/ticketing/message_check.hpp"
#include "host_stub/ticketing/text.hpp"

namespace stub {
namespace {

bool Earlier(std::int64_t sent_ms, std::string_view id, std::int64_t other_ms,
             std::string_view other_id) {
  return sent_ms != other_ms ? sent_ms < other_ms : ExternalIdBefore(id, other_id);
}

bool Earlier(const MessageRow& one, const MessageRow& other) {
  return Earlier(one.sent_ms, one.external_id, other.sent_ms, other.external_id);
}

void SetStatus(TicketRow& row, TicketStatus status) {
  row.ticket.state = status.state;
  row.silent = status.silent;
}

TicketStatus StatusAfter(SqliteConnection& sql, const TicketRow& row, const MessageRow& message) {
  const TicketStatus before = row.status();
  const bool closed_stays =
      before.state == TicketState::kClosed &&
      sql.Number("SELECT closed_stays FROM accounts WHERE id=?", message.account_id).value_or(0);
  return AfterMessage(before, message.own, closed_stays);
}

// The title, customer and group that a message gives its ticket.
void TakeHead(const MessageRow& head, TicketRow& row) {
  if (!row.title_by_agent && head.deleted_ms != 0) row.ticket.title = kDeletedBody;
  if (!row.title_by_agent && !head.subject.empty()) row.ticket.title = head.subject;
  if (head.customer_id != 0) row.ticket.customer_id = head.customer_id;
  if (row.group_by_agent || head.group_id == 0) return;
  row.ticket.group_id = head.group_id;
  row.ticket.group_note = head.group_note;
}

const chp::Message& ContentOf(MessageRow& row) {
  if (!row.content) {
    row.content = std::make_shared<const chp::Message>(MessageFromJson(row.content_json));
  }
  return *row.content;
}

}  // namespace

Id TicketKeeper::OpenFor(MessageRow& message) {
  if (!message.content_json.empty()) {
    message.customer_id = KeepCustomer(context_, PersonAbout(ContentOf(message)), message.sent_ms);
  }
  TicketRow row;
  Ticket& ticket = row.ticket;
  ticket.title = message.subject;
  ticket.group_id = message.group_id;
  ticket.group_note = message.group_note;
  ticket.customer_id = message.customer_id;
  ticket.visibility = message.visibility;
  ticket.connection_id = context_.connection;
  row.slug = context_.provider;
  ticket.account_id = message.account_id;
  if (const auto account = LoadAccount(context_.sql(), message.account_id)) {
    ticket.account_screen_name = account->screen_name;
  }
  ticket.create_article_type = message.article_type;
  ticket.created_ms = ticket.updated_ms = context_.now_ms;
  if (message.visibility == chp::Visibility::kPrivate) row.counterpart = message.counterpart;
  row.first_sent_ms = row.last_sent_ms = message.sent_ms;
  row.first_external_id = message.external_id;
  SetStatus(row, FirstStatus(message.own));
  opened_ = InsertTicket(context_.sql(), row);
  return opened_;
}

Id TicketKeeper::MakeArticle(MessageRow& message, Id ticket) {
  const chp::Message& content = ContentOf(message);
  ArticleRow row;
  row.article = ArticleOf(content, {message.article_type, message.link_label});
  row.article.ticket_id = ticket;
  row.article.created_ms = message.sent_ms;
  row.article.updated_ms = context_.now_ms;
  const chp::Party& about = PersonAbout(content);
  if (opened_ != ticket) message.customer_id = KeepCustomer(context_, about, message.sent_ms);
  if (!message.own) {
    row.article.created_by_id = about.external_id == content.author.external_id
                                    ? message.customer_id
                                    : KeepCustomer(context_, content.author, message.sent_ms);
  }
  row.surface = message.surface;
  const Id article = InsertArticle(context_.sql(), row);
  context_.sql().Run("UPDATE attachments SET article_id=? WHERE message_id=?", article, message.id);
  return article;
}

void TicketKeeper::Join(MessageRow& message, Id ticket) {
  message.ticket_id = ticket;
  message.expires_ms = 0;
  if (!message.content_json.empty()) message.article_id = MakeArticle(message, ticket);
  PlaceMessage(context_.sql(), message);
  KeepAncestors(context_.sql(), message.id);
  NoteAbout(context_, message, message.note);
  if (std::exchange(opened_, 0) == ticket && message.deleted_ms == 0) return;
  auto row = LoadTicket(context_.sql(), ticket);
  if (!row) return;
  if (message.article_id != 0) SetStatus(*row, StatusAfter(context_.sql(), *row, message));
  row->last_sent_ms = std::max(row->last_sent_ms, message.sent_ms);
  RefreshRow(*row);
}

Id TicketKeeper::Merge(Id one, Id other) {
  auto survivor = LoadTicket(context_.sql(), one);
  auto absorbed = LoadTicket(context_.sql(), other);
  if (one == other || !survivor || !absorbed) return one;
  if (Earlier(absorbed->first_sent_ms, absorbed->first_external_id, survivor->first_sent_ms,
              survivor->first_external_id)) {
    std::swap(survivor, absorbed);
  }
  SqliteConnection& sql = context_.sql();
  const Id kept = survivor->ticket.id;
  const Id gone = absorbed->ticket.id;
  sql.Run("UPDATE articles SET ticket_id=? WHERE ticket_id=?", kept, gone);
  sql.Run("UPDATE messages SET ticket_id=? WHERE ticket_id=? AND ticket_id>0", kept, gone);
  sql.Run("UPDATE tickets SET merged_into=? WHERE merged_into=? AND merged_into>0", kept, gone);
  SetStatus(*survivor, AfterMerge(survivor->status(), absorbed->status()));
  if (survivor->ticket.owner_id == 0) survivor->ticket.owner_id = absorbed->ticket.owner_id;
  survivor->last_sent_ms = std::max(survivor->last_sent_ms, absorbed->last_sent_ms);
  RefreshRow(*survivor);
  SetStatus(*absorbed, {TicketState::kMerged, false});
  absorbed->ticket.merged_into = kept;
  absorbed->ticket.updated_ms = context_.now_ms;
  if (!absorbed->title_by_agent) absorbed->ticket.title = survivor->ticket.title;
  UpdateTicket(sql, *absorbed);
  return kept;
}

void TicketKeeper::Refresh(Id ticket) {
  if (auto row = LoadTicket(context_.sql(), ticket)) RefreshRow(*row);
}

void TicketKeeper::RefreshRow(TicketRow& row) {
  const auto customers = FirstMessage(context_.sql(), row.ticket.id, false);
  const auto ours = FirstMessage(context_.sql(), row.ticket.id, true);
  const auto& head = customers ? customers : ours;
  if (head) {
    const auto& first = customers && ours && Earlier(*ours, *customers) ? ours : head;
    row.first_sent_ms = first->sent_ms;
    row.first_external_id = first->external_id;
    TakeHead(*head, row);
  }
  row.ticket.updated_ms = context_.now_ms;
  UpdateTicket(context_.sql(), row);
}

void TicketKeeper::RemoveIfEmpty(Id ticket, Id heir) {
  SqliteConnection& sql = context_.sql();
  if (ticket == heir) return;
  if (sql.Number("SELECT 1 FROM articles WHERE ticket_id=? LIMIT 1", ticket)) {
    Refresh(ticket);
    return;
  }
  sql.Run("UPDATE messages SET ticket_id=? WHERE ticket_id=? AND ticket_id>0", heir, ticket);
  sql.Run("UPDATE tickets SET merged_into=? WHERE merged_into=? AND merged_into>0", heir, ticket);
  sql.Run("DELETE FROM tickets WHERE id=?", ticket);
}

}  // namespace stub
