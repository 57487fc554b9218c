// Fields that the two dialects spell differently are read under both names.
#include "twitter_channel/x_api/v2/post_object.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v1_1/object_parts.hpp"
#include "twitter_channel/x_api/v1_1/time.hpp"
#include "twitter_channel/x_api/v2/entity_objects.hpp"
#include "twitter_channel/x_api/v2/includes.hpp"
#include "twitter_channel/x_api/v2/iso_time.hpp"
#include "twitter_channel/x_api/v2/loose_number.hpp"

namespace twitter {
namespace {

constexpr int kDeepestReference = 1;  // a quoted or repeated post, without what that one quotes

class PostReader {
 public:
  // Reads into `post`, which is empty.
  PostReader(const JsonFields& fields, const ActivityIncludes& includes, int depth, Post& post)
      : fields_(fields), includes_(includes), depth_(depth), post_(post) {}

  void Read() {
    post_.id = fields_.Id("id", "id");
    if (post_.id.empty()) fields_.Complain("id", "is missing");
    const std::string author_id = fields_.Id("author_id", "author_id");
    if (author_id.empty()) fields_.Complain("author_id", "is missing");
    post_.author = includes_.UserWithId(author_id);
    ReadTime();
    ReadText();
    ReadReferences();
    ReadDetails();
    ReadWithholding();
    post_.incomplete = NamesWhatIsMissing();
  }

 private:
  const JsonNode* EitherObject(std::string_view name, std::string_view other) const {
    const JsonNode* object = fields_.Object(name);
    return object != nullptr ? object : fields_.Object(other);
  }

  void ReadTime() {
    const std::string text = fields_.Text("created_at");
    const auto created_ms = ParseIsoTime(text);
    if (!text.empty() && !created_ms) {
      fields_.Complain("created_at", "must be a time like 2026-08-12T18:00:00.000Z");
    }
    post_.created_ms = created_ms.value_or(TimeOfId(post_.id));
  }

  // A long post has its full text apart from the beginning that `text` shows.
  void ReadText() {
    if (const JsonNode* note = EitherObject("note_tweet", "note_post")) {
      const JsonFields note_fields(fields_, "note", *note);
      post_.text = note_fields.Text("text");
      post_.truncated = true;
      if (!post_.text.empty()) {
        post_.entities =
            ReadActivityEntities(note_fields, CodePoints(post_.text), includes_, fields_);
        return;
      }
    }
    if (!fields_.json().contains("text")) fields_.Complain("text", "is missing");
    post_.text = fields_.Text("text");
    post_.entities = ReadActivityEntities(fields_, CodePoints(post_.text), includes_, fields_);
    ReadDisplayStart();
  }

  void ReadDisplayStart() {
    const JsonNode* range = fields_.Array("display_text_range");
    if (range == nullptr || range->empty() || !range->front().is_int64()) return;
    const auto limit = static_cast<std::int64_t>(CodePoints(post_.text));
    const std::int64_t start = *range->front().if_int64();
    post_.display_start = static_cast<std::size_t>(std::clamp<std::int64_t>(start, 0, limit));
  }

  void ReadReferences() {
    post_.conversation_id = fields_.Id("conversation_id", "conversation_id");
    post_.in_reply_to_post_id = fields_.Id("in_reply_to_tweet_id", "in_reply_to_post_id");
    post_.in_reply_to_user_id = fields_.Id("in_reply_to_user_id", "in_reply_to_user_id");
    const auto read = [this](const JsonFields& reference) { ReadReference(reference); };
    fields_.ForEach("referenced_tweets", read);
    fields_.ForEach("referenced_posts", read);
    post_.quoted = Included(post_.quoted_post_id);
    post_.reposted = Included(post_.reposted_post_id);
  }

  void ReadReference(const JsonFields& reference) {
    const std::string type = reference.Text("type");
    const std::string id = reference.Id("id", "id");
    if (type == "replied_to" && post_.in_reply_to_post_id.empty()) post_.in_reply_to_post_id = id;
    if (type == "quoted") post_.quoted_post_id = id;
    if (type == "retweeted" || type == "reposted") post_.reposted_post_id = id;
  }

