// Whole histories, with edits and deletions: every order and repetition of the same events ends in
// the same tickets (plugin_abi.md A12, A15).
//
// ANY_HISTORY_SEEDS=1000 tries more histories.
#include <algorithm>
#include <cstdlib>

#include "tests/unit/host_store/history.hpp"
#include "tests/unit/host_store/ingest_fixture.hpp"

namespace stub {
namespace {

constexpr int kMessages = 12;
constexpr int kOrders = 4;

unsigned Seeds() {
  const char* text = std::getenv("ANY_HISTORY_SEEDS");
  return text == nullptr ? 20 : static_cast<unsigned>(std::stoul(text));
}

class AnyHistory : public IngestTest {
 protected:
  AccountIds NewAccounts() {
    AccountIds accounts{};
    for (Id& id : accounts) {
      id = MakeAccount(connection_, "account " + std::to_string(++accounts_), "acme");
    }
    return accounts;
  }
  std::string ShapeAfter(const History& history, std::mt19937& random) {
    const AccountIds accounts = NewAccounts();
    for (auto begin = history.begin(); begin != history.end();) {
      const auto size = static_cast<std::ptrdiff_t>(1 + random() % 3);
      const auto end = begin + std::min(size, history.end() - begin);
      Deliver(BatchOf(begin, end, accounts));
      begin = end;
    }
    std::string shape;
    for (const Id account : accounts) shape += ShapeOf(*store_, account) + "--\n";
    return shape;
  }
  static std::string Trace(const History& history) {
    std::string trace;
    for (const HistoryEvent& event : history) {
      trace += std::to_string(event.account) + ": ";
      if (event.message) {
        const chp::Message& message = *event.message;
        trace += message.external_id + " role " + std::to_string(static_cast<int>(message.role)) +
                 (message.own ? " own" : "") + " of " + PersonOf(message) + " to " +
                 message.in_reply_to + " in " + message.conversation_id + "\n";
      } else {
        trace += "update " + std::to_string(static_cast<int>(event.update->kind)) + " of " +
                 event.update->external_id + " -> " + event.update->new_external_id + " '" +
                 event.update->text + "'\n";
      }
    }
    return trace;
  }
  static std::string PersonOf(const chp::Message& message) {
    return message.customer ? message.customer->handle : message.author.handle;
  }
  int accounts_ = 0;
};

TEST_F(AnyHistory, EveryOrderGivesTheSameTickets) {
  for (unsigned seed = 0; seed < Seeds(); ++seed) {
    std::mt19937 random(seed);
    History history = HistoryWriter(seed).Write(kMessages);
    const std::string expected = ShapeAfter(history, random);
    const History repeated = history;
    history.insert(history.end(), repeated.begin(), repeated.end());
    for (int order = 0; order < kOrders; ++order) {
      std::shuffle(history.begin(), history.end(), random);
      ASSERT_EQ(ShapeAfter(history, random), expected) << "seed " << seed << "\n" << Trace(history);
    }
  }
}

}  // namespace
}  // namespace stub
