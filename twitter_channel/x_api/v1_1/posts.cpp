// statuses/update, statuses/show, statuses/lookup, statuses/user_timeline.
#include "twitter_channel/x_api/v1_1/posts.hpp"

#include <algorithm>
#include <utility>

#include "twitter_channel/x_api/reasons.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

constexpr std::size_t kMostOfTimeline = 200;
constexpr int kNothingFound = 404;

Parameters FormOf(const NewPost& post) {
  Parameters form = {{"status", post.text}};
  if (post.in_reply_to_post_id.empty()) return form;
  form.emplace_back("in_reply_to_status_id", post.in_reply_to_post_id);
  form.emplace_back("auto_populate_reply_metadata", "true");
  if (!post.exclude_user_ids.empty()) {
    form.emplace_back("exclude_reply_user_ids", JoinIds(post.exclude_user_ids));
  }
  return form;
}

chp::Result<Post> Created(const HttpResponse& answer, const NewPost& sent) {
  const std::optional<JsonDocument> body = ParseAnswer(answer.body);
  JsonProblem problem;
  Post minimal;
  minimal.text = sent.text;
  if (body && body->root().is_object()) {
    chp::Result<Post> post = ParsePost(body->root());
    if (post) return post;
    minimal.id = JsonFields(body->root(), problem).Id("id_str", "id");
  }
  if (!minimal.id.empty()) return minimal;
  return chp::Error{chp::Code::kUncertain, std::string(reason::kNoPostInAnswer),
                    "X took the post but its answer shows none; whether it is there is being "
                    "checked.",
                    answer.status};
}

}  // namespace

chp::Result<Post> V11Posts::Create(const Credentials& credentials, const NewPost& post,
                                   const chp::CallContext& call) {
  V11Request request;
  request.operation = Operation::kWritePost;
  request.method = "POST";
  request.path = "/1.1/statuses/update.json";
  request.form = FormOf(post);
  request.idempotent = false;
  const chp::Result<HttpResponse> answer = requests_.Ask(credentials, request, call);
  if (!answer) return answer.error();
  return Created(*answer, post);
}

chp::Result<Post> V11Posts::Show(const Credentials& credentials, std::string_view post_id,
                                 const chp::CallContext& call) {
  if (!IsXId(post_id)) {
    return chp::Error{chp::Code::kRejected, std::string(reason::kBadRequest),
                      "The id of a post must be 1 to 19 digits; this post cannot be fetched."};
  }
  V11Request request;
  request.path = "/1.1/statuses/show/" + std::string(post_id) + ".json";
  request.query = {{"tweet_mode", "extended"}};
  const chp::Result<JsonDocument> answer = requests_.AskJson(credentials, request, call);
  if (!answer) return answer.error();
  if (!answer->root().is_object()) return BadAnswer("It is not a post.");
  chp::Result<Post> post = ParsePost(answer->root());
  if (!post) return BadAnswer(post.error().message);
  return post;
}

chp::Result<std::vector<Post>> V11Posts::Lookup(const Credentials& credentials,
                                                std::span<const std::string> ids,
                                                const chp::CallContext& call) {
  const bool readable = std::all_of(ids.begin(), ids.end(), IsXId);
  if (!readable || ids.empty() || ids.size() > kMostLookedUp) {
    return chp::Error{chp::Code::kRejected, std::string(reason::kBadRequest),
                      "X is asked for 1 to 100 posts at once, by ids of 1 to 19 digits."};
  }
  V11Request request;
  request.path = "/1.1/statuses/lookup.json";
  request.query = {{"id", JoinIds(ids)}, {"tweet_mode", "extended"}};
  const chp::Result<JsonDocument> answer = requests_.AskJson(credentials, request, call);
  if (!answer && answer.error().http_status == kNothingFound) return std::vector<Post>();
  if (!answer) return answer.error();
  if (!answer->root().is_array()) return BadAnswer("It is not a list of posts.");
  std::vector<Post> posts;
  for (const JsonNode& item : answer->root()) {
    if (!item.is_object()) continue;
    chp::Result<Post> post = ParsePost(item);
    if (post) posts.push_back(std::move(post).value());
  }
  return posts;
}

chp::Result<PostPage> V11Posts::OwnRecent(const Credentials& credentials, const OwnPosts&,
                                          const chp::CallContext& call) {
  V11Request request;
  request.path = "/1.1/statuses/user_timeline.json";
  request.query = {{"count", std::to_string(kMostOfTimeline)}, {"tweet_mode", "extended"}};
  const chp::Result<JsonDocument> answer = requests_.AskJson(credentials, request, call);
  if (!answer) return answer.error();
  if (!answer->root().is_array()) return BadAnswer("It is not a list of posts.");
  PostPage page;
  for (const JsonNode& item : answer->root()) {
    if (!item.is_object()) return BadAnswer("It lists something that is not a post.");
    chp::Result<Post> post = ParsePost(item);
    if (!post) return BadAnswer(post.error().message);
    page.posts.push_back(std::move(post).value());
  }
  page.has_older = page.posts.size() >= kMostOfTimeline;
  return page;
}

// There, posts that name an account are found by search.
chp::Result<SearchPage> V11Posts::ReadTimeline(const Credentials&, const TimelineQuery&,
                                               const chp::CallContext&) {
  return chp::Error{chp::Code::kUnsupported, std::string(reason::kNoTimeline),
                    "Timelines are read with X API v2 only."};
}

}  // namespace twitter
