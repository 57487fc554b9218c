// Finds the ticket of an arrived message.
#include "host_stub/store/message_placement.hpp"

#include <utility>

#include "host_stub/store/message_context.hpp"
#include "host_stub/store/ticket_keeper.hpp"
#include "host_stub/ticketing/private_conversation.hpp"
#include "host_stub/ticketing/ticket_graph.hpp"

namespace stub {
namespace {

// The public messages of one account, as rows.
class PublicMessages : public MessageGraph {
 public:
  PublicMessages(const IngestContext& context, MessageRow first)
      : context_(context),
        account_(first.account_id),
        keeper_(context),
        looked_at_(std::move(first)) {}

  std::optional<Node> Load(Id message) override { return AsNode(Row(message)); }
  std::optional<Node> Find(std::string_view external_id) override {
    return AsNode(FindOriginal(sql(), context_.connection, account_, external_id));
  }
  std::vector<std::string> Parents(Id message) override {
    Statement row = sql().Query(
        "SELECT parent_id FROM message_parents WHERE message_id=? ORDER BY position", message);
    std::vector<std::string> parents;
    while (row.Step()) parents.push_back(row.Text(0));
    return parents;
  }
  std::vector<Id> Children(Id message) override {
    std::vector<std::string> names;
    if (const auto& row = Row(message)) names.push_back(row->external_id);
    Statement version = sql().Query(
        "SELECT external_id FROM messages WHERE original_id=? AND original_id>0", message);
    while (version.Step()) names.push_back(version.Text(0));
    std::vector<Id> children;
    for (const std::string& name : names) {
      const auto of_name =
          sql().Numbers("SELECT message_id FROM message_parents WHERE account_id=? AND parent_id=?",
                        account_, name);
      children.insert(children.end(), of_name.begin(), of_name.end());
    }
    return children;
  }
  Id TicketOfAuthor(Id message) override {
    const auto& row = Row(message);
    if (!row || !HasAuthorEdges(*row)) return 0;
    return sql()
        .Number(
            "SELECT ticket_id FROM messages WHERE account_id=? AND conversation_id=? AND "
            "conversation_id<>'' AND author_id=? AND own=0 AND ticket_id>0 AND visibility=1 "
            "AND id<>? LIMIT 1",
            account_, row->conversation_id, row->author_id, message)
        .value_or(0);
  }
  std::vector<Id> WaitingOfAuthor(Id message) override {
    const auto& row = Row(message);
    if (!row || !HasAuthorEdges(*row) || row->ticket_id == 0) return {};
    return sql().Numbers(
        "SELECT id FROM messages WHERE account_id=? AND conversation_id=? AND conversation_id<>'' "
        "AND author_id=? AND own=0 AND ticket_id=0 AND visibility=1 AND role=2",
        account_, row->conversation_id, row->author_id);
  }
  Id OpenTicket(Id message) override { return keeper_.OpenFor(*Row(message)); }
  void Join(Id message, Id ticket) override { keeper_.Join(*Row(message), ticket); }
  Id Merge(Id one, Id other) override {
    looked_at_.reset();
    return keeper_.Merge(one, other);
  }
  // The ticket of a message that has been linked; one that is in none may be context of one.
  Id Settle(Id message) {
    const auto& row = Row(message);
    if (row && row->ticket_id == 0) KeepIfAnswered(sql(), *row);
    return row ? row->ticket_id : 0;
  }

 private:
  SqliteConnection& sql() { return context_.sql(); }
  // The linker asks several things about one message before it goes to the next.
  std::optional<MessageRow>& Row(Id message) {
    if (!looked_at_ || looked_at_->id != message) looked_at_ = LoadMessage(sql(), message);
    return looked_at_;
  }
  static bool HasAuthorEdges(const MessageRow& row) {
    return !row.own && !row.conversation_id.empty() && !row.author_id.empty();
  }
  static std::optional<Node> AsNode(const std::optional<MessageRow>& row) {
    if (!row || row->visibility != chp::Visibility::kPublic) return std::nullopt;
    return Node{row->id, row->external_id, row->role, row->own, row->ticket_id};
  }

  const IngestContext& context_;
  const Id account_;
  TicketKeeper keeper_;
  std::optional<MessageRow> looked_at_;  // as it is stored now
};

SegmentRules RulesOf(SqliteConnection& sql, Id account) {
  Statement row =
      sql.Query("SELECT reopen_days, closed_takes_dms FROM accounts WHERE id=?", account);
  if (!row.Step()) return {};
  return {.reopen_ms = row.Int(0) * kDayMs, .closed_takes_dms = row.Int(1) != 0};
}

// True: it is in a ticket now.
bool PlacePrivate(const IngestContext& context, MessageRow& message) {
  if (message.role == chp::Role::kContext || message.ticket_id != 0) return message.ticket_id != 0;
  SqliteConnection& sql = context.sql();
  const auto segments = SegmentsOf(sql, message.account_id, message.counterpart);
  TicketKeeper keeper(context);
  auto ticket =
      ChooseSegment(segments, message.own, message.sent_ms, RulesOf(sql, message.account_id));
  if (!ticket && message.role == chp::Role::kJoin) return false;
  if (!ticket) ticket = keeper.OpenFor(message);
  keeper.Join(message, *ticket);
  return true;
}

void PlaceWaiting(const IngestContext& context, const MessageRow& message) {
  const auto waiting = context.sql().Numbers(
      "SELECT id FROM messages WHERE account_id=? AND counterpart=? AND visibility=2 AND role=2 "
      "AND ticket_id=0 ORDER BY sent_ms",
      message.account_id, message.counterpart);
  for (const Id id : waiting) {
    if (auto row = LoadMessage(context.sql(), id)) PlacePrivate(context, *row);
  }
}

}  // namespace

Id PlaceArrived(const IngestContext& context, MessageRow message) {
  if (message.visibility == chp::Visibility::kPublic) {
    const Id id = message.id;
    PublicMessages graph(context, std::move(message));
    TicketLinker(graph).Link(id);
    return graph.Settle(id);
  }
  if (PlacePrivate(context, message)) PlaceWaiting(context, message);
  return message.ticket_id;
}

void PlaceInTicket(const IngestContext& context, Id message) {
  if (auto row = LoadMessage(context.sql(), message)) PlaceArrived(context, std::move(*row));
}

}  // namespace stub
