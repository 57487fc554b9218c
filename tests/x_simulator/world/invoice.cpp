#include "tests/x_simulator/world/invoice.hpp"

#include <array>
#include <ctime>
#include <utility>

namespace xsim {
namespace {

struct Price {
  std::string_view item;
  std::int64_t micro_dollars;
};

constexpr std::array kPrices = {Price{"post read", 5'000},
                                Price{"owned read", 1'000},
                                Price{"user read", 10'000},
                                Price{"dm event read", 10'000},
                                Price{"post", 15'000},
                                Price{"post with url", 200'000},
                                Price{"summoned reply", 10'000},
                                Price{"dm send", 15'000},
                                Price{"delete", 10'000},
                                Price{"media metadata", 5'000},
                                Price{"post delivery", 5'000},
                                Price{"dm.received delivery", 10'000},
                                Price{"chat.received delivery", 10'000}};

std::string DayOf(std::int64_t now_ms) {
  const std::time_t seconds = now_ms / 1000;
  std::tm time{};
  gmtime_r(&seconds, &time);
  std::array<char, 16> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%d", &time);
  return {text.data(), length};
}

}  // namespace

std::int64_t Invoice::PriceOf(std::string_view item) {
  for (const Price& price : kPrices) {
    if (price.item == item) return price.micro_dollars;
  }
  return 0;
}

void Invoice::Add(const std::string& app_id, const std::string& user_id, std::string_view item,
                  std::int64_t count, std::int64_t now_ms) {
  if (count == 0) return;
  const std::int64_t cost = count * PriceOf(item);
  InvoiceLine& line = lines_[{DayOf(now_ms), app_id, user_id, std::string(item)}];
  line.count += count;
  line.micro_dollars += cost;
  const auto credit = credits_.find(app_id);
  if (credit != credits_.end()) credit->second -= cost;
}

void Invoice::SetCredit(const std::string& app_id, std::optional<std::int64_t> micro_dollars) {
  if (micro_dollars) {
    credits_[app_id] = *micro_dollars;
  } else {
    credits_.erase(app_id);
  }
}

std::optional<std::int64_t> Invoice::CreditOf(const std::string& app_id) const {
  const auto credit = credits_.find(app_id);
  return credit == credits_.end() ? std::nullopt : std::optional(credit->second);
}

bool Invoice::HasCredit(const std::string& app_id) const {
  return CreditOf(app_id).value_or(1) > 0;
}

}  // namespace xsim
