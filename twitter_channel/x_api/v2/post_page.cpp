#include "twitter_channel/x_api/v2/post_page.hpp"

#include <charconv>
#include <utility>

#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v2/post_object.hpp"

namespace twitter {
namespace {

std::string MovedId(std::string_view id, std::int64_t by) {
  std::int64_t number = 0;
  std::from_chars(id.data(), id.data() + id.size(), number);
  return std::to_string(number + by);
}

SearchPage PageOf(const JsonNode& root) {
  SearchPage page;
  const ActivityIncludes includes(ObjectMember(root, "includes"));
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
  if (IsXId(oldest)) page.next_max_id = MovedId(oldest, -1);
  return page;
}

}  // namespace

void AddIdRange(std::string_view since_id, std::string_view max_id, Parameters& query) {
  if (!since_id.empty()) query.emplace_back("since_id", since_id);
  if (!max_id.empty()) query.emplace_back("until_id", MovedId(max_id, 1));
}

chp::Result<SearchPage> PostPageFrom(HttpResponse answer) {
  const RateLimit limit = RateLimitOf(answer);
  const auto body = ParseAnswer(std::move(answer.body));
  if (!body || !body->root().is_object()) return BadAnswer("It is not a page of posts.");
  SearchPage page = PageOf(body->root());
  page.limit = limit;
  return page;
}

}  // namespace twitter