  // What stands beside the post is a help, not a part of it: unreadable is as good as absent.
  std::shared_ptr<const Post> Included(const std::string& id) const {
    const JsonNode* object = depth_ < kDeepestReference ? includes_.Post(id) : nullptr;
    if (object == nullptr) return nullptr;
    JsonProblem problem;
    const auto post = std::make_shared<Post>();
    PostReader(JsonFields(*object, problem), includes_, depth_ + 1, *post).Read();
    return problem ? nullptr : post;
  }

  void ReadDetails() {
    post_.lang = fields_.Text("lang");
    post_.source = fields_.Text("source");
    post_.possibly_sensitive = fields_.Flag("possibly_sensitive");
    if (const JsonNode* geo = fields_.Object("geo")) post_.geo_json = geo->ToText();
    const JsonNode* edits = fields_.Array("edit_history_tweet_ids");
    if (edits == nullptr) edits = fields_.Array("edit_history_post_ids");
    if (edits != nullptr) ReadEdits(*edits);
    if (const JsonNode* metrics = fields_.Object("public_metrics")) {
      post_.retweet_count = LooseNumber(
          *metrics, metrics->contains("repost_count") ? "repost_count" : "retweet_count");
    }
  }

  void ReadEdits(const JsonNode& edits) {
    for (const JsonNode& edit : edits) {
      if (const std::string_view* id = edit.if_string()) post_.edit_ids.emplace_back(*id);
    }
  }

  void ReadWithholding() {
    if (const JsonNode* withheld = ObjectMember(fields_.json(), "withheld")) {
      const bool* copyright = nullptr;
      if (const JsonNode* flag = withheld->if_contains("copyright")) copyright = flag->if_bool();
      post_.withheld.copyright = copyright != nullptr && *copyright;
      post_.withheld.whole_account = TextMember(*withheld, "scope") == "user";
      AddCountries(*withheld);
    }
    if (const JsonNode* author = includes_.User(post_.author.id)) {
      const JsonNode* withheld = ObjectMember(*author, "withheld");
      if (withheld == nullptr) return;
      post_.withheld.whole_account = true;
      AddCountries(*withheld);
    }
  }

  void AddCountries(const JsonNode& withheld) {
    const JsonNode* codes = ArrayMember(withheld, "country_codes");
    if (codes == nullptr) return;
    for (const JsonNode& code : *codes) {
      const std::string_view* text = code.if_string();
      if (text != nullptr && text->size() == 2) post_.withheld.countries.emplace_back(*text);
    }
  }

  // What it quotes or repeats, its files.
  bool NamesWhatIsMissing() const {
    if (!post_.quoted_post_id.empty() && !post_.quoted) return true;
    if (!post_.reposted_post_id.empty() && !post_.reposted) return true;
    const JsonNode* attachments = ObjectMember(fields_.json(), "attachments");
    const JsonNode* keys =
        attachments == nullptr ? nullptr : ArrayMember(*attachments, "media_keys");
    return keys != nullptr && keys->size() > post_.entities.media.size();
  }

  const JsonFields& fields_;
  const ActivityIncludes& includes_;
  const int depth_;
  Post& post_;
};

}  // namespace

chp::Result<void> ParseActivityPost(const JsonNode& object, const ActivityIncludes& includes,
                                    Post& post) {
  JsonProblem problem;
  const JsonFields fields(object, problem);
  PostReader(fields, includes, 0, post).Read();
  if (problem) return *std::move(problem);
  return {};
}

chp::Result<Post> ParseActivityPost(const JsonNode& object, const ActivityIncludes& includes) {
  Post post;
  if (auto done = ParseActivityPost(object, includes, post); !done) {
    return std::move(done).error();
  }
  return post;
}

}  // namespace twitter
