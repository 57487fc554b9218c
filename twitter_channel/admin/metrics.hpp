// What the process counted since it started, as OpenMetrics text. No secret, no id of a person.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "plugin_api/cpp/error.hpp"

namespace twitter {

// Counts by a word of a small closed set. Threads: any number at once.
class Tally {
 public:
  Tally() = default;
  Tally(const Tally&) = delete;
  Tally& operator=(const Tally&) = delete;

  void Add(std::string_view word);
  std::map<std::string, std::uint64_t> Snapshot() const;

 private:
  mutable std::mutex mutex_;  // guards counts_
  std::map<std::string, std::uint64_t, std::less<>> counts_;
};

// "ok", "again", "rejected", ...: the label of a verdict.
std::string_view VerdictName(chp::Code code);

struct Counts {
  std::map<std::string, std::uint64_t> events;              // by kind
  std::map<std::string, std::uint64_t> webhook_answers;     // by HTTP status
  std::map<std::string, std::uint64_t> sends;               // by verdict
  std::map<std::string, std::uint64_t> billed = {};         // what X bills, by kind
  std::map<std::string, std::uint64_t> micro_dollars = {};  // its price, by kind
};

std::string OpenMetrics(const Counts& counts);

}  // namespace twitter
