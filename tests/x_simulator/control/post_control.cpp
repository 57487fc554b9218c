// /sim/v1/posts: playing a person who posts, replies, quotes, reposts and deletes.
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/media_object.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/control/body.hpp"
#include "tests/x_simulator/control/control_routes.hpp"
#include "tests/x_simulator/control/media_input.hpp"
#include "tests/x_simulator/events/events.hpp"
#include "tests/x_simulator/world/publish.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

json::object PostJson(const Context& context, const State& state, const Post& post) {
  const User* author = state.users.Find(post.user_id);
  json::array photos;
  json::array media;
  for (const Photo& photo : post.photos) {
    photos.push_back(json::value(MediaBase({state, context.base_url}) + "/media/" + photo.file));
    media.push_back({{"id", photo.id}, {"type", photo.type}, {"alt_text", photo.alt_text}});
  }
  return {{"id", post.id},
          {"user", author->screen_name},
          {"user_id", post.user_id},
          {"text", post.content.text},
          {"typed", post.typed},
          {"in_reply_to_status_id", post.in_reply_to_status_id},
          {"quote_of", post.quote_of},
          {"repost_of", post.repost_of},
          {"photos", photos},
          {"media", media},
          {"hidden", post.hidden},
          {"app_id", post.app_id},
          {"created_ms", post.created_ms}};
}

OrProblem<PostDraft> ReadDraft(const State& state, const json::object& body) {
  const User* user = state.users.FindByName(TextMember(&body, "user").value_or(""));
  if (user == nullptr) return Problem{404, "There is no user of this name; give one as user."};
  PostDraft draft;
  draft.user_id = user->id;
  draft.text = TextMember(&body, "text").value_or("");
  draft.in_reply_to_status_id = IdMember(&body, "in_reply_to_status_id").value_or("");
  draft.quote_of = IdMember(&body, "quote_of").value_or("");
  draft.repost_of = IdMember(&body, "repost_of").value_or("");
  draft.populate_mentions = true;  // as x.com does for people
  const auto photos = NumberMember(&body, "photos").value_or(0);
  if (photos < 0 || photos > 4) return Problem{400, "A post has 0 to 4 photos."};
  draft.media = TextsMember(&body, "media").value_or(std::vector<std::string>());
  if (!AreMediaTypes(draft.media)) return Problem{400, std::string(kMediaTypesSentence)};
  draft.media.insert(draft.media.end(), static_cast<std::size_t>(photos), "photo");
  draft.place = TextMember(&body, "place").value_or("");
  draft.poll = TextsMember(&body, "poll").value_or(std::vector<std::string>());
  if (draft.poll.size() == 1 || draft.poll.size() > 4) {
    return Problem{400, "A poll has 2 to 4 choices."};
  }
  const auto point = ReadPoint(TextMember(&body, "coordinates").value_or(""));
  if (!point) return Problem{400, std::string(kPointSentence)};
  draft.point = *point;
  return draft;
}

stub::HttpResponse AddPost(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"user"},
                                    {"text"},
                                    {"in_reply_to_status_id", MemberType::kId},
                                    {"quote_of", MemberType::kId},
                                    {"repost_of", MemberType::kId},
                                    {"photos", MemberType::kNumber},
                                    {"media", MemberType::kTexts},
                                    {"place"},
                                    {"poll", MemberType::kTexts},
                                    {"coordinates"}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto state = context.world.Lock();
  const auto draft = ReadDraft(*state, std::get<json::object>(read));
  if (const auto* problem = std::get_if<Problem>(&draft)) return ControlError(*problem);
  const auto result = Publish(*state, std::get<PostDraft>(draft));
  if (const auto* refusal = std::get_if<Refusal>(&result)) return ControlError(*refusal);
  const Post& post = std::get<Post>(result);
  QueuePostCreated(*state, context.base_url, post);
  return JsonAnswer(PostJson(context, *state, post), 201);
}

stub::HttpResponse ListStoredPosts(Context& context, const Call& call) {
  const auto wanted = FindField(call.query, "user");
  const auto state = context.world.Lock();
  const User* user = state->users.FindByName(wanted.value_or(""));
  if (wanted && user == nullptr) {
    return ControlError(Problem{404, "There is no user of this name."});
  }
  json::array posts;
  for (const Post& post : state->posts.list) {
    if (post.deleted || (user != nullptr && post.user_id != user->id)) continue;
    posts.push_back(PostJson(context, *state, post));
  }
  return JsonAnswer({{"posts", posts}});
}

stub::HttpResponse NoSuchPost() {
  return ControlError(Problem{404, "There is no post of this id."});
}

stub::HttpResponse ShowStoredPost(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const Post* post = state->posts.Find(call.Path("id"));
  return post == nullptr ? NoSuchPost() : JsonAnswer(PostJson(context, *state, *post));
}

stub::HttpResponse Delete(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const Post* post = state->posts.Find(call.Path("id"));
  if (post == nullptr) return NoSuchPost();
  const auto result = DeletePost(*state, post->id, post->user_id);
  QueuePostDeleted(*state, std::get<Post>(result));
  return NoContent();
}

}  // namespace

std::vector<Route> PostControlRoutes() {
  return {{"POST", "/sim/v1/posts", Access::kOpen, &AddPost},
          {"GET", "/sim/v1/posts", Access::kOpen, &ListStoredPosts},
          {"GET", "/sim/v1/posts/:id", Access::kOpen, &ShowStoredPost},
          {"DELETE", "/sim/v1/posts/:id", Access::kOpen, &Delete}};
}

}  // namespace xsim
