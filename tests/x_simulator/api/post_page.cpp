#include "tests/x_simulator/api/post_page.hpp"

#include <algorithm>
#include <charconv>

namespace xsim {
namespace {

bool IsOnPage(const PostPage& page, const Post& post) {
  if (!page.since_id.empty() && !IsSmallerId(page.since_id, post.id)) return false;
  return page.max_id.empty() || !IsSmallerId(page.max_id, post.id);
}

}  // namespace

PostPage PageOf(const Call& call, std::size_t most) {
  PostPage page;
  const std::string count = call.Parameter("count").value_or("");
  std::from_chars(count.data(), count.data() + count.size(), page.count);
  page.count = std::clamp<std::size_t>(page.count, 1, most);
  page.since_id = call.Parameter("since_id").value_or("");
  page.max_id = call.Parameter("max_id").value_or("");
  return page;
}

FoundPosts FindPosts(const State& state, const PostPage& page, const std::string& reader_id,
                     const std::function<bool(const Post&)>& wanted) {
  FoundPosts found;
  const auto& posts = state.posts.list;
  for (auto post = posts.rbegin(); post != posts.rend(); ++post) {
    const User* author = state.users.Find(post->user_id);
    const bool visible = !post->deleted && MaySee(*author, reader_id);
    if (!visible || !IsOnPage(page, *post) || !wanted(*post)) continue;
    found.more = found.posts.size() == page.count;
    if (found.more) break;
    found.posts.push_back(&*post);
  }
  return found;
}

}  // namespace xsim
