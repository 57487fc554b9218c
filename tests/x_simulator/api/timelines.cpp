// Lists of posts: an account's posts, posts that mention the caller. Newest first.
#include <algorithm>
#include <functional>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/post_page.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/api/status_parameters.hpp"

namespace xsim {
namespace {

constexpr std::size_t kMostPosts = 200;

boost::json::array ListPosts(const Context& context, const State& state, const Call& call,
                             const std::function<bool(const Post&)>& wanted) {
  boost::json::array result;
  const PostPage page = PageOf(call, kMostPosts);
  for (const Post* post : FindPosts(state, page, call.caller.user_id, wanted).posts) {
    result.push_back(PostObject({state, context.base_url}, *post, FormOf(call)));
  }
  return result;
}

stub::HttpResponse UserTimeline(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const auto name = call.Parameter("screen_name");
  const std::string id = call.Parameter("user_id").value_or(call.caller.user_id);
  const User* user = name ? state->users.FindByName(*name) : state->users.Find(id);
  if (user == nullptr) return ErrorAnswer({34, {}});
  return JsonAnswer(
      ListPosts(context, *state, call, [&](const Post& post) { return post.user_id == user->id; }));
}

stub::HttpResponse MentionsTimeline(Context& context, const Call& call) {
  const std::string& own_id = call.caller.user_id;
  const auto state = context.world.Lock();
  const auto mentions_caller = [&](const Post& post) {
    const auto& mentions = post.content.mentions;
    return post.user_id != own_id &&
           std::any_of(mentions.begin(), mentions.end(),
                       [&](const MentionEntity& mention) { return mention.user_id == own_id; });
  };
  return JsonAnswer(ListPosts(context, *state, call, mentions_caller));
}

}  // namespace

std::vector<Route> TimelineRoutes() {
  return {{"GET", "/1.1/statuses/user_timeline.json", Access::kBearerOrUser, &UserTimeline},
          {"GET", "/1.1/statuses/mentions_timeline.json", Access::kUser, &MentionsTimeline}};
}

}  // namespace xsim
