// One page of results.
#include "twitter_channel/x_api/v1_1/search.hpp"

#include <algorithm>
#include <utility>

#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"

namespace twitter {
namespace {

constexpr int kLargestCount = 100;

V11Request StandardSearch(const SearchQuery& query) {
  V11Request request;
  request.path = "/1.1/search/tweets.json";
  // "recent": with popular posts mixed in, a page would not end where the next begins.
  request.query = {{"q", query.query},
                   {"count", std::to_string(std::clamp(query.count, 1, kLargestCount))},
                   {"result_type", "recent"},
                   {"tweet_mode", "extended"}};
  if (!query.since_id.empty()) request.query.emplace_back("since_id", query.since_id);
  if (!query.max_id.empty()) request.query.emplace_back("max_id", query.max_id);
  return request;
}

// The max_id in "?max_id=249279667666817023&q=…"; empty when there is none.
std::string MaxIdIn(std::string_view next_results) {
  constexpr std::string_view kName = "max_id=";
  for (std::size_t at = next_results.find(kName); at != std::string_view::npos;
       at = next_results.find(kName, at + 1)) {
    const bool begins = at > 0 && (next_results[at - 1] == '?' || next_results[at - 1] == '&');
    if (!begins) continue;
    const std::string_view value = next_results.substr(at + kName.size());
    const std::string_view id = value.substr(0, value.find('&'));
    return IsXId(id) ? std::string(id) : std::string();
  }
  return {};
}

}  // namespace

chp::Result<SearchPage> V11Search::Recent(const Credentials& credentials, const SearchQuery& query,
                                          const chp::CallContext& call) {
  auto answer = requests_.Ask(credentials, StandardSearch(query), call);
  if (!answer) return answer.error();
  const auto body = ParseAnswer(std::move(answer->body));
  if (!body || !body->root().is_object()) return BadAnswer("It is not a page of search results.");
  JsonProblem problem;
  const JsonFields fields(body->root(), problem);
  const JsonNode* statuses = fields.Array("statuses");
  if (statuses == nullptr) return BadAnswer("It has no list \"statuses\".");
  SearchPage page;
  page.limit = RateLimitOf(*answer);
  for (const JsonNode& item : *statuses) {
    auto post =
        item.is_object() ? ParsePost(item) : chp::Result<Post>(BadAnswer("It lists no post."));
    if (post) {
      page.posts.push_back(*std::move(post));
    } else {
      ++page.unreadable;
    }
  }
  if (const JsonNode* metadata = fields.Object("search_metadata")) {
    page.next_max_id =
        MaxIdIn(JsonFields(fields, "search_metadata", *metadata).Text("next_results"));
  }
  return page;
}

}  // namespace twitter
