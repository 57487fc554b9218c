// /2/tweets, /2/users: writing and reading posts (x_api.md 3.2, 4.1).
#include <algorithm>
#include <charconv>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/post_page.hpp"
#include "tests/x_simulator/api/problem.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/api/status_parameters.hpp"
#include "tests/x_simulator/api/v2_objects.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/base/time_text.hpp"
#include "tests/x_simulator/events/events.hpp"
#include "tests/x_simulator/world/publish.hpp"
#include "tests/x_simulator/world/search_query.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostLookedUp = 100;
constexpr std::size_t kMostMentions = 800;
constexpr std::size_t kLongestQuery = 512;
constexpr std::string_view kPostMembers[] = {"text", "reply", "media",
                                             "poll", "geo",   "reply_settings"};

// Those who pay per use may answer whoever names or quotes them, and themselves.
bool MayAnswer(const State& state, const Post& parent, const std::string& user_id) {
  if (parent.user_id == user_id) return true;
  const auto& mentions = parent.content.mentions;
  if (std::any_of(mentions.begin(), mentions.end(),
                  [&](const MentionEntity& mention) { return mention.user_id == user_id; })) {
    return true;
  }
  const Post* quoted = state.posts.Find(parent.quote_of);
  return quoted != nullptr && quoted->user_id == user_id;
}

stub::HttpResponse Gate() {
  return ProblemAnswer(
      403, "Forbidden",
      "Reply to this conversation is not allowed because you have not been mentioned or otherwise "
      "engaged by the author of the post you are replying to.");
}

// v2 has words of its own for these (x_api.md 4.1, 5.3).
stub::HttpResponse Refused(const Refusal& refusal) {
  if (refusal.code == 187) {
    return ProblemAnswer(403, "Forbidden",
                         "You are not allowed to create a Tweet with duplicate content.");
  }
  if (refusal.code == 186) {
    return InvalidRequest("Your Tweet text is too long.");
  }
  return ErrorAnswer(refusal);
}

bool IsClosed(const json::object& body) {
  return std::all_of(body.begin(), body.end(), [](const auto& member) {
    return std::find(std::begin(kPostMembers), std::end(kPostMembers), member.key()) !=
           std::end(kPostMembers);
  });
}

stub::HttpResponse CreateOwnPost(Context& context, const Call& call) {
  const auto body = ParseObject(call.request.body);
  if (!body || !IsClosed(*body)) {
    return InvalidRequest("One or more parameters to your request was invalid.");
  }
  const auto* reply = ObjectMember(&*body, "reply");
  PostDraft draft;
  draft.user_id = call.caller.user_id;
  draft.app_id = call.caller.app_id;
  draft.text = TextMember(&*body, "text").value_or("");
  draft.in_reply_to_status_id = IdMember(reply, "in_reply_to_tweet_id").value_or("");
  draft.excluded_user_ids =
      TextsMember(reply, "exclude_reply_user_ids").value_or(std::vector<std::string>());
  draft.populate_mentions = true;
  draft.refuse_repetition = true;
  const auto media_ids = TextsMember(ObjectMember(&*body, "media"), "media_ids");
  if (body->contains("media") && (!media_ids || media_ids->empty() || media_ids->size() > 4)) {
    return InvalidRequest("media.media_ids holds 1 to 4 ids.");
  }
  const auto state = context.world.Lock();
  for (const std::string& id : media_ids.value_or(std::vector<std::string>())) {
    const Upload* upload = state->uploads.Find(id, draft.user_id);
    const bool usable = upload != nullptr && upload->IsUsable(state->now_ms) &&
                        upload->category.starts_with("tweet_");
    if (!usable) return InvalidRequest("Your media IDs are invalid.");
    draft.uploads.push_back({id, {}, {}, std::string(upload->Type()), upload->alt_text});
  }
  const Post* parent = state->posts.Find(draft.in_reply_to_status_id);
  if (parent != nullptr && !MayAnswer(*state, *parent, draft.user_id)) return Gate();
  const auto result = Publish(*state, draft);
  if (const auto* refusal = std::get_if<Refusal>(&result)) return Refused(*refusal);
  const Post& post = std::get<Post>(result);
  QueuePostCreated(*state, context.base_url, post);
  return JsonAnswer({{"data",
                      {{"id", post.id},
                       {"text", post.content.text},
                       {"edit_history_tweet_ids", json::array{json::value(post.id)}}}}},
                    201);
}

json::object NotFound(const std::string& id) {
  return {{"value", id},
          {"detail", "Could not find tweet with ids: [" + id + "]."},
          {"title", "Not Found Error"},
          {"resource_type", "tweet"},
          {"parameter", "ids"},
          {"resource_id", id},
          {"type", "https://api.x.com/2/problems/resource-not-found"}};
}

json::object ListOf(const ObjectSource& source, const std::vector<const Post*>& posts) {
  json::array data;
  for (const Post* post : posts) data.push_back(V2PostObject(source, *post));
  json::object body;
  if (!data.empty()) body["data"] = data;
  if (auto includes = V2Includes(source, posts); !includes.empty()) body["includes"] = includes;
  return body;
}

