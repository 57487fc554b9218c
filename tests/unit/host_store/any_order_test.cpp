// Whatever order the same messages come in, the tickets are the same (plugin_abi.md A12).
//
// Random threads: several authors, our own posts, roles, conversations, parents known directly or
// not, posts and letters. Each is delivered in random orders, in batches of random sizes, some
// messages twice, some of those with a role that takes less; accounts of their own keep the
// deliveries apart.
#include <algorithm>
#include <random>

#include "tests/unit/host_store/ingest_fixture.hpp"

namespace stub {
namespace {

constexpr int kMessagesInOrder = 9;
constexpr int kOtherOrders = 5;

class AnyOrder : public IngestTest, public testing::WithParamInterface<int> {
 protected:
  int Below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  std::vector<chp::Message> RandomThread();
  void RandomRelations(int number, const std::vector<chp::Message>& earlier, chp::Message& message);
  void RepeatWithLess(std::vector<chp::Message>& messages);
  std::string ShapeAfter(std::vector<chp::Message> messages, const std::string& account);
  std::string Shape(Id account);

  std::mt19937 random_{static_cast<std::mt19937::result_type>(GetParam())};
};

void AnyOrder::RandomRelations(int number, const std::vector<chp::Message>& earlier,
                               chp::Message& message) {
  constexpr chp::Role kRoles[] = {chp::Role::kOpen, chp::Role::kOpen, chp::Role::kJoin,
                                  chp::Role::kContext};
  message.role = kRoles[Below(4)];
  if (Below(4) == 0) message.conversation_id = "c" + std::to_string(Below(2));
  if (number == 0 || Below(4) == 0) return;
  const chp::Message& parent = earlier.at(static_cast<std::size_t>(Below(number)));
  if (parent.visibility != message.visibility) return;
  message.in_reply_to = parent.external_id;
  message.parent_ids = {parent.external_id};
  if (Below(3) == 0) {
    message.parent_ids.insert(message.parent_ids.end(), parent.parent_ids.begin(),
                              parent.parent_ids.end());
  }
}

std::vector<chp::Message> AnyOrder::RandomThread() {
  std::vector<chp::Message> messages;
  for (int number = 0; number < kMessagesInOrder; ++number) {
    const std::string id = std::to_string(100 + number);
    const std::string author(1, static_cast<char>('a' + Below(3)));
    chp::Message message = Below(5) == 0 ? Direct(id, author) : Post(id, author);
    RandomRelations(number, messages, message);
    const bool is_private = message.visibility == chp::Visibility::kPrivate;
    if (Below(3) == 0) message = Own(message);
    // Our public posts answer somebody or are broadcasts: they open nothing.
    if (message.own && !is_private && message.role == chp::Role::kOpen) {
      message.role = chp::Role::kJoin;
    }
    messages.push_back(message);
  }
  return messages;
}

// The same messages by a rule that takes less of them.
void AnyOrder::RepeatWithLess(std::vector<chp::Message>& messages) {
  constexpr chp::Role kLess[] = {chp::Role::kJoin, chp::Role::kContext};
  for (int number = 0; number < kMessagesInOrder; ++number) {
    chp::Message message = messages.at(static_cast<std::size_t>(number));
    const chp::Role role = kLess[Below(2)];
    if (role <= message.role) continue;
    message.role = role;
    message.group_id.clear();
    message.subject = "Less";
    messages.push_back(message);
  }
}

std::string AnyOrder::ShapeAfter(std::vector<chp::Message> messages, const std::string& account) {
  const Id id = MakeAccount(connection_, account, "acme");
  messages.push_back(messages.front());
  for (chp::Message& message : messages) message.account_id = std::to_string(id);
  for (std::size_t begin = 0; begin < messages.size();) {
    chp::Batch batch;
    const auto end = std::min(begin + 1 + static_cast<std::size_t>(Below(4)), messages.size());
    for (; begin < end; ++begin) batch.messages.push_back(messages[begin]);
    Deliver(batch);
  }
  return Shape(id);
}

std::string AnyOrder::Shape(Id account) {
  std::vector<std::string> shapes;
  for (const Ticket& ticket : Tickets()) {
    if (ticket.account_id != account) continue;
    std::string shape = ticket.title + "/" + CustomerOf(ticket).login + "/" +
                        std::to_string(ticket.group_id) + "/" +
                        std::string(TicketStateName(ticket.state)) + ":";
    for (const Article& article : Articles(ticket.id)) shape += " " + article.message_id;
    shapes.push_back(shape + "\n");
  }
  std::sort(shapes.begin(), shapes.end());
  std::string all;
  for (const std::string& shape : shapes) all += shape;
  return all;
}

TEST_P(AnyOrder, GivesTheSameTickets) {
  std::vector<chp::Message> messages = RandomThread();
  RepeatWithLess(messages);
  const std::string expected = ShapeAfter(messages, "in order");
  for (int order = 0; order < kOtherOrders; ++order) {
    std::shuffle(messages.begin(), messages.end(), random_);
    std::string trace;
    for (const auto& message : messages) trace += message.external_id + " ";
    EXPECT_EQ(ShapeAfter(messages, std::to_string(order)), expected) << trace;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyOrder, testing::Range(0, 40));

}  // namespace
}  // namespace stub
