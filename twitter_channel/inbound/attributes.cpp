// Absent values are null, and never missing: agents' tools look the members up by name. "geo" and
// "place" are objects always, because null objects once broke a search index (behaviour.md 9).
#include "twitter_channel/inbound/attributes.hpp"

#include <string_view>
#include <unordered_set>

#include "plugin_api/cpp/json_text.hpp"

namespace twitter {

MentionList DistinctMentions(const Post& post) {
  MentionList distinct;
  std::unordered_set<std::string_view> seen;
  for (const MentionEntity& mention : post.entities.mentions) {
    const std::string_view key = mention.user_id.empty() ? mention.screen_name : mention.user_id;
    if (!key.empty() && seen.insert(key).second) distinct.push_back(&mention);
  }
  return distinct;
}

std::string AttributesOf(const Post& post, const MentionList& mentions) {
  chp::JsonText json;
  json.BeginObject().Name("mention_ids").BeginArray();
  for (const MentionEntity* mention : mentions) {
    if (!mention->user_id.empty()) json.Text(mention->user_id);
  }
  json.EndArray();
  json.Name("geo").Raw(post.geo_json);
  json.Name("retweeted").Flag(post.retweeted);
  json.Name("possibly_sensitive").Flag(post.possibly_sensitive);
  json.Name("in_reply_to_user_id").TextOrNull(post.in_reply_to_user_id);
  json.Name("place").Raw(post.place_json);
  json.Name("retweet_count").Number(post.retweet_count);
  json.Name("source").TextOrNull(post.source);
  json.Name("favorited").Flag(post.favorited);
  json.Name("truncated").Flag(post.truncated);
  return std::move(json.EndObject()).Take();
}

std::string AttributesOf(const DirectMessage& message) {
  chp::JsonText json;
  json.BeginObject();
  json.Name("created_at").Text(message.created_timestamp);
  json.Name("recipient_id").Text(message.recipient.id);
  json.Name("recipient_screen_name").Text(message.recipient.screen_name);
  json.Name("sender_id").Text(message.sender.id);
  json.Name("sender_screen_name").Text(message.sender.screen_name);
  json.Name("app_id").TextOrNull(message.app_id);
  json.Name("app_name").TextOrNull(message.app_name);
  json.Name("geo").Raw("{}");
  json.Name("place").Raw("{}");
  return std::move(json.EndObject()).Take();
}

std::string MatchJson(const Routing& routing) {
  chp::JsonText json;
  json.BeginObject();
  json.Name("source").TextOrNull(SourceName(routing.source));
  json.Name("detail").TextOrNull(routing.detail);
  json.Name("matches").BeginArray();
  for (const Match& match : routing.matches) {
    json.BeginObject();
    json.Name("source").Text(SourceName(match.source)).Name("detail").Text(match.detail);
    if (!match.rule.empty()) json.Name("rule").Text(match.rule).Name("value").Text(match.value);
    json.EndObject();
  }
  json.EndArray();
  if (routing.refusals.empty()) return std::move(json.EndObject()).Take();
  json.Name("refused").BeginArray();
  for (const RuledOut& refusal : routing.refusals) {
    json.BeginObject();
    json.Name("source").TextOrNull(SourceName(refusal.source));
    json.Name("rule").Text(refusal.rule).Name("value").Text(refusal.value);
    json.EndObject();
  }
  json.EndArray();
  return std::move(json.EndObject()).Take();
}

}  // namespace twitter
