// A whole host in memory for tests of the channel's logic: every port of chp::HostPorts, with what
// was asked of it kept for assertions and a fault plan for each port that can fail.
//
//   FakeHost host;
//   WebhookRoute route(host.ports());
//   ... EXPECT_EQ(host.ingest.Stored("7", "1234")->text, "hello");
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "tests/support/fake_blobs.hpp"
#include "tests/support/fake_call.hpp"
#include "tests/support/fake_kv.hpp"
#include "tests/support/fault_plan.hpp"

namespace twitter::testing {

// What happened, in order, over all ports: "bind 7 reply-1 99", "deliver 2", "save 42", ...
using Journal = std::vector<std::string>;

class FakeLog : public chp::Log {
 public:
  struct Line {
    chp::LogLevel level;
    std::string text;
    std::string fields_json;
  };
  void Write(chp::LogLevel level, std::string_view text, std::string_view fields_json) override {
    lines.push_back({level, std::string(text), std::string(fields_json)});
  }
  bool Contains(std::string_view needle) const {
    for (const Line& line : lines) {
      if (line.text.find(needle) != std::string::npos) return true;
      if (line.fields_json.find(needle) != std::string::npos) return true;
    }
    return false;
  }
  std::vector<Line> lines;
};

class FakeIngest : public chp::Ingest {
 public:
  using Key = std::pair<std::string, std::string>;  // account id, external id

  explicit FakeIngest(Journal& journal) : journal_(journal) {}

  chp::Result<std::vector<chp::Delivery>> Deliver(const chp::Batch& batch) override {
    if (auto fault = faults.Next()) return *fault;
    journal_.push_back("deliver " + std::to_string(batch.messages.size()));
    batches.push_back(batch);
    std::vector<chp::Delivery> results;
    for (const chp::Message& message : batch.messages) {
      const Key key{message.account_id, message.external_id};
      if (!refuses_with.empty()) {
        results.push_back({.created = false,
                           .status = chp::Code::kRejected,
                           .message_ref = "",
                           .ticket_ref = "",
                           .reason = refuses_with});
        continue;
      }
      const bool created = messages.try_emplace(key, message).second;
      results.push_back({.created = created,
                         .status = chp::Code::kOk,
                         .message_ref = "m-" + message.external_id,
                         .ticket_ref = message.role == chp::Role::kContext ? "" : "t-1",
                         .reason = ""});
    }
    return results;
  }

  chp::Result<std::vector<chp::Found>> Find(std::string_view account_id,
                                            std::span<const std::string> external_ids) override {
    if (auto fault = faults.Next()) return *fault;
    std::vector<chp::Found> results;
    for (const std::string& id : external_ids) {
      const chp::Message* message = Stored(account_id, id);
      chp::Found found;
      found.stored = message != nullptr;
      found.deleted = deleted.contains(Key{std::string(account_id), id});
      found.own = message != nullptr && message->own;
      if (message != nullptr) found.message_ref = "m-" + id;
      if (message != nullptr && message->role != chp::Role::kContext) found.ticket_ref = "t-1";
      results.push_back(found);
    }
    return results;
  }

  chp::Result<void> Bind(std::string_view account_id, std::string_view idempotency_key,
                         std::string_view external_id) override {
    if (auto fault = faults.Next()) return *fault;
    journal_.push_back("bind " + std::string(account_id) + " " + std::string(idempotency_key) +
                       " " + std::string(external_id));
    return {};
  }

  chp::Result<void> Quarantine(std::string_view bytes, std::string_view reason) override {
    if (auto fault = faults.Next()) return *fault;
    journal_.push_back("quarantine " + std::string(reason));
    quarantined.emplace_back(bytes, reason);
    return {};
  }

  chp::Result<void> Recent(std::string_view account_id, std::int64_t since_ms,
                           const std::function<bool(chp::Message)>& each) override {
    if (auto fault = faults.Next()) return *fault;
    std::multimap<std::int64_t, chp::Message> by_time;
    for (const auto& [key, message] : messages) {
      const bool wanted = key.first == account_id && message.sent_ms >= since_ms;
      if (wanted) by_time.emplace(message.sent_ms, message);
    }
    for (const auto& [sent_ms, message] : by_time) {
      if (!each(message)) break;
    }
    return {};
  }

  // The message stored first under that id, or null.
  const chp::Message* Stored(std::string_view account_id, std::string_view external_id) const {
    const auto found = messages.find(Key{account_id, external_id});
    return found == messages.end() ? nullptr : &found->second;
  }

  FaultPlan faults;
  std::vector<chp::Batch> batches;  // every call of Deliver that succeeded
  std::map<Key, chp::Message> messages;
  std::set<Key> deleted;
  std::string refuses_with;                                      // the reason, while not empty
  std::vector<std::pair<std::string, std::string>> quarantined;  // bytes, reason

 private:
  Journal& journal_;
};

class FakeAccounts : public chp::Accounts {
 public:
  explicit FakeAccounts(Journal& journal) : journal_(journal) {}

  chp::Result<std::string> Save(const chp::AccountSave& account) override {
    if (auto fault = faults.Next()) return *fault;
    journal_.push_back("save");
    saved.push_back(account);
    return next_id;
  }
  chp::Result<void> SetState(const chp::AccountStatus& status) override {
    if (auto fault = faults.Next()) return *fault;
    journal_.push_back("state " + status.account_id + " " + status.reason);
    states.push_back(status);
    return {};
  }

  FaultPlan faults;
  std::string next_id = "7";  // what Save answers
  std::vector<chp::AccountSave> saved;
  std::vector<chp::AccountStatus> states;

 private:
  Journal& journal_;
};

class FakeJobs : public chp::Jobs {
 public:
  explicit FakeJobs(Journal& journal) : journal_(journal) {}

  chp::Result<void> Schedule(const chp::Job& job) override {
    if (auto fault = faults.Next()) return *fault;
    journal_.push_back("schedule " + job.id);
    scheduled.push_back(job);
    return {};
  }
  chp::Result<void> Cancel(std::string_view id) override {
    if (auto fault = faults.Next()) return *fault;
    journal_.push_back("cancel " + std::string(id));
    return {};
  }

  FaultPlan faults;
  std::vector<chp::Job> scheduled;

 private:
  Journal& journal_;
};

class FakeHost {
 public:
  FakeHost() = default;
  FakeHost(const FakeHost&) = delete;
  FakeHost& operator=(const FakeHost&) = delete;

  chp::HostPorts ports() {
    return {log, clock, kv, ingest, accounts, jobs, keeps_files ? &blobs : nullptr};
  }

  Journal journal;
  FakeLog log;
  FakeClock clock;
  FakeKv kv{clock};
  FakeIngest ingest{journal};
  FakeAccounts accounts{journal};
  FakeJobs jobs{journal};
  FakeBlobs blobs;
  bool keeps_files = true;  // false: the host offers no blob service
};

}  // namespace twitter::testing
