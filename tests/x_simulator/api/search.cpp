// /1.1/search/tweets.json: public posts of the last seven days, newest first.
#include <algorithm>
#include <charconv>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/post_page.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/api/status_parameters.hpp"
#include "tests/x_simulator/world/search_query.hpp"

namespace xsim {
namespace {

constexpr std::size_t kMostFound = 100;

// "popular" is what somebody has reposted; mixed and recent are everything.
bool IsPopular(const State& state, const Post& post) {
  const auto& posts = state.posts.list;
  return std::any_of(posts.begin(), posts.end(), [&](const Post& other) {
    return !other.deleted && other.repost_of == post.id;
  });
}

std::string OneLess(const std::string& id) {
  std::uint64_t number = 0;
  std::from_chars(id.data(), id.data() + id.size(), number);
  return std::to_string(number - 1);
}

boost::json::object Metadata(const std::string& query, const PostPage& page,
                             const FoundPosts& found) {
  const std::string encoded = PercentEncode(query);
  const std::string rest =
      "&q=" + encoded + "&count=" + std::to_string(page.count) + "&include_entities=1";
  const std::string newest = found.posts.empty() ? "0" : found.posts.front()->id;
  boost::json::object metadata = {{"count", page.count},
                                  {"query", encoded},
                                  {"completed_in", 0.01},
                                  {"max_id_str", newest},
                                  {"since_id_str", page.since_id.empty() ? "0" : page.since_id},
                                  {"refresh_url", "?since_id=" + newest + rest}};
  if (found.more) {
    metadata["next_results"] = "?max_id=" + OneLess(found.posts.back()->id) + rest;
  }
  return metadata;
}

stub::HttpResponse Search(Context& context, const Call& call) {
  const std::string query = call.Parameter("q").value_or("");
  if (query.empty()) return ErrorAnswer({38, "q parameter is missing."});
  const PostMatcher matches = ReadSearchQuery(query);
  const bool popular = call.Parameter("result_type") == "popular";
  const PostPage page = PageOf(call, kMostFound);
  const auto state = context.world.Lock();
  // Posts of protected people are in no search, whoever asks.
  const auto found = FindPosts(*state, page, "", [&](const Post& post) {
    const bool recent = post.created_ms >= state->now_ms - kSearchedMs;
    return recent && matches(*state, post) && (!popular || IsPopular(*state, post));
  });
  boost::json::array statuses;
  for (const Post* post : found.posts) {
    statuses.push_back(PostObject({*state, context.base_url}, *post, FormOf(call)));
  }
  return JsonAnswer({{"statuses", statuses}, {"search_metadata", Metadata(query, page, found)}});
}

}  // namespace

std::vector<Route> SearchRoutes() {
  return {{"GET", "/1.1/search/tweets.json", Access::kBearerOrUser, &Search}};
}

}  // namespace xsim
