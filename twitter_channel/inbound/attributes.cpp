// Absent values are null, and never missing: agents' tools look the members up by name. "geo" and
// "place" are objects always, because null objects once broke a search index (behaviour.md 9).
#include "twitter_channel/inbound/attributes.hpp"

#include <string_view>
#include <unordered_set>

#include <boost/json.hpp>

namespace twitter {
namespace {

namespace json = boost::json;

json::value TextOrNull(std::string_view text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

json::object ObjectFrom(std::string_view text) {
  if (text == "{}") return {};  // nearly always
  json::error_code error;
  json::value value = json::parse(text, error);
  if (error || !value.is_object()) return {};
  return std::move(value.get_object());
}

}  // namespace

std::vector<MentionEntity> DistinctMentions(const Post& post) {
  std::vector<MentionEntity> distinct;
  std::unordered_set<std::string_view> seen;
  for (const MentionEntity& mention : post.entities.mentions) {
    const std::string_view key = mention.user_id.empty() ? mention.screen_name : mention.user_id;
    if (!key.empty() && seen.insert(key).second) distinct.push_back(mention);
  }
  return distinct;
}

std::string AttributesOf(const Post& post) {
  json::array mention_ids;
  for (const MentionEntity& mention : DistinctMentions(post)) {
    if (!mention.user_id.empty()) mention_ids.emplace_back(mention.user_id);
  }
  return json::serialize(json::object{
      {"mention_ids", std::move(mention_ids)},
      {"geo", ObjectFrom(post.geo_json)},
      {"retweeted", post.retweeted},
      {"possibly_sensitive", post.possibly_sensitive},
      {"in_reply_to_user_id", TextOrNull(post.in_reply_to_user_id)},
      {"place", ObjectFrom(post.place_json)},
      {"retweet_count", post.retweet_count},
      {"source", TextOrNull(post.source)},
      {"favorited", post.favorited},
      {"truncated", post.truncated},
  });
}

std::string AttributesOf(const DirectMessage& message) {
  return json::serialize(json::object{
      {"created_at", message.created_timestamp},
      {"recipient_id", message.recipient.id},
      {"recipient_screen_name", message.recipient.screen_name},
      {"sender_id", message.sender.id},
      {"sender_screen_name", message.sender.screen_name},
      {"app_id", TextOrNull(message.app_id)},
      {"app_name", TextOrNull(message.app_name)},
      {"geo", json::object()},
      {"place", json::object()},
  });
}

std::string MatchJson(const Routing& routing) {
  json::array matches;
  for (const Match& match : routing.matches) {
    matches.push_back(json::object{{"source", SourceName(match.source)}, {"detail", match.detail}});
  }
  return json::serialize(json::object{
      {"source", TextOrNull(SourceName(routing.source))},
      {"detail", TextOrNull(routing.detail)},
      {"matches", std::move(matches)},
  });
}

}  // namespace twitter
