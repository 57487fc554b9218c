// Made-up histories of two accounts, as the remote side would tell them: messages of several
// customers and of ours, posts and letters, edits, deletions, the same message by several rules.
#pragma once

#include <array>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "host_stub/store/store.hpp"
#include "host_stub/store/ticket_store.hpp"

namespace stub {

inline constexpr int kAccounts = 2;
using AccountIds = std::array<Id, kAccounts>;

// One thing that the remote side tells, to the account with this number.
struct HistoryEvent {
  int account = 0;
  std::optional<chp::Message> message;
  std::optional<chp::Update> update;
};
using History = std::vector<HistoryEvent>;

class HistoryWriter {
 public:
  // `step_ms`: from one thing to the next.
  explicit HistoryWriter(unsigned seed, std::int64_t step_ms = 1000)
      : random_(seed), step_ms_(step_ms) {}
  // In the order in which it happened.
  History Write(int messages);

 private:
  int Below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  bool OneIn(int count) { return Below(count) == 0; }
  chp::Role RoleOfCustomer();
  chp::Message Blank(const std::string& author);
  chp::Message Letter();
  chp::Message Public();
  void Answer(chp::Message& message);
  void MakeOwn(chp::Message& message);
  void Tell(const chp::Message& message);
  void TellAgainWithLess(const HistoryEvent& event);
  void Edit(const HistoryEvent& event);
  void Delete(const HistoryEvent& event);

  std::mt19937 random_;
  const std::int64_t step_ms_;
  std::int64_t time_ms_ = 1'700'000'000'000;
  int last_id_ = 1000;
  History history_;
  std::vector<chp::Message> posts_;
};

// Those events as one call, for accounts with these ids.
chp::Batch BatchOf(History::const_iterator begin, History::const_iterator end,
                   const AccountIds& accounts);

// The tickets of an account in words: title, customer, group, state and articles of each, whatever
// their ids are.
std::string ShapeOf(Store& store, Id account);

}  // namespace stub
