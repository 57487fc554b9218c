// A key-value store in memory with versions, times to live and faults, and the clock it runs on.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/channel_services.h"
#include "plugin_api/cpp/ports.hpp"
#include "tests/support/fault_plan.hpp"

namespace twitter::testing {

class FakeClock : public chp::Clock {
 public:
  std::int64_t NowMs() const override { return now_ms; }
  std::int64_t MonoMs() const override { return mono_ms; }
  void Advance(std::int64_t ms) {
    now_ms += ms;
    mono_ms += ms;
  }

  std::int64_t now_ms = 1'750'000'000'000;  // 2025-06-15
  std::int64_t mono_ms = 1'000'000;
};

class FakeKv : public chp::Kv {
 public:
  struct Entry {
    std::string value;
    std::uint64_t version = 0;
    std::int64_t expires_ms = 0;  // 0: never
    bool secret = false;
  };

  explicit FakeKv(const chp::Clock& clock) : clock_(clock) {}

  chp::Result<std::optional<chp::KvValue>> Get(std::string_view key) override {
    const std::lock_guard lock(mutex_);
    if (auto fault = faults.Next()) return *fault;
    const Entry* entry = Live(key);
    if (entry == nullptr) return std::optional<chp::KvValue>();
    return std::optional(chp::KvValue{entry->value, entry->version});
  }

  chp::Result<std::uint64_t> Put(const chp::KvPut& put) override {
    const std::lock_guard lock(mutex_);
    if (auto fault = faults.Next()) return *fault;
    if (!Holds(Live(put.key), put.expected_version)) return Conflict();
    const std::int64_t expires_ms = put.ttl_ms == 0 ? 0 : clock_.NowMs() + put.ttl_ms;
    entries[std::string(put.key)] =
        Entry{std::string(put.value), ++last_version_, expires_ms, put.secret};
    return last_version_;
  }

  chp::Result<void> Erase(std::string_view key, std::uint64_t expected) override {
    const std::lock_guard lock(mutex_);
    if (auto fault = faults.Next()) return *fault;
    const Entry* entry = Live(key);
    if (entry == nullptr) return {};
    if (!Holds(entry, expected)) return Conflict();
    entries.erase(std::string(key));
    return {};
  }

  chp::Result<std::vector<std::string>> Scan(std::string_view prefix) override {
    const std::lock_guard lock(mutex_);
    if (auto fault = faults.Next()) return *fault;
    std::vector<std::string> keys;
    for (const auto& [key, entry] : entries) {
      if (key.starts_with(prefix) && Live(key) != nullptr) keys.push_back(key);
    }
    return keys;
  }

  // What is stored now, past faults and expired values; for assertions.
  std::optional<Entry> Peek(std::string_view key) const {
    const std::lock_guard lock(mutex_);
    const Entry* entry = Live(key);
    return entry == nullptr ? std::nullopt : std::optional(*entry);
  }

  FaultPlan faults;
  std::map<std::string, Entry, std::less<>> entries;

 private:
  const Entry* Live(std::string_view key) const {
    const auto found = entries.find(key);
    if (found == entries.end()) return nullptr;
    const bool expired =
        found->second.expires_ms != 0 && found->second.expires_ms <= clock_.NowMs();
    return expired ? nullptr : &found->second;
  }
  static bool Holds(const Entry* entry, std::uint64_t expected) {
    if (expected == CHP_KV_ANY) return true;
    return expected == (entry == nullptr ? CHP_KV_ABSENT : entry->version);
  }
  static chp::Error Conflict() {
    return chp::Error{.code = chp::Code::kConflict,
                      .reason = "kv.conflict",
                      .message = "The value was changed by somebody else."};
  }

  const chp::Clock& clock_;
  std::uint64_t last_version_ = 0;
  mutable std::mutex mutex_;
};

}  // namespace twitter::testing
