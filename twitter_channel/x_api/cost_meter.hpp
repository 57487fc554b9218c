// What X bills, counted per account and UTC day and kept in the host's store as numbers, not as
// money: prices may be corrected afterwards.
//
// What is paid for by a request is stored before the request's caller gets its answer; what X
// delivers is counted in memory and stored every minute, so that an event costs no write of its
// own. A crash loses at most the request that was just answered and a minute of deliveries. X does
// not bill a resource twice a day, "softly"; the meter counts it each time.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/x_api/billing.hpp"

namespace twitter {

struct DayBill {
  std::string day;         // "2026-11-28", UTC
  std::string account_id;  // the host's; empty: what the app asked as itself
  Bill bill;
  bool operator==(const DayBill&) const = default;
};

// "2026-11-28" in UTC.
std::string UtcDay(std::int64_t ms);
// From `ms` to the next midnight in UTC.
std::int64_t MsToMidnight(std::int64_t ms);

// Threads: any number at once.
class CostMeter {
 public:
  CostMeter(chp::Kv& kv, const chp::Clock& clock) : kv_(kv), clock_(clock) {}
  CostMeter(const CostMeter&) = delete;
  CostMeter& operator=(const CostMeter&) = delete;

  // In memory only.
  void Count(std::string_view account_id, const Bill& bill);
  // In memory, but once a minute everything is stored; a failing store is tried again.
  void CountDelivery(std::string_view account_id, const Bill& bill);
  // Stores what was counted of the account; what could not be stored stays counted.
  chp::Result<void> Store(std::string_view account_id);
  chp::Result<void> StoreAll();
  // Of all accounts, what other processes stored included as of the last minute. May be too much
  // for a minute, never too little.
  chp::Result<Bill> Today();
  // Today without asking the store: what was known last.
  Bill LastKnownToday() const;
  Bill SinceStart() const;
  // Everything stored (40 days), newest day first. What was counted is stored before.
  chp::Result<std::vector<DayBill>> Days();

 private:
  using DayAccount = std::pair<std::string, std::string>;

  chp::Result<void> StoreOne(const DayAccount& key);
  chp::Result<void> AddToStored(const std::string& key, const Bill& bill);
  chp::Result<std::vector<DayBill>> Read(const std::string& prefix);

  chp::Kv& kv_;
  const chp::Clock& clock_;
  mutable std::mutex mutex_;  // guards all below; the store is asked outside of it
  std::map<DayAccount, Bill> pending_;
  Bill since_start_;
  std::int64_t stored_ms_ = 0;  // when CountDelivery stored last
  std::string base_day_;
  std::int64_t base_ms_ = 0;
  Bill base_;        // what was stored of base_day_ at base_ms_
  Bill since_base_;  // counted after that
};

}  // namespace twitter
