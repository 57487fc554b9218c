#include "tests/x_simulator/api/objects.hpp"

#include <algorithm>

#include "tests/x_simulator/api/entities.hpp"
#include "tests/x_simulator/api/media_object.hpp"
#include "tests/x_simulator/base/html.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

constexpr std::size_t kCompatibleLength = 140;
// "… https://t.co/" and ten characters: what follows a cut text.
constexpr std::size_t kCutSuffixLength = 25;
constexpr std::size_t kShortCodeLength = 10;

std::string ProfileImage(const ObjectSource& source, const User& user) {
  const std::string picture = user.picture.empty() ? "" : "_" + user.picture;
  return MediaBase(source) + "/media/profile_" + user.id + picture + "_normal.png";
}

json::value IdOrNull(const std::string& id) { return id.empty() ? json::value() : Number(id); }
json::value TextOrNull(const std::string& id) {
  return id.empty() ? json::value() : json::value(id);
}

std::string SourceLink(const State& state, const std::string& app_id) {
  const App* app = state.apps.Find(app_id);
  if (app == nullptr) return "<a href=\"https://x.com\" rel=\"nofollow\">X Web App</a>";
  return "<a href=\"" + EscapeHtml(app->website) + "\" rel=\"nofollow\">" + EscapeHtml(app->name) +
         "</a>";
}

json::array DisplayRange(const Post& post, const EscapedText& escaped) {
  return escaped.Indices(post.display);
}

// Whole text, display range, entities and media under the given name for the text.
void AddWholeText(const ObjectSource& source, const Post& post, std::string_view text_name,
                  json::object& target) {
  const EscapedText escaped(post.content.text);
  target[text_name] = escaped.text();
  target["display_text_range"] = DisplayRange(post, escaped);
  json::object entities = Entities(source, post.content, escaped, escaped.typed_length());
  const json::array media = PostMedia(source, post, escaped);
  if (!media.empty()) {
    entities["media"] = json::array{media.front()};
    target["extended_entities"] = {{"media", media}};
  }
  target["entities"] = entities;
}

// Where a text can be cut: not inside an entity.
std::size_t CutPosition(const RichText& content) {
  std::size_t cut = kCompatibleLength - kCutSuffixLength;
  const auto avoid = [&cut](const Span& span) {
    if (span.start < cut && span.end > cut) cut = span.start;
  };
  for (const UrlEntity& url : content.urls) avoid(url.span);
  for (const MentionEntity& mention : content.mentions) avoid(mention.span);
  for (const HashtagEntity& tag : content.hashtags) avoid(tag.span);
  return cut;
}

void AddCutText(const ObjectSource& source, const Post& post, json::object& target) {
  const EscapedText escaped(post.content.text);
  const std::size_t cut = CutPosition(post.content);
  const std::string shown = escaped.Prefix(cut);
  const std::string link = "https://t.co/" + post.id.substr(post.id.size() - kShortCodeLength);
  target["text"] = shown + "… " + link;
  json::object entities = Entities(source, post.content, escaped, cut);
  const std::size_t link_start = escaped.Indices({0, cut}).back().to_number<std::size_t>() + 2;
  entities["urls"].as_array().push_back(
      {{"url", link},
       {"expanded_url", "https://twitter.com/i/web/status/" + post.id},
       {"display_url", "twitter.com/i/web/status/1…"},
       {"indices", {link_start, link_start + link.size()}}});
  target["entities"] = entities;
}

void AddText(const ObjectSource& source, const Post& post, PostForm form, json::object& target) {
  const bool is_long = EscapedText(post.content.text).typed_length() > kCompatibleLength;
  const bool cut = is_long && form != PostForm::kExtended;
  target["truncated"] = cut;
  if (!cut) {
    AddWholeText(source, post, form == PostForm::kExtended ? "full_text" : "text", target);
    return;
  }
  AddCutText(source, post, target);
  if (form != PostForm::kEvent) return;
  json::object whole;
  AddWholeText(source, post, "full_text", whole);
  target["extended_tweet"] = whole;
}

void AddReply(const State& state, const Post& post, json::object& target) {
  const User* user = state.users.Find(post.in_reply_to_user_id);
  target["in_reply_to_status_id"] = IdOrNull(post.in_reply_to_status_id);
  target["in_reply_to_status_id_str"] = TextOrNull(post.in_reply_to_status_id);
  target["in_reply_to_user_id"] = IdOrNull(post.in_reply_to_user_id);
  target["in_reply_to_user_id_str"] = TextOrNull(post.in_reply_to_user_id);
  target["in_reply_to_screen_name"] = TextOrNull(user == nullptr ? "" : user->screen_name);
}

void AddCounts(const State& state, const Post& post, json::object& target) {
  std::size_t quotes = 0;
  std::size_t replies = 0;
  std::size_t reposts = 0;
  for (const Post& other : state.posts.list) {
    if (other.deleted) continue;
    quotes += other.quote_of == post.id;
    replies += other.in_reply_to_status_id == post.id;
    reposts += other.repost_of == post.id;
  }
  target["quote_count"] = quotes;
  target["reply_count"] = replies;
  target["retweet_count"] = reposts;
  target["favorite_count"] = 0;
}

