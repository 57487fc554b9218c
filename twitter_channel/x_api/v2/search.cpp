// X pages by tokens and counts until_id out; here pages are cut by ids, the newest one counted in.
#include "twitter_channel/x_api/v2/search.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v2/fields.hpp"
#include "twitter_channel/x_api/v2/post_object.hpp"

namespace twitter {
namespace {

constexpr int kSmallestPage = 10;
constexpr int kLargestPage = 100;
constexpr int kBadRequest = 400;

std::string Moved(std::string_view id, std::int64_t by) {
  std::int64_t number = 0;
  std::from_chars(id.data(), id.data() + id.size(), number);
  return std::to_string(number + by);
}

V11Request RequestFor(const SearchQuery& query) {
  V11Request request;
  request.path = "/2/tweets/search/recent";
  request.query = PostParameters();
  request.query.emplace_back("query", query.query);
  request.query.emplace_back("sort_order", "recency");
  request.query.emplace_back("max_results",
                             std::to_string(std::clamp(query.count, kSmallestPage, kLargestPage)));
  if (!query.since_id.empty()) request.query.emplace_back("since_id", query.since_id);
  if (!query.max_id.empty()) request.query.emplace_back("until_id", Moved(query.max_id, 1));
  return request;
}

SearchPage PageOf(const JsonNode& root) {
  SearchPage page;
  const JsonNode* includes = ObjectMember(root, "includes");
  if (const JsonNode* list = ArrayMember(root, "data")) {
    for (const JsonNode& item : *list) {
      auto post = item.is_object() ? ParseActivityPost(item, includes)
                                   : chp::Result<Post>(BadAnswer("It lists no post."));
      if (post) {
        page.posts.push_back(*std::move(post));
      } else {
        ++page.unreadable;
      }
    }
  }
  const JsonNode* meta = ObjectMember(root, "meta");
  if (meta == nullptr || TextMember(*meta, "next_token").empty()) return page;
  const std::string_view oldest = TextMember(*meta, "oldest_id");
  if (IsXId(oldest)) page.next_max_id = Moved(oldest, -1);
  return page;
}

}  // namespace

chp::Result<SearchPage> V2Search::Recent(const Credentials& credentials, const SearchQuery& query,
                                         const chp::CallContext& call) {
  auto answer = requests_.Ask(credentials, RequestFor(query), call);
  // An id older than a week is refused: then all that X still has is what came since.
  if (!answer && answer.error().http_status == kBadRequest && !query.since_id.empty()) {
    SearchQuery anything = query;
    anything.since_id.clear();
    answer = requests_.Ask(credentials, RequestFor(anything), call);
  }
  if (!answer) return answer.error();
  const RateLimit limit = RateLimitOf(*answer);
  const auto body = ParseAnswer(std::move(answer->body));
  if (!body || !body->root().is_object()) return BadAnswer("It is not a page of search results.");
  SearchPage page = PageOf(body->root());
  page.limit = limit;
  return page;
}

}  // namespace twitter
