// Pictures and films: of posts and profiles for everybody, of direct messages only for signed
// requests of the two people in the conversation (x_api.md 4.2).
#include <algorithm>

#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/media_answer.hpp"
#include "tests/x_simulator/api/media_object.hpp"
#include "tests/x_simulator/api/routes.hpp"

namespace xsim {
namespace {

bool IsKnownFile(const State& state, const std::string& file) {
  constexpr std::string_view kProfile = "profile_";
  if (file.starts_with(kProfile)) {
    const std::size_t end = file.find('_', kProfile.size());
    return state.users.Find(file.substr(kProfile.size(), end - kProfile.size())) != nullptr;
  }
  const auto has_file = [&](const Photo& photo) { return IsFileOf(photo, file); };
  return std::any_of(state.posts.list.begin(), state.posts.list.end(), [&](const Post& post) {
    return !post.deleted && std::any_of(post.photos.begin(), post.photos.end(), has_file);
  });
}

stub::HttpResponse PublicFile(Context& context, const Call& call) {
  const std::string file = call.Path("file");
  const auto state = context.world.Lock();
  return IsKnownFile(*state, file) ? MediaAnswer(*state, file) : ErrorAnswer({34, {}});
}

stub::HttpResponse MessageFile(Context& context, const Call& call) {
  const std::string& user_id = call.caller.user_id;
  const std::string file = call.Path("file");
  const auto state = context.world.Lock();
  const auto* message = state->posts.FindDirectMessage(call.Path("message_id"));
  const bool takes_part =
      message != nullptr && (message->sender_id == user_id || message->recipient_id == user_id);
  if (!takes_part || message->photos.empty()) return ErrorAnswer({34, {}});
  const Photo& photo = message->photos.front();
  if (photo.id != call.Path("media_id") || !IsFileOf(photo, file)) return ErrorAnswer({34, {}});
  return MediaAnswer(*state, file);
}

}  // namespace

std::vector<Route> MediaRoutes() {
  return {{"GET", "/media/:file", Access::kOpen, &PublicFile},
          {"GET", "/1.1/ton/data/dm/:message_id/:media_id/:file", Access::kDirectMessages,
           &MessageFile},
          {"GET", "/2/dm_conversations/media/:message_id/:media_id/:file", Access::kDirectMessages,
           &MessageFile}};
}

}  // namespace xsim
