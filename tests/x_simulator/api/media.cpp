// Pictures: of posts and profiles for everybody, of direct messages only for signed requests of the
// two people in the conversation (x_api.md 4.2).
#include <algorithm>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/base/picture.hpp"

namespace xsim {
namespace {

stub::HttpResponse PictureAnswer(std::string_view seed) {
  stub::HttpResponse answer;
  answer.content_type = "image/png";
  answer.body = MakePicture(seed);
  return answer;
}

bool IsKnownFile(const State& state, const std::string& file) {
  constexpr std::string_view kProfile = "profile_";
  if (file.starts_with(kProfile)) {
    const std::size_t end = file.find('_', kProfile.size());
    return state.users.Find(file.substr(kProfile.size(), end - kProfile.size())) != nullptr;
  }
  const auto has_file = [&](const Photo& photo) { return photo.file == file; };
  return std::any_of(state.posts.list.begin(), state.posts.list.end(), [&](const Post& post) {
    return !post.deleted && std::any_of(post.photos.begin(), post.photos.end(), has_file);
  });
}

stub::HttpResponse PublicPicture(Context& context, const Call& call) {
  const std::string file = call.Path("name") + ".png";
  if (!IsKnownFile(*context.world.Lock(), file)) return ErrorAnswer({34, {}});
  return PictureAnswer(file);
}

stub::HttpResponse MessagePicture(Context& context, const Call& call) {
  const std::string& user_id = call.caller.user_id;
  const std::string file = call.Path("name") + ".png";
  const auto state = context.world.Lock();
  const auto* message = state->posts.FindDirectMessage(call.Path("message_id"));
  const bool takes_part =
      message != nullptr && (message->sender_id == user_id || message->recipient_id == user_id);
  if (!takes_part || message->photos.empty()) return ErrorAnswer({34, {}});
  const Photo& photo = message->photos.front();
  if (photo.id != call.Path("media_id") || photo.file != file) return ErrorAnswer({34, {}});
  return PictureAnswer(file);
}

}  // namespace

std::vector<Route> MediaRoutes() {
  return {{"GET", "/media/:name.png", Access::kOpen, &PublicPicture},
          {"GET", "/1.1/ton/data/dm/:message_id/:media_id/:name.png", Access::kDirectMessages,
           &MessagePicture}};
}

}  // namespace xsim
