// Histories in which agents take part, and conversations are cut by the reopen window: the tickets
// may depend on the order, but nothing is lost, nothing is there twice, nothing moves to another
// customer, and public and private never mix (plugin_abi.md A12, A15).
#include <algorithm>
#include <map>
#include <set>

#include "tests/unit/host_store/history.hpp"
#include "tests/unit/host_store/reply_fixture.hpp"

namespace stub {
namespace {

constexpr int kMessagesToAgents = 12;
constexpr unsigned kHistories = 15;
constexpr std::int64_t kHalfADay = 12LL * 3600 * 1000;

struct WrittenReply {
  Id article = 0;
  Id account = 0;
  std::string answered;
  std::string customer;  // of the private ticket; empty: public
  std::string text;
  std::string external_id;
  bool bound = false;
};

class HistoryAgents : public ReplyTest {
 protected:
  int Below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  void Play(const History& history);
  void ActAsAgent();
  void WriteReply(const Ticket& ticket);
  void GoOnWith(WrittenReply& reply);
  void DeliverEcho(const WrittenReply& reply);
  void Receive(WrittenReply& reply);

  std::vector<Ticket> AllTickets() {
    auto tickets = Tickets();
    std::erase_if(tickets, [this](const Ticket& each) {
      return std::find(accounts_.begin(), accounts_.end(), each.account_id) == accounts_.end();
    });
    return tickets;
  }
  void ExpectAllThereOnce(const History& history);
  void ExpectNothingMoved(const History& history);
  void ExpectRepliesInPlace();

