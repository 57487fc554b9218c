// /1.1/statuses/lookup.json: up to 100 posts at once; what the caller may not see is left out.
#include <set>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/api/status_parameters.hpp"

namespace xsim {
namespace {

constexpr std::size_t kMostStatusIds = 100;

stub::HttpResponse LookUpStatuses(Context& context, const Call& call) {
  const auto ids = SplitList(call.Parameter("id").value_or(""));
  if (ids.empty()) return ErrorAnswer({38, "id parameter is missing."});
  if (ids.size() > kMostStatusIds) return ErrorAnswer({18, {}});
  const auto state = context.world.Lock();
  boost::json::array found;
  for (const std::string& id : std::set<std::string>(ids.begin(), ids.end())) {
    const Post* post = state->posts.Find(id);
    if (post == nullptr) continue;
    if (!MaySee(*state->users.Find(post->user_id), call.caller.user_id)) continue;
    found.push_back(PostObject({*state, context.base_url}, *post, FormOf(call)));
  }
  return JsonAnswer(found);
}

}  // namespace

std::vector<Route> StatusLookupRoutes() {
  return {{"GET", "/1.1/statuses/lookup.json", Access::kBearerOrUser, &LookUpStatuses},
          {"POST", "/1.1/statuses/lookup.json", Access::kBearerOrUser, &LookUpStatuses}};
}

}  // namespace xsim
