// What X bills a developer's app that pays per use (x_api.md 2.1), and the credit it has left.
// Nothing of it is saved.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace xsim {

struct InvoiceLine {
  std::int64_t count = 0;
  std::int64_t micro_dollars = 0;

  bool operator==(const InvoiceLine&) const = default;
};

class Invoice {
 public:
  // day in UTC, app, user (empty: the app itself), what is billed
  using Key = std::tuple<std::string, std::string, std::string, std::string>;

  // Micro-dollars of one; 0: free or unknown.
  static std::int64_t PriceOf(std::string_view item);

  // Adds to the day's line and takes it off the app's credit. Below nothing is possible: what was
  // done is billed whole.
  void Add(const std::string& app_id, const std::string& user_id, std::string_view item,
           std::int64_t count, std::int64_t now_ms);
  // Nothing: the app is never out of credit.
  void SetCredit(const std::string& app_id, std::optional<std::int64_t> micro_dollars);
  std::optional<std::int64_t> CreditOf(const std::string& app_id) const;
  bool HasCredit(const std::string& app_id) const;
  const std::map<Key, InvoiceLine>& lines() const { return lines_; }

 private:
  std::map<Key, InvoiceLine> lines_;
  std::map<std::string, std::int64_t> credits_;
};

}  // namespace xsim
