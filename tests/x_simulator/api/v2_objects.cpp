#include "tests/x_simulator/api/v2_objects.hpp"

#include <set>

#include "tests/x_simulator/api/entities.hpp"
#include "tests/x_simulator/api/media_object.hpp"
#include "tests/x_simulator/base/time_text.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

std::string MediaKey(const Photo& photo) {
  return (photo.type == "photo" ? "3_" : "7_") + photo.id;
}

json::object Placed(const EscapedText& escaped, const Span& span) {
  const json::array indices = escaped.Indices(span);
  return {{"start", indices.at(0)}, {"end", indices.at(1)}};
}

json::array Mentions(const ObjectSource& source, const Post& post, const EscapedText& escaped) {
  json::array list;
  for (const MentionEntity& mention : post.content.mentions) {
    const User* user = source.state.users.Find(mention.user_id);
    if (user == nullptr) continue;
    json::object entity = Placed(escaped, mention.span);
    entity["username"] = user->screen_name;
    entity["id"] = user->id;
    list.push_back(entity);
  }
  return list;
}

json::array Urls(const Post& post, const EscapedText& escaped) {
  json::array list;
  for (const UrlEntity& url : post.content.urls) {
    json::object entity = Placed(escaped, url.span);
    entity["url"] = url.url;
    entity["expanded_url"] = url.expanded_url;
    entity["display_url"] = url.display_url;
    list.push_back(entity);
  }
  for (const Photo& photo : post.photos) {
    json::object entity = Placed(escaped, post.photo_span);
    entity["url"] = photo.url;
    entity["expanded_url"] = "https://x.com/i/status/" + post.id + "/photo/1";
    entity["display_url"] = "pic.x.com/" + photo.url.substr(photo.url.rfind('/') + 1);
    entity["media_key"] = MediaKey(photo);
    list.push_back(entity);
  }
  return list;
}

json::object EntitiesOf(const ObjectSource& source, const Post& post, const EscapedText& escaped) {
  json::object entities;
  if (auto mentions = Mentions(source, post, escaped); !mentions.empty()) {
    entities["mentions"] = mentions;
  }
  if (auto urls = Urls(post, escaped); !urls.empty()) entities["urls"] = urls;
  json::array tags;
  for (const HashtagEntity& tag : post.content.hashtags) {
    json::object entity = Placed(escaped, tag.span);
    entity["tag"] = tag.text;
    tags.push_back(entity);
  }
  if (!tags.empty()) entities["hashtags"] = tags;
  return entities;
}

json::array References(const Post& post) {
  json::array list;
  const auto add = [&](std::string_view type, const std::string& id) {
    if (!id.empty()) list.push_back(json::object{{"type", type}, {"id", id}});
  };
  add("replied_to", post.in_reply_to_status_id);
  add("quoted", post.quote_of);
  add("retweeted", post.repost_of);
  return list;
}

json::object V2MediaObject(const ObjectSource& source, const Photo& photo) {
  const json::object old = MediaObject(photo, MediaBase(source) + "/media/", json::array{0, 0}, "");
  json::object media{{"media_key", MediaKey(photo)}, {"type", photo.type}};
  if (!photo.alt_text.empty()) media["alt_text"] = photo.alt_text;
  if (photo.type == "photo") {
    media["url"] = old.at("media_url_https");
    return media;
  }
  media["preview_image_url"] = old.at("media_url_https");
  json::array variants;
  for (const auto& variant : old.at("video_info").at("variants").as_array()) {
    json::object entry{{"content_type", variant.at("content_type")}, {"url", variant.at("url")}};
    if (variant.as_object().contains("bitrate")) entry["bit_rate"] = variant.at("bitrate");
    variants.push_back(entry);
  }
  media["variants"] = variants;
  return media;
}

}  // namespace

std::string V2Time(std::int64_t milliseconds) {
  std::string text = IsoTime(milliseconds);
  text.pop_back();
  const std::string part = std::to_string(1000 + milliseconds % 1000);
  return text + "." + part.substr(1) + "Z";
}

std::string ConversationOf(const State& state, const Post& post) {
  const Post* first = &post;
  while (const Post* parent = state.posts.Find(first->in_reply_to_status_id)) first = parent;
  return first->id;
}

std::string ConversationOf(const DirectMessage& message) {
  const bool sorted = IsSmallerId(message.sender_id, message.recipient_id);
  return sorted ? message.sender_id + "-" + message.recipient_id
                : message.recipient_id + "-" + message.sender_id;
}

json::object V2UserObject(const ObjectSource& source, const User& user) {
  const json::object old = CondensedUserObject(source, user);
  json::object shown{{"id", user.id},
                     {"username", user.screen_name},
                     {"name", user.name},
                     {"created_at", V2Time(user.created_ms)},
                     {"description", user.description},
                     {"protected", user.is_protected},
                     {"verified", user.verified},
                     {"verified_type", user.verified ? "blue" : "none"},
                     {"url", user.url},
                     {"profile_image_url", old.at("profile_image_url_https")},
                     {"public_metrics", json::object{{"followers_count", user.followers.size()}}}};
  if (!user.location.empty()) shown["location"] = user.location;
  return shown;
}

json::object V2PostObject(const ObjectSource& source, const Post& post) {
  const EscapedText escaped(post.content.text);
  json::object shown{{"id", post.id},
                     {"text", escaped.text()},
                     {"author_id", post.user_id},
                     {"created_at", V2Time(post.created_ms)},
                     {"conversation_id", ConversationOf(source.state, post)},
                     {"edit_history_tweet_ids", json::array{json::value(post.id)}},
                     {"lang", "en"},
                     {"possibly_sensitive", false},
                     {"reply_settings", "everyone"},
                     {"display_text_range", escaped.Indices(post.display)},
                     {"public_metrics", json::object{{"retweet_count", 0}, {"reply_count", 0}}}};
  if (!post.in_reply_to_user_id.empty()) shown["in_reply_to_user_id"] = post.in_reply_to_user_id;
  if (auto references = References(post); !references.empty()) {
    shown["referenced_tweets"] = references;
  }
  if (auto entities = EntitiesOf(source, post, escaped); !entities.empty()) {
    shown["entities"] = entities;
  }
  if (!post.photos.empty()) {
    json::array keys;
    for (const Photo& photo : post.photos) keys.push_back(json::value(MediaKey(photo)));
    shown["attachments"] = json::object{{"media_keys", keys}};
  }
  return shown;
}

json::object V2Includes(const ObjectSource& source, const std::vector<const Post*>& posts) {
  std::set<std::string> people;
  std::set<std::string> referred;
  json::array media;
  for (const Post* post : posts) {
    people.insert({post->user_id, post->in_reply_to_user_id});
    for (const MentionEntity& mention : post->content.mentions) people.insert(mention.user_id);
    referred.insert({post->in_reply_to_status_id, post->quote_of, post->repost_of});
    for (const Photo& photo : post->photos) media.push_back(V2MediaObject(source, photo));
  }
  json::array tweets;
  for (const std::string& id : referred) {
    const Post* post = source.state.posts.Find(id);
    if (post == nullptr) continue;
    people.insert(post->user_id);
    tweets.push_back(V2PostObject(source, *post));
  }
  json::array users;
  for (const std::string& id : people) {
    const User* user = source.state.users.Find(id);
    if (user != nullptr) users.push_back(V2UserObject(source, *user));
  }
  json::object includes;
  if (!users.empty()) includes["users"] = users;
  if (!tweets.empty()) includes["tweets"] = tweets;
  if (!media.empty()) includes["media"] = media;
  return includes;
}

}  // namespace xsim