stub::HttpResponse LookUpPosts(Context& context, const Call& call) {
  const auto ids = SplitList(call.Parameter("ids").value_or(""));
  if (ids.empty() || ids.size() > kMostLookedUp) {
    return InvalidRequest("The `ids` query parameter must hold 1 to 100 ids.");
  }
  const auto state = context.world.Lock();
  std::vector<const Post*> posts;
  json::array errors;
  for (const std::string& id : ids) {
    const Post* post = state->posts.Find(id);
    const bool seen =
        post != nullptr && MaySee(*state->users.Find(post->user_id), call.caller.user_id);
    if (seen) {
      posts.push_back(post);
    } else {
      errors.push_back(NotFound(id));
    }
  }
  json::object body = ListOf({*state, context.base_url}, posts);
  if (!errors.empty()) body["errors"] = errors;
  return JsonAnswer(body);
}

// since_id and until_id, both exclusive, as v2 has them.
PostPage V2PageOf(const Call& call, std::size_t least, std::size_t most) {
  PostPage page;
  std::size_t count = 10;
  const std::string wanted = call.Parameter("max_results").value_or("");
  std::from_chars(wanted.data(), wanted.data() + wanted.size(), count);
  page.count = std::clamp(count, least, most);
  page.since_id = call.Parameter("since_id").value_or("");
  const std::string until = call.Parameter("until_id").value_or("");
  std::uint64_t number = 0;
  std::from_chars(until.data(), until.data() + until.size(), number);
  if (number > 0) page.max_id = std::to_string(number - 1);
  return page;
}

stub::HttpResponse FoundAnswer(Context& context, const State& state, const FoundPosts& found) {
  json::object body = ListOf({state, context.base_url}, found.posts);
  json::object meta{{"result_count", found.posts.size()}};
  if (!found.posts.empty()) {
    meta["newest_id"] = found.posts.front()->id;
    meta["oldest_id"] = found.posts.back()->id;
  }
  if (found.more) meta["next_token"] = "b26v89c19zqg8o3f" + found.posts.back()->id;
  body["meta"] = meta;
  return JsonAnswer(body);
}

stub::HttpResponse SearchRecent(Context& context, const Call& call) {
  const std::string query = call.Parameter("query").value_or("");
  if (query.empty() || query.size() > kLongestQuery) {
    return InvalidRequest("The `query` query parameter must have 1 to 512 characters.");
  }
  const PostMatcher matches = ReadSearchQuery(query);
  const PostPage page = V2PageOf(call, 10, 100);
  const auto state = context.world.Lock();
  return FoundAnswer(context, *state, FindPosts(*state, page, "", [&](const Post& post) {
                       return post.created_ms >= state->now_ms - kSearchedMs &&
                              matches(*state, post);
                     }));
}

stub::HttpResponse UsersPosts(Context& context, const Call& call) {
  const PostPage page = V2PageOf(call, 5, 100);
  const std::string id = call.Path("id");
  const std::string start = call.Parameter("start_time").value_or("");
  const auto state = context.world.Lock();
  return FoundAnswer(context, *state,
                     FindPosts(*state, page, call.caller.user_id, [&](const Post& post) {
                       return post.user_id == id && IsoTime(post.created_ms) >= start;
                     }));
}

// Who names the user, also by an answer that carries the name along. X shows the latest 800
// (x_api.md 3.2).
stub::HttpResponse Mentions(Context& context, const Call& call) {
  const PostPage page = V2PageOf(call, 5, 100);
  const std::string id = call.Path("id");
  const auto state = context.world.Lock();
  std::size_t shown = 0;
  const auto names_user = [&](const Post& post) {
    const auto& mentions = post.content.mentions;
    return post.user_id != id &&
           std::any_of(mentions.begin(), mentions.end(),
                       [&](const MentionEntity& mention) { return mention.user_id == id; }) &&
           ++shown <= kMostMentions;
  };
  return FoundAnswer(context, *state, FindPosts(*state, page, call.caller.user_id, names_user));
}

stub::HttpResponse Me(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const User* user = state->users.Find(call.caller.user_id);
  json::object shown = V2UserObject({*state, context.base_url}, *user);
  const std::string asked = "," + call.Parameter("user.fields").value_or("") + ",";
  if (asked.find(",subscription_type,") != std::string::npos) {
    shown["subscription_type"] = user->subscription_type;
  }
  return JsonAnswer({{"data", std::move(shown)}});
}

}  // namespace

std::vector<Route> V2PostRoutes() {
  return {{"POST", "/2/tweets", Access::kWrite, &CreateOwnPost},
          {"GET", "/2/tweets", Access::kBearerOrUser, &LookUpPosts},
          {"GET", "/2/tweets/search/recent", Access::kBearerOrUser, &SearchRecent},
          {"GET", "/2/users/me", Access::kUser, &Me},
          {"GET", "/2/users/:id/mentions", Access::kBearerOrUser, &Mentions},
          {"GET", "/2/users/:id/tweets", Access::kBearerOrUser, &UsersPosts}};
}

}  // namespace xsim