void AddPlace(const Post& post, json::object& target) {
  for (const char* name : {"geo", "coordinates", "place", "contributors"}) target[name] = nullptr;
  if (!post.place.empty()) {
    const std::string name = post.place.substr(0, post.place.find(','));
    target["place"] = {{"id", "01a9a39529b27f36"}, {"place_type", "city"}, {"name", name},
                       {"full_name", post.place},  {"country_code", "GB"}, {"country", "UK"}};
  }
  if (post.point.size() != 2) return;
  target["coordinates"] = {{"type", "Point"}, {"coordinates", {post.point[0], post.point[1]}}};
  target["geo"] = {{"type", "Point"}, {"coordinates", {post.point[1], post.point[0]}}};
}

// A poll is a card with numbered values.
void AddPoll(const Post& post, json::object& target) {
  if (post.poll.empty()) return;
  json::object values;
  for (std::size_t i = 0; i < post.poll.size(); ++i) {
    const std::string choice = "choice" + std::to_string(i + 1);
    values[choice + "_label"] = {{"type", "STRING"}, {"string_value", post.poll[i]}};
    values[choice + "_count"] = {{"type", "STRING"}, {"string_value", "0"}};
  }
  target["card"] = {{"name", "poll" + std::to_string(post.poll.size()) + "choice_text_only"},
                    {"url", "card://" + post.id},
                    {"binding_values", values}};
}

// The post without the posts it refers to.
json::object PlainPost(const ObjectSource& source, const Post& post, PostForm form) {
  const User* author = source.state.users.Find(post.user_id);
  json::object target = {
      {"created_at", LegacyTime(post.created_ms)}, {"id", Number(post.id)}, {"id_str", post.id}};
  AddText(source, post, form, target);
  target["source"] = SourceLink(source.state, post.app_id);
  AddReply(source.state, post, target);
  target["user"] = UserObject(source, *author);
  AddPlace(post, target);
  AddPoll(post, target);
  AddCounts(source.state, post, target);
  target["is_quote_status"] = !post.quote_of.empty();
  for (const char* name : {"favorited", "retweeted", "possibly_sensitive"}) target[name] = false;
  target["lang"] = "en";
  if (form == PostForm::kEvent) {
    target["filter_level"] = "low";
    target["timestamp_ms"] = std::to_string(post.created_ms);
  }
  return target;
}

void AddQuoted(const ObjectSource& source, const Post& post, PostForm form, json::object& target) {
  target["quoted_status_id"] = Number(post.quote_of);
  target["quoted_status_id_str"] = post.quote_of;
  if (!post.content.urls.empty()) {
    const UrlEntity& link = post.content.urls.back();
    target["quoted_status_permalink"] = {
        {"url", link.url}, {"expanded", link.expanded_url}, {"display", link.display_url}};
  }
  const Post* quoted = source.state.posts.Find(post.quote_of);
  if (quoted != nullptr) target["quoted_status"] = PlainPost(source, *quoted, form);
}

}  // namespace

json::object UserObject(const ObjectSource& source, const User& user) {
  const auto& posts = source.state.posts.list;
  const auto count = std::count_if(posts.begin(), posts.end(), [&](const Post& post) {
    return post.user_id == user.id && !post.deleted;
  });
  return {{"id", Number(user.id)},
          {"id_str", user.id},
          {"name", user.name},
          {"screen_name", user.screen_name},
          {"location", user.location},
          {"description", user.description},
          {"url", TextOrNull(user.url)},
          {"protected", user.is_protected},
          {"verified", user.verified},
          {"followers_count", 0},
          {"friends_count", 0},
          {"statuses_count", count},
          {"created_at", LegacyTime(user.created_ms)},
          {"profile_image_url", ProfileImage(source, user)},
          {"profile_image_url_https", ProfileImage(source, user)}};
}

json::object CondensedUserObject(const ObjectSource& source, const User& user) {
  return {{"id", user.id},
          {"created_timestamp", std::to_string(user.created_ms)},
          {"name", user.name},
          {"screen_name", user.screen_name},
          {"location", user.location},
          {"description", user.description},
          {"url", TextOrNull(user.url)},
          {"protected", user.is_protected},
          {"verified", user.verified},
          {"followers_count", 0},
          {"friends_count", 0},
          {"statuses_count", 0},
          {"profile_image_url", ProfileImage(source, user)},
          {"profile_image_url_https", ProfileImage(source, user)}};
}

json::object PostObject(const ObjectSource& source, const Post& post, PostForm form) {
  json::object target = PlainPost(source, post, form);
  if (!post.quote_of.empty()) AddQuoted(source, post, form, target);
  const Post* original = post.repost_of.empty() ? nullptr : source.state.posts.Find(post.repost_of);
  if (original != nullptr) target["retweeted_status"] = PlainPost(source, *original, form);
  return target;
}

}  // namespace xsim
