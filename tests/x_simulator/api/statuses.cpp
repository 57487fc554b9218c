// /1.1/statuses: writing, reading and deleting posts (x_api.md 4.4).
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/objects.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/api/status_parameters.hpp"
#include "tests/x_simulator/events/events.hpp"
#include "tests/x_simulator/world/publish.hpp"

namespace xsim {
namespace {

stub::HttpResponse Update(Context& context, const Call& call) {
  if (!call.Parameter("status")) return ErrorAnswer({38, "status parameter is missing."});
  if (call.Parameter("media_ids").value_or("") != "") return ErrorAnswer({325, {}});
  PostDraft draft;
  draft.user_id = call.caller.user_id;
  draft.app_id = call.caller.app_id;
  draft.text = *call.Parameter("status");
  draft.in_reply_to_status_id = call.Parameter("in_reply_to_status_id").value_or("");
  draft.populate_mentions = IsTrue(call.Parameter("auto_populate_reply_metadata"));
  draft.excluded_user_ids = SplitList(call.Parameter("exclude_reply_user_ids").value_or(""));
  draft.refuse_repetition = true;
  const auto state = context.world.Lock();
  const auto result = Publish(*state, draft);
  if (const auto* refusal = std::get_if<Refusal>(&result)) return ErrorAnswer(*refusal);
  const Post& post = std::get<Post>(result);
  QueuePostCreated(*state, context.base_url, post);
  return JsonAnswer(PostObject({*state, context.base_url}, post, FormOf(call)));
}

stub::HttpResponse ShowPost(Context& context, const Call& call, const std::string& id) {
  const auto state = context.world.Lock();
  const Post* post = state->posts.Find(id);
  if (post == nullptr) return ErrorAnswer({144, {}});
  const User* author = state->users.Find(post->user_id);
  if (author->suspended) return ErrorAnswer({63, {}});
  if (!MaySee(*author, call.caller.user_id)) return ErrorAnswer({179, {}});
  return JsonAnswer(PostObject({*state, context.base_url}, *post, FormOf(call)));
}

stub::HttpResponse ShowByPath(Context& context, const Call& call) {
  return ShowPost(context, call, call.Path("id"));
}

stub::HttpResponse ShowByParameter(Context& context, const Call& call) {
  const auto id = call.Parameter("id");
  return id ? ShowPost(context, call, *id) : ErrorAnswer({38, "id parameter is missing."});
}

stub::HttpResponse DestroyStatus(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const auto result = DeletePost(*state, call.Path("id"), call.caller.user_id);
  if (const auto* refusal = std::get_if<Refusal>(&result)) return ErrorAnswer(*refusal);
  const Post& post = std::get<Post>(result);
  QueuePostDeleted(*state, post);
  return JsonAnswer(PostObject({*state, context.base_url}, post, FormOf(call)));
}

}  // namespace

std::vector<Route> StatusRoutes() {
  return {{"POST", "/1.1/statuses/update.json", Access::kWrite, &Update},
          {"GET", "/1.1/statuses/show.json", Access::kBearerOrUser, &ShowByParameter},
          {"GET", "/1.1/statuses/show/:id.json", Access::kBearerOrUser, &ShowByPath},
          {"POST", "/1.1/statuses/destroy/:id.json", Access::kWrite, &DestroyStatus}};
}

}  // namespace xsim
