#include "tests/x_simulator/pages/once.hpp"

#include <utility>

#include "tests/x_simulator/base/crypto.hpp"

namespace xsim {

std::string ShownOnce::Keep(std::string html) {
  constexpr std::size_t kMost = 100;
  const std::string ticket = RandomText(20);
  std::lock_guard<std::mutex> lock(mutex_);
  if (kept_.size() >= kMost) kept_.clear();
  kept_.emplace(ticket, std::move(html));
  return ticket;
}

std::string ShownOnce::Take(const std::string& ticket) {
  std::lock_guard<std::mutex> lock(mutex_);
  auto node = kept_.extract(ticket);
  return node.empty() ? std::string() : std::move(node.mapped());
}

}  // namespace xsim
