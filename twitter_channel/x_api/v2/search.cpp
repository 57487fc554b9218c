#include "twitter_channel/x_api/v2/search.hpp"

#include <algorithm>
#include <utility>

#include "twitter_channel/x_api/v2/fields.hpp"
#include "twitter_channel/x_api/v2/post_page.hpp"

namespace twitter {
namespace {

constexpr int kFewestResults = 10;
constexpr int kMostResults = 100;
constexpr int kBadRequest = 400;

V11Request RecentSearch(const SearchQuery& query) {
  V11Request request;
  request.path = "/2/tweets/search/recent";
  request.query = PostParameters();
  request.query.emplace_back("query", query.query);
  request.query.emplace_back("sort_order", "recency");
  request.query.emplace_back("max_results",
                             std::to_string(std::clamp(query.count, kFewestResults, kMostResults)));
  AddIdRange(query.since_id, query.max_id, request.query);
  return request;
}

}  // namespace

chp::Result<SearchPage> V2Search::Recent(const Credentials& credentials, const SearchQuery& query,
                                         const chp::CallContext& call) {
  auto answer = requests_.Ask(credentials, RecentSearch(query), call);
  // An id older than a week is refused: then all that X still has is what came since.
  if (!answer && answer.error().http_status == kBadRequest && !query.since_id.empty()) {
    SearchQuery anything = query;
    anything.since_id.clear();
    answer = requests_.Ask(credentials, RecentSearch(anything), call);
  }
  if (!answer) return answer.error();
  return PostPageFrom(*std::move(answer));
}

}  // namespace twitter
