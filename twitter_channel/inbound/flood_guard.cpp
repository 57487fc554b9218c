// Counts per thread in a window of a quarter of an hour, kept as JSON:
//   {"until_ms": 1747663306000, "threads": {"<id of the thread>": {"posts": 51, "first": "<id>"}}}
#include "twitter_channel/inbound/flood_guard.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/inbound/router.hpp"
#include "twitter_channel/kv_keys.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::int64_t kWindowMs = 900'000;
constexpr std::size_t kMostThreads = 500;  // counted at once; further ones are not busy yet

// What the posts of one thread have in common; X's v1.1 does not name threads.
const std::string& ThreadOf(const chp::Message& message) {
  return message.conversation_id.empty() ? message.in_reply_to : message.conversation_id;
}

bool IsCounted(const chp::Message& message) {
  return message.role == chp::Role::kOpen && message.source == SourceName(Source::kSearchTerm) &&
         !ThreadOf(message).empty();
}

struct Window {
  json::object state;
  std::uint64_t version = 0;

  json::object& threads() { return state["threads"].as_object(); }
};

Window Empty(std::int64_t now_ms, std::uint64_t version) {
  return {{{"until_ms", now_ms + kWindowMs}, {"threads", json::object()}}, version};
}

Window WindowFrom(const chp::KvValue& stored, std::int64_t now_ms) {
  boost::system::error_code failure;
  json::value value = json::parse(stored.value, failure);
  if (failure || !value.is_object()) return Empty(now_ms, stored.version);
  const json::value* until = value.get_object().if_contains("until_ms");
  const json::value* threads = value.get_object().if_contains("threads");
  const bool sound = until != nullptr && until->is_int64() && threads != nullptr &&
                     threads->is_object() && until->get_int64() > now_ms;
  if (!sound) return Empty(now_ms, stored.version);
  return {std::move(value.get_object()), stored.version};
}

// Whether the message goes beyond the limit; it then gets the thread's first post as ancestor.
bool CountIn(json::object& threads, chp::Message& message, int limit) {
  const std::string& thread = ThreadOf(message);
  json::value* known = threads.if_contains(thread);
  if (known == nullptr || !known->is_object()) {
    if (threads.size() >= kMostThreads) return false;
    threads[thread] = json::object{{"posts", 1}, {"first", message.external_id}};
    return false;
  }
  json::value& posts = known->get_object()["posts"];
  const std::int64_t count = (posts.is_int64() ? posts.get_int64() : 0) + 1;
  posts = count;
  const json::value* first = known->get_object().if_contains("first");
  if (count <= limit || first == nullptr || !first->is_string()) return false;
  message.parent_ids.emplace_back(first->get_string());
  return true;
}

}  // namespace

chp::Result<std::size_t> FloodGuard::Group(const Account& account,
                                           std::vector<chp::Message>& messages) {
  const int limit = account.settings.polling.flood_posts;
  if (limit == 0 || std::none_of(messages.begin(), messages.end(), IsCounted)) {
    return std::size_t{0};
  }
  const std::string key = FloodKey(account.id);
  const auto stored = kv_.Get(key);
  if (!stored) return stored.error();
  const std::int64_t now_ms = clock_.NowMs();
  Window window = stored->has_value() ? WindowFrom(**stored, now_ms) : Empty(now_ms, 0);
  std::size_t grouped = 0;
  for (chp::Message& message : messages) {
    if (IsCounted(message)) grouped += CountIn(window.threads(), message, limit) ? 1U : 0U;
  }
  const std::string value = json::serialize(window.state);
  const auto put = kv_.Put(
      {.key = key, .value = value, .expected_version = window.version, .ttl_ms = 2 * kWindowMs});
  if (!put) return put.error();
  return grouped;
}

}  // namespace twitter
