// One page of a list of posts, newest first, as the v1.1 reading endpoints cut it.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "tests/x_simulator/api/route.hpp"

namespace xsim {

struct PostPage {
  std::size_t count = 15;
  std::string since_id;  // exclusive; empty: no limit
  std::string max_id;    // inclusive
};

PostPage PageOf(const Call& call, std::size_t most);

struct FoundPosts {
  std::vector<const Post*> posts;
  bool more = false;  // older ones would fit, too
};

// Posts the reader may see and `wanted` accepts. The pointers hold while the state is locked.
FoundPosts FindPosts(const State& state, const PostPage& page, const std::string& reader_id,
                     const std::function<bool(const Post&)>& wanted);

}  // namespace xsim
