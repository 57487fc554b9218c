// Media stand beside the post; a link of the text leads to each by its key.
#include "twitter_channel/x_api/v2/entity_objects.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/media_type_name.hpp"
#include "twitter_channel/x_api/v2/loose_number.hpp"

namespace twitter {
namespace {

// A value below zero or beyond the text is cut to it.
std::size_t Position(const JsonFields& entity, std::string_view name, std::size_t length) {
  const auto limit = static_cast<std::int64_t>(length);
  return static_cast<std::size_t>(
      std::clamp<std::int64_t>(LooseNumber(entity.json(), name), 0, limit));
}

Span ReadSpan(const JsonFields& entity, std::size_t length) {
  const std::size_t start = Position(entity, "start", length);
  return {start, std::max(start, Position(entity, "end", length))};
}

std::vector<TagEntity> ReadTags(const JsonFields& entities, std::string_view name,
                                std::size_t length) {
  std::vector<TagEntity> tags;
  entities.ForEach(name, [&](const JsonFields& tag) {
    tags.push_back({tag.Text("tag"), ReadSpan(tag, length)});
  });
  return tags;
}

// `url` leads to it, where the text has a link to it.
Media MediaBehind(const UrlEntity& url, const JsonFields& fields) {
  Media media;
  media.id = fields.Text("media_key");
  media.type = MediaTypeNamed(fields.Text("type"));
  media.short_url = url.url;
  media.expanded_url = url.expanded_url;
  media.display_url = url.display_url;
  media.url = fields.Text("url");
  if (media.url.empty()) media.url = fields.Text("preview_image_url");
  media.alt_text = fields.Text("alt_text");
  fields.ForEach("variants", [&](const JsonFields& variant) {
    media.variants.push_back({variant.Text("url"), variant.Text("content_type"),
                              LooseNumber(variant.json(), "bit_rate")});
  });
  return media;
}

// Links of a text, and the media behind them: each once, however many links lead to it.
class LinkReader {
 public:
  LinkReader(std::size_t length, const ActivityIncludes& includes, Entities& entities)
      : length_(length), includes_(includes), entities_(entities) {}

  void Read(const JsonFields& url) {
    entities_.urls.push_back({url.Text("url"), url.Text("expanded_url"), url.Text("display_url"),
                              ReadSpan(url, length_)});
    Add(entities_.urls.back(), includes_.Media(url.Text("media_key")), url);
  }
  // What is attached and no link leads to.
  void ReadAttached(const JsonFields& holder) {
    const JsonNode* attachments = holder.Object("attachments");
    const JsonNode* keys =
        attachments == nullptr ? nullptr : ArrayMember(*attachments, "media_keys");
    if (keys == nullptr) return;
    for (const JsonNode& key : *keys) {
      if (const std::string_view* text = key.if_string()) Add({}, includes_.Media(*text), holder);
    }
  }

 private:
  void Add(const UrlEntity& url, const JsonNode* media, const JsonFields& holder) {
    if (media == nullptr || !seen_.insert(media).second) return;
    entities_.media.push_back(MediaBehind(url, JsonFields(holder, "media_key", *media)));
  }

  const std::size_t length_;
  const ActivityIncludes& includes_;
  Entities& entities_;
  std::unordered_set<const JsonNode*> seen_;
};

}  // namespace

Entities ReadActivityEntities(const JsonFields& holder, std::size_t length,
                              const ActivityIncludes& includes, const JsonFields& post) {
  Entities read;
  LinkReader links(length, includes, read);
  const JsonNode* object = holder.Object("entities");
  if (object == nullptr) {
    links.ReadAttached(post);
    return read;
  }
  const JsonFields entities(holder, "entities", *object);
  entities.ForEach("mentions", [&](const JsonFields& mention) {
    const std::string id = mention.Id("id", "id");
    read.mentions.push_back(
        {id, mention.Text("username"), includes.NameOf(id), ReadSpan(mention, length)});
  });
  entities.ForEach("urls", [&](const JsonFields& url) { links.Read(url); });
  links.ReadAttached(post);
  read.hashtags = ReadTags(entities, "hashtags", length);
  read.cashtags = ReadTags(entities, "cashtags", length);
  return read;
}

}  // namespace twitter
