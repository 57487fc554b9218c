#include "twitter_channel/x_ids.hpp"

namespace twitter {

bool IsLowerId(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

std::string LowestIdAt(std::int64_t time_ms) {
  if (time_ms <= kIdEpochMs) return "0";
  return std::to_string((time_ms - kIdEpochMs) << kIdBitsBelowTime);
}

std::string JoinIds(std::span<const std::string> ids) {
  std::string joined;
  for (const std::string& id : ids) joined += (joined.empty() ? "" : ",") + id;
  return joined;
}

}  // namespace twitter
