// Lists of posts: search, an account's posts, posts that mention the caller. Newest first.
#include <algorithm>
#include <charconv>
#include <functional>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/api/status_parameters.hpp"
#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {
namespace {

using Wanted = std::function<bool(const Post&)>;

struct Page {
  std::size_t count = 15;
  std::string since_id;
  std::string max_id;
};

Page PageOf(const Call& call, std::size_t most) {
  Page page;
  const std::string count = call.Parameter("count").value_or("");
  std::from_chars(count.data(), count.data() + count.size(), page.count);
  page.count = std::clamp<std::size_t>(page.count, 1, most);
  page.since_id = call.Parameter("since_id").value_or("");
  page.max_id = call.Parameter("max_id").value_or("");
  return page;
}

bool IsOnPage(const Page& page, const Post& post) {
  if (!page.since_id.empty() && !IsSmallerId(page.since_id, post.id)) return false;
  return page.max_id.empty() || !IsSmallerId(page.max_id, post.id);
}

boost::json::array ListPosts(const ObjectSource& source, const Page& page, PostForm form,
                             const Wanted& wanted) {
  boost::json::array result;
  const auto& posts = source.state.posts.list;
  for (auto post = posts.rbegin(); post != posts.rend() && result.size() < page.count; ++post) {
    const User* author = source.state.users.Find(post->user_id);
    const bool visible = !post->deleted && !author->suspended && !author->is_protected;
    if (!visible || !IsOnPage(page, *post) || !wanted(*post)) continue;
    result.push_back(PostObject(source, *post, form));
  }
  return result;
}

// A simple reading of X's query language: words that must all occur (a leading - negates), groups
// of them separated by OR. Quotation marks and parentheses are ignored.
using WordGroups = std::vector<std::vector<std::string>>;

WordGroups ReadQuery(std::string_view query) {
  WordGroups groups(1);
  std::string word;
  const auto finish = [&] {
    if (word == "OR") {
      groups.emplace_back();
    } else if (!word.empty()) {
      groups.back().push_back(LowerCase(word));
    }
    word.clear();
  };
  for (const char letter : query) {
    if (letter == '"' || letter == '(' || letter == ')') continue;
    if (letter != ' ') {
      word += letter;
      continue;
    }
    finish();
  }
  finish();
  return groups;
}

bool HasWord(const Post& post, const std::string& text, const std::string& word) {
  if (word.starts_with('-')) return word.size() == 1 || !HasWord(post, text, word.substr(1));
  if (word == "is:retweet" || word == "filter:retweets") return !post.repost_of.empty();
  return text.find(word) != text.npos;
}

bool Matches(const Post& post, const WordGroups& groups) {
  const std::string text = LowerCase(post.content.text);
  return std::any_of(groups.begin(), groups.end(), [&](const std::vector<std::string>& words) {
    return !words.empty() && std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return HasWord(post, text, word);
    });
  });
}

stub::HttpResponse Search(Context& context, const Call& call) {
  const std::string query = call.Parameter("q").value_or("");
  if (query.empty()) return ErrorAnswer({38, "q parameter is missing."});
  const WordGroups groups = ReadQuery(query);
  const Page page = PageOf(call, 100);
  const auto state = context.world.Lock();
  const auto posts = ListPosts({*state, context.base_url}, page, FormOf(call),
                               [&](const Post& post) { return Matches(post, groups); });
  const std::string newest =
      posts.empty() ? "0" : std::string(posts.front().at("id_str").as_string());
  return JsonAnswer({{"statuses", posts},
                     {"search_metadata",
                      {{"count", page.count},
                       {"query", PercentEncode(query)},
                       {"max_id_str", newest},
                       {"since_id_str", page.since_id.empty() ? "0" : page.since_id}}}});
}

stub::HttpResponse UserTimeline(Context& context, const Call& call) {
  const Page page = PageOf(call, 200);
  const auto state = context.world.Lock();
  const auto name = call.Parameter("screen_name");
  const std::string id = call.Parameter("user_id").value_or(call.caller.user_id);
  const User* user = name ? state->users.FindByName(*name) : state->users.Find(id);
  if (user == nullptr) return ErrorAnswer({34, {}});
  return JsonAnswer(ListPosts({*state, context.base_url}, page, FormOf(call),
                              [&](const Post& post) { return post.user_id == user->id; }));
}

stub::HttpResponse MentionsTimeline(Context& context, const Call& call) {
  const Page page = PageOf(call, 200);
  const std::string& own_id = call.caller.user_id;
  const auto state = context.world.Lock();
  const auto mentions_caller = [&](const Post& post) {
    const auto& mentions = post.content.mentions;
    return post.user_id != own_id &&
           std::any_of(mentions.begin(), mentions.end(),
                       [&](const MentionEntity& mention) { return mention.user_id == own_id; });
  };
  return JsonAnswer(ListPosts({*state, context.base_url}, page, FormOf(call), mentions_caller));
}

}  // namespace

std::vector<Route> TimelineRoutes() {
  return {{"GET", "/1.1/search/tweets.json", Access::kBearerOrUser, &Search},
          {"GET", "/1.1/statuses/user_timeline.json", Access::kBearerOrUser, &UserTimeline},
          {"GET", "/1.1/statuses/mentions_timeline.json", Access::kUser, &MentionsTimeline}};
}

}  // namespace xsim
