// Posts. A long one has its real text and entities in `extended_tweet`, or, from REST, in
// `full_text`; `text` alone is cut at 140 characters then.
#include <algorithm>
#include <utility>

#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/object_parts.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"
#include "twitter_channel/x_api/v1_1/time.hpp"

namespace twitter {
namespace {

constexpr int kDeepestInnerPost = 2;  // a repost of a quote of a post

void ReadPost(const JsonFields& fields, int depth, Post& post);

std::size_t DisplayStart(const JsonFields& holder, std::size_t length) {
  const JsonNode* range = holder.Array("display_text_range");
  if (range == nullptr || range->empty()) return 0;
  const std::int64_t* start = range->front().if_int64();
  if (start == nullptr) {
    holder.Complain("display_text_range", "must hold whole numbers");
    return 0;
  }
  return static_cast<std::size_t>(
      std::clamp<std::int64_t>(*start, 0, static_cast<std::int64_t>(length)));
}

void ReadTextFrom(const JsonFields& holder, std::string text, Post& post) {
  post.text = std::move(text);
  const std::size_t length = CodePoints(post.text);
  post.entities = ReadEntities(holder, length);
  post.display_start = DisplayStart(holder, length);
}

void ReadText(const JsonFields& fields, Post& post) {
  if (const JsonNode* extended = fields.Object("extended_tweet")) {
    const JsonFields holder(fields, "extended_tweet", *extended);
    std::string full_text = holder.Text("full_text");
    if (!full_text.empty()) return ReadTextFrom(holder, std::move(full_text), post);
  }
  const bool has_full_text = fields.json().contains("full_text");
  const std::string_view name = has_full_text ? "full_text" : "text";
  if (!fields.json().contains(name)) fields.Complain("text", "is missing");
  ReadTextFrom(fields, fields.Text(name), post);
}

std::int64_t CreatedMs(const JsonFields& fields, const Post& post) {
  if (const auto exact = fields.Millis("timestamp_ms")) return *exact;
  const std::string text = fields.Text("created_at");
  if (text.empty()) return TimeOfId(post.id);
  const auto parsed = ParseV11Time(text);
  if (!parsed) fields.Complain("created_at", "must be a time like Mon May 19 14:01:46 +0000 2025");
  return parsed.value_or(0);
}

// The post inside `name`: its id always, itself unless it stands too deep.
std::shared_ptr<const Post> ReadInner(const JsonFields& fields, std::string_view name, int depth,
                                      std::string& id) {
  const JsonNode* inner = fields.Object(name);
  if (inner == nullptr) return nullptr;
  const JsonFields inner_fields(fields, name, *inner);
  if (id.empty()) id = inner_fields.Id("id_str", "id");
  if (depth == kDeepestInnerPost) return nullptr;
  const auto post = std::make_shared<Post>();
  ReadPost(inner_fields, depth + 1, *post);
  return post;
}

std::string JsonOrEmptyObject(const JsonFields& fields, std::string_view name) {
  const JsonNode* object = fields.Object(name);
  return object == nullptr ? "{}" : object->ToText();
}

// What cannot be read of it is as good as absent.
Withholding ReadWithholding(const JsonNode& post) {
  Withholding withheld;
  const JsonNode* copyright = post.if_contains("withheld_copyright");
  const bool* flag = copyright == nullptr ? nullptr : copyright->if_bool();
  withheld.copyright = flag != nullptr && *flag;
  withheld.whole_account = TextMember(post, "withheld_scope") == "user";
  if (const JsonNode* codes = ArrayMember(post, "withheld_in_countries")) {
    for (const JsonNode& code : *codes) {
      const std::string_view* text = code.if_string();
      if (text != nullptr && text->size() == 2) withheld.countries.emplace_back(*text);
    }
  }
  return withheld;
}

void ReadDetails(const JsonFields& fields, Post& post) {
  post.withheld = ReadWithholding(fields.json());
  post.lang = fields.Text("lang");
  post.geo_json = JsonOrEmptyObject(fields, "geo");
  post.place_json = JsonOrEmptyObject(fields, "place");
  post.source = fields.Text("source");
  post.possibly_sensitive = fields.Flag("possibly_sensitive");
  post.retweeted = fields.Flag("retweeted");
  post.favorited = fields.Flag("favorited");
  post.truncated = fields.Flag("truncated");
  post.retweet_count = fields.Number("retweet_count");
  post.poll = ReadPoll(fields);
  post.card = ReadCard(fields);
}

void ReadPost(const JsonFields& fields, int depth, Post& post) {
  post.id = fields.Id("id_str", "id");
  if (post.id.empty()) fields.Complain("id_str", "is missing");
  ReadText(fields, post);
  if (const JsonNode* user = fields.Object("user")) {
    post.author = ReadUser(JsonFields(fields, "user", *user));
  } else {
    fields.Complain("user", "is missing");
  }
  post.created_ms = CreatedMs(fields, post);
  post.in_reply_to_post_id = fields.Id("in_reply_to_status_id_str", "in_reply_to_status_id");
  post.in_reply_to_user_id = fields.Id("in_reply_to_user_id_str", "in_reply_to_user_id");
  post.quoted_post_id = fields.Id("quoted_status_id_str", "quoted_status_id");
  post.quoted = ReadInner(fields, "quoted_status", depth, post.quoted_post_id);
  post.reposted = ReadInner(fields, "retweeted_status", depth, post.reposted_post_id);
  ReadDetails(fields, post);
}

}  // namespace

chp::Result<void> ParsePost(const JsonNode& json, Post& post) {
  JsonProblem problem;
  ReadPost(JsonFields(json, problem), 0, post);
  if (problem) return *std::move(problem);
  return {};
}

chp::Result<Post> ParsePost(const JsonNode& json) {
  Post post;
  if (auto done = ParsePost(json, post); !done) return std::move(done).error();
  return post;
}

}  // namespace twitter
