// A message that answers nobody gets a ticket, so that what comes of it has a place.
//
// A public one is a broadcast: answers to it are tickets of their own, which show it above them. A
// private one is written into the ticket that this person has with this account already, if its
// conversation is still open; else it opens one, closed and silent until the person answers.
#include "host_stub/store/connection_rows.hpp"
#include "host_stub/store/reply_jobs.hpp"
#include "host_stub/store/reply_rows.hpp"
#include "host_stub/store/sqlite_settings_store.hpp"
#include "host_stub/store/sqlite_ticket_store.hpp"
#include "host_stub/store/sqlite_upload_store.hpp"
#include "host_stub/store/ticket_rows.hpp"
#include "host_stub/ticketing/text.hpp"

namespace stub {
namespace {

constexpr std::size_t kStartKeyBytes = 24;
constexpr std::size_t kLongestFirstLine = 100;

struct Recipient {
  Id customer_id = 0;
  std::string uid;
  std::string handle;
};

struct Start {
  Account account;
  std::string slug;
  Recipient recipient;  // private only
};

std::optional<Recipient> FindRecipient(SqliteConnection& sql, const std::string& slug,
                                       const NewConversation& wish) {
  std::string_view handle = wish.article.to;
  if (handle.starts_with('@')) handle.remove_prefix(1);
  const bool by_id = wish.customer_id != 0;
  Statement row = by_id ? sql.Query(
                              "SELECT user_id, uid, username FROM identities WHERE provider=? "
                              "AND user_id=? ORDER BY uid LIMIT 1",
                              slug, wish.customer_id)
                        : sql.Query(
                              "SELECT user_id, uid, username FROM identities WHERE provider=? "
                              "AND username=? COLLATE NOCASE AND username<>'' LIMIT 1",
                              slug, handle);
  if (!row.Step()) return std::nullopt;
  return Recipient{row.Int(0), row.Text(1), row.Text(2)};
}

chp::Result<Start> ReadStart(SqliteConnection& sql, const NewConversation& wish) {
  auto account = LoadAccount(sql, wish.article.account_id);
  const auto connection = account ? LoadConnection(sql, account->connection_id) : std::nullopt;
  if (!connection || !account->active || account->removing) {
    return InvalidError("reply.account_unusable",
                        "Choose an account that is linked and active to write from.");
  }
  Start start{.account = std::move(*account), .slug = connection->slug, .recipient = {}};
  if (!wish.is_private) return start;
  auto recipient = FindRecipient(sql, start.slug, wish);
  if (!recipient) {
    return InvalidError("reply.recipient_unknown",
                        "Nobody of this name has been here on this channel: write to people whose "
                        "messages you have.");
  }
  start.recipient = std::move(*recipient);
  return start;
}

std::string FirstLine(const std::string& text) {
  std::string line = Trimmed(text.substr(0, text.find('\n')));
  if (line.empty()) return "(file)";
  if (line.size() <= kLongestFirstLine) return line;
  std::size_t end = kLongestFirstLine;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  return line.substr(0, end) + "…";
}

// The one that goes on; 0: none.
Id OpenConversation(SqliteConnection& sql, const Start& start) {
  for (const Segment& segment : SegmentsOf(sql, start.account.id, start.recipient.uid)) {
    if (segment.status.silent || segment.status.state != TicketState::kClosed)
      return segment.ticket;
  }
  return 0;
}

Id OpenTicketFor(SqliteConnection& sql, const NewConversation& wish, const Start& start,
                 std::int64_t now) {
  TicketRow row;
  Ticket& ticket = row.ticket;
  ticket.title = wish.title.empty() ? FirstLine(wish.article.body) : wish.title;
  ticket.group_id = wish.group_id == 0 ? DefaultGroup(sql) : wish.group_id;
  ticket.customer_id = start.recipient.customer_id;
  ticket.visibility = wish.is_private ? chp::Visibility::kPrivate : chp::Visibility::kPublic;
  ticket.connection_id = start.account.connection_id;
  ticket.account_id = start.account.id;
  ticket.account_screen_name = start.account.screen_name;
  ticket.create_article_type = wish.article.type;
  ticket.created_ms = ticket.updated_ms = now;
  row.slug = start.slug;
  row.counterpart = start.recipient.uid;
  row.first_sent_ms = row.last_sent_ms = now;
  const TicketStatus status = FirstStatus(true);
  ticket.state = status.state;
  row.silent = status.silent;
  return InsertTicket(sql, row);
}

ArticleRow RowOfStart(const NewConversation& wish, const Start& start, std::int64_t now) {
  ArticleRow row = RowOfNew(wish.article, now);
  row.surface = wish.surface;
  row.article.in_reply_to.clear();
  row.recipient_id = start.recipient.uid;
  row.article.to = start.recipient.handle.empty() ? start.recipient.uid : start.recipient.handle;
  row.article.to_is_null = row.article.to.empty();
  return row;
}

chp::Result<void> CheckWish(SqliteConnection& sql, const NewConversation& wish) {
  if (wish.group_id == 0 || IsActiveGroup(sql, wish.group_id)) return {};
  return InvalidError("ticket.group", "There is no active group of this id.");
}

}  // namespace

chp::Result<Begun> SqliteTicketStore::BeginConversation(const NewConversation& wish) {
  if (auto sound = CheckArticle(wish.article); !sound) return sound.error();
  auto key = RandomName(kStartKeyBytes);
  if (!key) return key.error();
  return context_.database.Write<Begun>([&](Transaction& transaction) -> chp::Result<Begun> {
    SqliteConnection& sql = transaction.sql;
    const std::int64_t now = context_.now_ms();
    if (auto sound = CheckWish(sql, wish); !sound) return sound.error();
    const auto start = ReadStart(sql, wish);
    if (!start) return start.error();
    const Id connection = start->account.connection_id;
    if (auto taken = TakeFiles(sql, wish.article.attachments, connection); !taken) {
      return taken.error();
    }
    ArticleRow row = RowOfStart(wish, *start, now);
    row.idempotency_key = *key;
    row.article.delivery = DeliveryState::kQueued;
    row.article.ticket_id = wish.is_private ? OpenConversation(sql, *start) : 0;
    if (row.article.ticket_id == 0) row.article.ticket_id = OpenTicketFor(sql, wish, *start, now);
    row.article.id = InsertArticle(sql, row);
    const std::int64_t undo_ms = LoadReplySettings(sql).undo_seconds * 1000;
    QueueReply(transaction, row,
               {.account = start->account,
                .is_private = wish.is_private,
                .at_ms = wish.is_private ? now : now + undo_ms});
    return Begun{.ticket = row.article.ticket_id, .article = row.article.id};
  });
}

chp::Result<PendingReply> SqliteTicketStore::DraftConversation(const NewConversation& wish) {
  if (auto sound = CheckDraft(wish.article); !sound) return sound.error();
  return context_.database.Read<PendingReply>(
      [&](SqliteConnection& sql) -> chp::Result<PendingReply> {
        const auto start = ReadStart(sql, wish);
        if (!start) return start.error();
        return PendingOf(sql, RowOfStart(wish, *start, context_.now_ms()), start->account, "");
      });
}

}  // namespace stub
