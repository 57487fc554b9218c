// The posts of an account that are to be looked up, or the people, kept in the host's key-value
// store: one key for each, so that five hundred answers to one post want it once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin_api/cpp/ports.hpp"

namespace twitter {

// How far up a thread is followed; 1 is the post that a message answers.
constexpr int kDeepest = 20;
// On the list at once. Those that are on it stay; further ones are not added.
constexpr std::size_t kMostWanted = 1'000;

// The depth of a post that is stored and was not shown completely.
constexpr int kToComplete = 0;

struct WantedPost {
  std::string id;
  int depth = 1;
  bool operator==(const WantedPost&) const = default;
};

class WantedPosts {
 public:
  // `prefix` of the keys: WantedPrefix or PeoplePrefix (kv_keys.hpp).
  WantedPosts(chp::Kv& kv, std::string prefix) : kv_(kv), prefix_(std::move(prefix)) {}

  // Whether it is on the list now. One that is on it already keeps its depth, unless it is stored
  // meanwhile and to be completed.
  chp::Result<bool> Add(const WantedPost& post);
  // The lowest ids, which were written first.
  chp::Result<std::vector<std::string>> Ids(std::size_t most);
  // 1 when nothing is known, kToComplete of a post to be completed.
  chp::Result<int> DepthOf(std::string_view id);
  chp::Result<void> Erase(std::string_view id);

 private:
  std::string KeyOf(std::string_view id) const { return prefix_ + std::string(id); }

  chp::Kv& kv_;
  const std::string prefix_;
};

}  // namespace twitter
