// The key is the id, the value the depth.
#include "twitter_channel/inbound/wanted_posts.hpp"

#include <algorithm>
#include <charconv>

#include "twitter_channel/durations.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

// What X has not answered for so long is not waited for.
constexpr std::int64_t kKeepWantedMs = 7 * kDayMs;

}  // namespace

chp::Result<bool> WantedPosts::Add(const WantedPost& post) {
  const auto listed = kv_.Scan(prefix_);
  if (!listed) return listed.error();
  const std::string key = KeyOf(post.id);
  const bool is_listed = std::find(listed->begin(), listed->end(), key) != listed->end();
  if (is_listed && post.depth != kToComplete) return true;
  if (!is_listed && listed->size() >= kMostWanted) return false;
  const std::string depth = std::to_string(post.depth);
  const auto put =
      kv_.Put({.key = key,
               .value = depth,
               .expected_version = is_listed ? chp::kWhateverVersion : chp::kOnlyIfAbsent,
               .ttl_ms = kKeepWantedMs});
  if (!put && put.error().code != chp::Code::kConflict) return put.error();
  return true;
}

chp::Result<std::vector<std::string>> WantedPosts::Ids(std::size_t most) {
  auto ids = kv_.Scan(prefix_);
  if (!ids) return ids;
  for (std::string& key : *ids) key.erase(0, prefix_.size());
  std::sort(ids->begin(), ids->end(), IsLowerId);
  if (ids->size() > most) ids->resize(most);
  return ids;
}

chp::Result<int> WantedPosts::DepthOf(std::string_view id) {
  const auto stored = kv_.Get(KeyOf(id));
  if (!stored) return stored.error();
  int depth = 1;
  if (!stored->has_value()) return depth;
  const std::string& value = (*stored)->value;
  std::from_chars(value.data(), value.data() + value.size(), depth);
  return std::max(depth, kToComplete);
}

chp::Result<void> WantedPosts::Erase(std::string_view id) { return kv_.Erase(KeyOf(id)); }

}  // namespace twitter
