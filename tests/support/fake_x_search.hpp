// X's search in memory: posts newest first, in pages, with since_id and max_id as X has them. Which
// posts a query finds is up to the test.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/fault_plan.hpp"
#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter::testing {

class FakeSearch : public Search {
 public:
  chp::Result<SearchPage> Recent(const Credentials&, const SearchQuery& query,
                                 const chp::CallContext&) override {
    if (auto fault = faults.Next()) return *fault;
    queries.push_back(query);
    if (on_query) on_query();
    std::vector<Post> found;
    for (const Post& post : posts) {
      const bool newer = query.since_id.empty() || IsLowerId(query.since_id, post.id);
      const bool older = query.max_id.empty() || !IsLowerId(query.max_id, post.id);
      if (newer && older && finds(query.query, post)) found.push_back(post);
    }
    const auto newer = [](const Post& a, const Post& b) { return IsLowerId(b.id, a.id); };
    std::sort(found.begin(), found.end(), newer);
    SearchPage page;
    page.limit = limit;
    if (found.size() > page_size) {
      page.next_max_id = found[page_size].id;
      found.resize(page_size);
    }
    page.posts = std::move(found);
    return page;
  }

  std::vector<Post> posts;
  std::function<bool(const std::string& query, const Post& post)> finds =
      [](const std::string&, const Post&) { return true; };
  std::size_t page_size = 100;
  RateLimit limit;
  FaultPlan faults;
  std::function<void()> on_query;
  std::vector<SearchQuery> queries;  // every one that was answered
};

}  // namespace twitter::testing
