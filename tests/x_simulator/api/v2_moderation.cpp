// Deleting posts and messages, hiding answers (x_api.md 3.4, 4.1, 4.2).
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/problem.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/api/v2_objects.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/events/events.hpp"
#include "tests/x_simulator/world/publish.hpp"

namespace xsim {
namespace {

stub::HttpResponse NotFound() {
  return ProblemAnswer(404, "Not Found Error", "Could not find what was asked for.",
                       "resource-not-found");
}

stub::HttpResponse NotPermitted() {
  return ProblemAnswer(403, "Forbidden", "You are not permitted to perform this action.");
}

stub::HttpResponse Deleted() { return JsonAnswer({{"data", {{"deleted", true}}}}); }

stub::HttpResponse DeleteOwnPost(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const Post* post = state->posts.Find(call.Path("id"));
  if (post == nullptr) return NotFound();
  if (post->user_id != call.caller.user_id) return NotPermitted();
  const auto result = DeletePost(*state, post->id, post->user_id);
  QueuePostDeleted(*state, std::get<Post>(result));
  return Deleted();
}

// From the caller's view only.
stub::HttpResponse DeleteMessage(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const std::string& user_id = call.caller.user_id;
  DirectMessage* message = state->posts.FindDirectMessage(call.Path("id"));
  const bool takes_part =
      message != nullptr && (message->sender_id == user_id || message->recipient_id == user_id);
  if (!takes_part || IsHiddenFor(*message, user_id)) return NotFound();
  message->hidden_for.push_back(user_id);
  return Deleted();
}

// Whoever began the conversation may hide the others' answers in it.
stub::HttpResponse SetHidden(Context& context, const Call& call) {
  const auto body = ParseObject(call.request.body);
  const auto hidden = BoolMember(body ? &*body : nullptr, "hidden");
  if (!hidden || body->size() != 1) {
    return InvalidRequest("hidden is true or false.");
  }
  const auto state = context.world.Lock();
  Post* post = state->posts.Find(call.Path("id"));
  if (post == nullptr) return NotFound();
  const Post* first = state->posts.Find(ConversationOf(*state, *post));
  const bool may = first != nullptr && first != post && first->user_id == call.caller.user_id &&
                   post->user_id != call.caller.user_id;
  if (!may) return NotPermitted();
  post->hidden = *hidden;
  return JsonAnswer({{"data", {{"hidden", *hidden}}}});
}

}  // namespace

std::vector<Route> V2ModerationRoutes() {
  return {{"DELETE", "/2/tweets/:id", Access::kWrite, &DeleteOwnPost},
          {"PUT", "/2/tweets/:id/hidden", Access::kWrite, &SetHidden},
          {"DELETE", "/2/dm_events/:id", Access::kWriteDirectMessages, &DeleteMessage}};
}

}  // namespace xsim
