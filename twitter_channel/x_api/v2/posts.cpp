// POST /2/tweets, GET /2/tweets, GET /2/users/:id/tweets, GET /2/users/:id/mentions.
#include "twitter_channel/x_api/v2/posts.hpp"

#include <algorithm>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/reasons.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v2/fields.hpp"
#include "twitter_channel/x_api/v2/iso_time.hpp"
#include "twitter_channel/x_api/v2/page_meta.hpp"
#include "twitter_channel/x_api/v2/post_object.hpp"
#include "twitter_channel/x_api/v2/post_page.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr int kSmallestPostPage = 5;
constexpr int kLargestPostPage = 100;

// A closed object: X refuses members it does not know.
std::string BodyOf(const NewPost& post) {
  json::object body;
  if (!post.text.empty() || post.media_ids.empty()) body["text"] = post.text;
  if (!post.media_ids.empty()) {
    body["media"] =
        json::object{{"media_ids", json::array(post.media_ids.begin(), post.media_ids.end())}};
  }
  if (!post.in_reply_to_post_id.empty()) {
    json::object reply{{"in_reply_to_tweet_id", post.in_reply_to_post_id}};
    if (!post.exclude_user_ids.empty()) {
      reply["exclude_reply_user_ids"] =
          json::array(post.exclude_user_ids.begin(), post.exclude_user_ids.end());
    }
    body["reply"] = std::move(reply);
  }
  return json::serialize(body);
}

chp::Error NotShown() {
  return {chp::Code::kRejected, std::string(reason::kNotFound),
          "X does not show this post: it is deleted, or its author is protected or suspended.",
          404};
}

enum class Unreadable { kIsLeftOut, kFailsAll };

chp::Result<std::vector<Post>> PostsIn(const JsonDocument& answer, Unreadable unreadable) {
  if (!answer.root().is_object()) return BadAnswer("It is not a list of posts.");
  std::vector<Post> posts;
  const JsonNode* list = ArrayMember(answer.root(), "data");
  if (list == nullptr) return posts;  // nothing was found; why stands in "errors"
  const ActivityIncludes includes(ObjectMember(answer.root(), "includes"));
  for (const JsonNode& item : *list) {
    auto post = item.is_object() ? ParseActivityPost(item, includes)
                                 : chp::Result<Post>(BadAnswer("It lists no post."));
    if (post) {
      posts.push_back(std::move(post).value());
    } else if (unreadable == Unreadable::kFailsAll) {
      return BadAnswer(post.error().message);
    }
  }
  return posts;
}

}  // namespace

chp::Result<Post> V2Posts::Create(const Credentials& credentials, const NewPost& post,
                                  const chp::CallContext& call) {
  V11Request request;
  request.operation = Operation::kWritePost;
  request.method = "POST";
  request.path = "/2/tweets";
  request.json = BodyOf(post);
  request.idempotent = false;
  request.charge = post.charge;
  const chp::Result<HttpResponse> answer = requests_.Ask(credentials, request, call);
  if (!answer) return answer.error();
  const std::optional<JsonDocument> body = ParseAnswer(answer->body);
  const JsonNode* data =
      body && body->root().is_object() ? ObjectMember(body->root(), "data") : nullptr;
  JsonProblem problem;
  Post created;
  created.text = post.text;
  if (data != nullptr) created.id = JsonFields(*data, problem).Id("id", "id");
  if (!created.id.empty()) return created;
  return chp::Error{chp::Code::kUncertain, std::string(reason::kNoPostInAnswer),
                    "X took the post but its answer shows none; whether it is there is being "
                    "checked.",
                    answer->status};
}

chp::Result<Post> V2Posts::Show(const Credentials& credentials, std::string_view post_id,
                                const chp::CallContext& call) {
  const std::string id(post_id);
  auto posts = Lookup(credentials, std::span(&id, 1), call);
  if (!posts) return posts.error();
  if (posts->empty()) return NotShown();
  return std::move(posts->front());
}

chp::Result<std::vector<Post>> V2Posts::Lookup(const Credentials& credentials,
                                               std::span<const std::string> ids,
                                               const chp::CallContext& call) {
  const bool readable = std::all_of(ids.begin(), ids.end(), IsXId);
  if (!readable || ids.empty() || ids.size() > kMostLookedUp) {
    return chp::Error{chp::Code::kRejected, std::string(reason::kBadRequest),
                      "X is asked for 1 to 100 posts at once, by ids of 1 to 19 digits."};
  }
  V11Request request;
  request.path = "/2/tweets";
  request.query = PostParameters();
  request.query.emplace_back("ids", JoinIds(ids));
  const chp::Result<JsonDocument> answer = requests_.AskJson(credentials, request, call);
  if (!answer) return answer.error();
  return PostsIn(*answer, Unreadable::kIsLeftOut);
}

chp::Result<PostPage> V2Posts::OwnRecent(const Credentials& credentials, const OwnPosts& own,
                                         const chp::CallContext& call) {
  if (!IsXId(own.user_id)) {
    return chp::Error{chp::Code::kConfig, std::string(reason::kUserNotFound),
                      "The account's user id is not one of X's; link the account again."};
  }
  V11Request request;
  request.path = "/2/users/" + own.user_id + "/tweets";
  request.query = PostParameters();
  request.query.emplace_back("max_results", std::to_string(kLargestPostPage));
  if (own.since_ms > 0) request.query.emplace_back("start_time", IsoSeconds(own.since_ms));
  const chp::Result<JsonDocument> answer = requests_.AskJson(credentials, request, call);
  if (!answer) return answer.error();
  auto posts = PostsIn(*answer, Unreadable::kFailsAll);
  if (!posts) return posts.error();
  return PostPage{std::move(posts).value(), HasNextPage(answer->root())};
}

chp::Result<SearchPage> V2Posts::ReadTimeline(const Credentials& credentials,
                                              const TimelineQuery& query,
                                              const chp::CallContext& call) {
  V11Request request;
  request.path = "/2/users/" + query.user_id +
                 (query.timeline == Timeline::kMentions ? "/mentions" : "/tweets");
  request.query = PostParameters();
  request.query.emplace_back(
      "max_results", std::to_string(std::clamp(query.count, kSmallestPostPage, kLargestPostPage)));
  AddIdRange(query.since_id, query.max_id, request.query);
  auto answer = requests_.Ask(credentials, request, call);
  if (!answer) return answer.error();
  return PostPageFrom(*std::move(answer));
}

}  // namespace twitter
