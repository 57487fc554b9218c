// Several processes may share a store: numbers are added to what is stored by compare-and-set.
#include "twitter_channel/x_api/cost_meter.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include <boost/json.hpp>

#include "twitter_channel/durations.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::int64_t kKeepMs = 40 * kDayMs;
constexpr std::int64_t kBetweenStoresMs = 60'000;
constexpr std::int64_t kBaseIsFreshMs = 60'000;
constexpr int kMostTries = 8;

std::string ToJson(const Bill& bill) {
  json::object object;
  for (std::size_t index = 0; index < kCharges; ++index) {
    if (bill.counts[index] == 0) continue;
    object[ChargeName(static_cast<Charge>(index))] = bill.counts[index];
  }
  return json::serialize(object);
}

// Kinds nobody knows any more are left out.
Bill FromJson(std::string_view text) {
  Bill bill;
  boost::system::error_code failure;
  const json::value value = json::parse(text, failure);
  if (failure || !value.is_object()) return bill;
  for (const auto& member : value.get_object()) {
    const auto charge = ChargeNamed(member.key());
    if (charge && member.value().is_int64()) bill.Add(*charge, member.value().get_int64());
  }
  return bill;
}

}  // namespace

std::string UtcDay(std::int64_t ms) {
  using std::chrono::floor;
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(ms)};
  const std::chrono::year_month_day date(floor<std::chrono::days>(time));
  std::array<char, 32> text{};
  (void)std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

std::int64_t MsToMidnight(std::int64_t ms) { return kDayMs - ms % kDayMs; }

void CostMeter::Count(std::string_view account_id, const Bill& bill) {
  if (bill.empty()) return;
  const std::string day = UtcDay(clock_.NowMs());
  const std::lock_guard lock(mutex_);
  pending_[{day, std::string(account_id)}] += bill;
  since_start_ += bill;
  if (day == base_day_) since_base_ += bill;
}

void CostMeter::CountDelivery(std::string_view account_id, const Bill& bill) {
  Count(account_id, bill);
  const std::int64_t now_ms = clock_.NowMs();
  {
    const std::lock_guard lock(mutex_);
    if (now_ms - stored_ms_ < kBetweenStoresMs) return;
    stored_ms_ = now_ms;
  }
  (void)StoreAll();  // what fails stays counted
}

chp::Result<void> CostMeter::Store(std::string_view account_id) {
  std::vector<DayAccount> keys;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [key, bill] : pending_) {
      if (key.second == account_id) keys.push_back(key);
    }
  }
  for (const DayAccount& key : keys) {
    if (auto stored = StoreOne(key); !stored) return stored;
  }
  return {};
}

chp::Result<void> CostMeter::StoreAll() {
  std::vector<DayAccount> keys;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [key, bill] : pending_) keys.push_back(key);
  }
  for (const DayAccount& key : keys) {
    if (auto stored = StoreOne(key); !stored) return stored;
  }
  return {};
}

chp::Result<void> CostMeter::StoreOne(const DayAccount& key) {
  Bill bill;
  {
    const std::lock_guard lock(mutex_);
    const auto found = pending_.find(key);
    if (found == pending_.end()) return {};
    bill = found->second;
    pending_.erase(found);
  }
  auto stored = AddToStored(CostsKey(key.first, key.second), bill);
  if (stored) return stored;
  const std::lock_guard lock(mutex_);
  pending_[key] += bill;
  return stored;
}

chp::Result<void> CostMeter::AddToStored(const std::string& key, const Bill& bill) {
  chp::Result<void> outcome;
  for (int tries = 0; tries < kMostTries; ++tries) {
    const auto known = kv_.Get(key);
    if (!known) return known.error();
    Bill total = *known ? FromJson((*known)->value) : Bill();
    total += bill;
    const auto put = kv_.Put({.key = key,
                              .value = ToJson(total),
                              .expected_version = *known ? (*known)->version : 0,
                              .ttl_ms = kKeepMs});
    if (put) return {};
    outcome = put.error();
    if (put.error().code != chp::Code::kConflict) return outcome;
  }
  return outcome;
}

chp::Result<Bill> CostMeter::Today() {
  const std::int64_t now_ms = clock_.NowMs();
  const std::string day = UtcDay(now_ms);
  {
    const std::lock_guard lock(mutex_);
    if (base_day_ == day && now_ms - base_ms_ < kBaseIsFreshMs) {
      Bill known = base_;
      return known += since_base_;
    }
    // Should the store fail, what was known is still known.
    if (base_day_ != day) base_ = Bill();
    if (base_day_ == day) base_ += since_base_;
    // From now on: what is stored meanwhile may be counted twice until the next look.
    base_day_ = day;
    since_base_ = Bill();
  }
  if (auto stored = StoreAll(); !stored) return stored.error();
  const auto read = Read(CostsPrefix(day));
  if (!read) return read.error();
  const std::lock_guard lock(mutex_);
  base_ = Bill();
  for (const DayBill& each : *read) base_ += each.bill;
  base_ms_ = now_ms;
  Bill known = base_;
  return known += since_base_;
}

Bill CostMeter::LastKnownToday() const {
  const std::string day = UtcDay(clock_.NowMs());
  const std::lock_guard lock(mutex_);
  Bill known;
  if (day != base_day_) return known;
  known = base_;
  return known += since_base_;
}

Bill CostMeter::SinceStart() const {
  const std::lock_guard lock(mutex_);
  return since_start_;
}

chp::Result<std::vector<DayBill>> CostMeter::Days() {
  if (auto stored = StoreAll(); !stored) return stored.error();
  auto days = Read(std::string(kCostsPrefix));
  if (!days) return days;
  std::sort(days->begin(), days->end(), [](const DayBill& a, const DayBill& b) {
    return a.day != b.day ? a.day > b.day : a.account_id < b.account_id;
  });
  return days;
}

// Keys are "costs/<day>/<account>".
chp::Result<std::vector<DayBill>> CostMeter::Read(const std::string& prefix) {
  const auto keys = kv_.Scan(prefix);
  if (!keys) return keys.error();
  std::vector<DayBill> bills;
  for (const std::string& key : *keys) {
    const std::string_view rest = std::string_view(key).substr(kCostsPrefix.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos) continue;
    const auto stored = kv_.Get(key);
    if (!stored) return stored.error();
    if (!*stored) continue;
    bills.push_back({std::string(rest.substr(0, slash)), std::string(rest.substr(slash + 1)),
                     FromJson((*stored)->value)});
  }
  return bills;
}

}  // namespace twitter