  std::mt19937 random_;
  AccountIds accounts_{};
  std::vector<WrittenReply> replies_;
  int made_ = 0;
};

void HistoryAgents::WriteReply(const Ticket& ticket) {
  const bool is_private = ticket.visibility == chp::Visibility::kPrivate;
  NewArticle draft = Draft(ticket.id);
  draft.type = is_private ? "toy letter" : "toy post";
  draft.body = "Answer " + std::to_string(++made_);
  const auto written = tickets().CreateArticle(draft, is_private ? "dm" : "post");
  if (!written) return;  // all that could be answered was deleted
  replies_.push_back({.article = *written,
                      .account = ticket.account_id,
                      .answered = Load(*written).in_reply_to,
                      .customer = is_private ? CustomerOf(ticket).login : "",
                      .text = draft.body,
                      .external_id = std::to_string(9000 + made_)});
}

void HistoryAgents::DeliverEcho(const WrittenReply& reply) {
  chp::Message echo = Own(reply.customer.empty() ? Reply(reply.external_id, "a", reply.answered)
                                                 : Direct(reply.external_id, reply.customer));
  echo.account_id = std::to_string(reply.account);
  echo.text = reply.text;
  if (reply.customer.empty()) echo.role = chp::Role::kJoin;
  Deliver(echo);
}

void HistoryAgents::Receive(WrittenReply& reply) {
  const auto pending = tickets().LoadReply(reply.article);
  ASSERT_TRUE(pending);
  const auto bound = store_->ingest().Bind(connection_, reply.account, pending->idempotency_key,
                                           reply.external_id);
  ASSERT_TRUE(bound) << bound.error().reason;
  reply.bound = true;
  if (Below(2) == 0) return;
  chp::Receipt receipt;
  receipt.parts = {{.external_id = reply.external_id, .url = {}}};
  ASSERT_TRUE(tickets().ReplySent(reply.article, receipt));
}

void HistoryAgents::GoOnWith(WrittenReply& reply) {
  if (Below(2) == 0) DeliverEcho(reply);
  if (Below(2) == 0) Receive(reply);
}

void HistoryAgents::ActAsAgent() {
  const auto tickets = AllTickets();
  if (tickets.empty()) return;
  const Ticket& ticket =
      tickets.at(static_cast<std::size_t>(Below(static_cast<int>(tickets.size()))));
  const int what = Below(4);
  if (what == 0) SetState(ticket.id, Below(2) == 0 ? TicketState::kClosed : TicketState::kOpen);
  if (what == 1) WriteReply(ticket);
  if (what == 2 && !replies_.empty()) {
    GoOnWith(replies_.at(static_cast<std::size_t>(Below(static_cast<int>(replies_.size())))));
  }
}

void HistoryAgents::Play(const History& history) {
  replies_.clear();
  for (Id& id : accounts_) {
    id = MakeAccount(connection_, "account " + std::to_string(++made_), "acme");
    ASSERT_TRUE(store_->connections().UpdateAccount(id, R"({"dm_reopen_days":1})", true));
  }
  for (auto event = history.begin(); event != history.end(); ++event) {
    Deliver(BatchOf(event, event + 1, accounts_));
    ActAsAgent();
  }
  for (WrittenReply& reply : replies_) {
    DeliverEcho(reply);
    Receive(reply);
  }
}

// Ids of the messages that open something, per account; of several rules the strongest counts.
std::set<std::pair<Id, std::string>> Opening(const History& history, const AccountIds& accounts) {
  std::set<std::pair<Id, std::string>> opening;
  std::set<std::pair<int, std::string>> versions;
  for (const HistoryEvent& event : history) {
    if (event.update) versions.insert({event.account, event.update->new_external_id});
  }
  for (const HistoryEvent& event : history) {
    if (!event.message || event.message->role != chp::Role::kOpen) continue;
    if (versions.count({event.account, event.message->external_id}) != 0) continue;
    opening.insert(
        {accounts.at(static_cast<std::size_t>(event.account)), event.message->external_id});
  }
  return opening;
}

void HistoryAgents::ExpectAllThereOnce(const History& history) {
  std::map<std::pair<Id, std::string>, int> shown;
  for (const Ticket& ticket : AllTickets()) {
    for (const Article& article : Articles(ticket.id)) {
      if (!article.message_id.empty()) ++shown[{ticket.account_id, article.message_id}];
    }
  }
  for (const auto& [id, times] : shown) EXPECT_EQ(times, 1) << id.second;
  for (const auto& id : Opening(history, accounts_)) EXPECT_EQ(shown.count(id), 1u) << id.second;
}

void HistoryAgents::ExpectNothingMoved(const History& history) {
  std::map<std::string, chp::Message> told;
  for (const HistoryEvent& event : history) {
    if (event.message) told.emplace(event.message->external_id, *event.message);
  }
  for (const Ticket& ticket : AllTickets()) {
    bool has_customer = false;
    for (const Article& article : Articles(ticket.id)) {
      const auto message = told.find(article.message_id);
      if (message == told.end()) continue;
      EXPECT_EQ(message->second.visibility, ticket.visibility) << article.message_id;
      const chp::Party& person =
          message->second.customer ? *message->second.customer : message->second.author;
      if (ticket.visibility == chp::Visibility::kPrivate) {
        EXPECT_EQ(CustomerOf(ticket).login, person.handle) << article.message_id;
      } else if (!message->second.own && !std::exchange(has_customer, true)) {
        EXPECT_EQ(CustomerOf(ticket).login, person.handle) << "the first is " << article.message_id;
      }
    }
  }
}

void HistoryAgents::ExpectRepliesInPlace() {
  for (const WrittenReply& reply : replies_) {
    const Article article = Load(reply.article);
    EXPECT_EQ(article.body, reply.text);
    const Ticket ticket = TicketById(article.ticket_id);
    EXPECT_NE(ticket.state, TicketState::kMerged) << reply.text;
    EXPECT_EQ(ticket.account_id, reply.account);
    const bool is_private = ticket.visibility == chp::Visibility::kPrivate;
    EXPECT_EQ(is_private, !reply.customer.empty());
    EXPECT_EQ(is_private ? CustomerOf(ticket).login : "", reply.customer);
    const std::vector<std::string> ids = {reply.answered, reply.external_id};
    const auto found = store_->ingest().Find(connection_, reply.account, ids).value();
    // A letter of ours that opened a ticket, was answered there and then turned out to be a reply
    // of another ticket goes there alone.
    if (!is_private) {
      EXPECT_EQ(found[0].ticket_ref, std::to_string(ticket.id)) << reply.text;
    }
    EXPECT_EQ(found[1].ticket_ref, std::to_string(ticket.id)) << reply.text;
    int times = 0;
    for (const Ticket& each : AllTickets()) {
      for (const Article& one : Articles(each.id)) times += one.body == reply.text ? 1 : 0;
    }
    EXPECT_EQ(times, 1) << reply.text;
  }
}

TEST_F(HistoryAgents, NothingIsLostDoubledMovedOrMixed) {
  for (unsigned seed = 0; seed < kHistories; ++seed) {
    SCOPED_TRACE(seed);
    random_.seed(seed);
    History history = HistoryWriter(seed, kHalfADay).Write(kMessagesToAgents);
    const History repeated = history;
    history.insert(history.end(), repeated.begin(), repeated.end());
    std::shuffle(history.begin(), history.end(), random_);
    Play(history);
    ExpectAllThereOnce(history);
    ExpectNothingMoved(history);
    ExpectRepliesInPlace();
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace stub
