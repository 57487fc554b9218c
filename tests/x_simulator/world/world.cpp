#include "tests/x_simulator/world/world.hpp"

#include <algorithm>
#include <utility>

namespace xsim {
namespace {

constexpr std::int64_t kSnowflakeEpochMs = 1288834974657;
constexpr std::int64_t kEarliestMs = 300'000'000'000;  // in 2020: beyond 2^53, as ids are today

}  // namespace

std::string State::NextId() {
  const auto from_clock =
      static_cast<std::uint64_t>(std::max(now_ms - kSnowflakeEpochMs, kEarliestMs)) << 22;
  last_id = std::max(last_id + 1, from_clock);
  return std::to_string(last_id);
}

World::World(Clock clock) : clock_(std::move(clock)) {}

}  // namespace xsim
