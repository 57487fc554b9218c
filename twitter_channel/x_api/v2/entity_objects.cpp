// Media stand beside the post; a link of the text leads to each by its key.
#include "twitter_channel/x_api/v2/entity_objects.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace twitter {
namespace {

// A value below zero or beyond the text is cut to it.
std::size_t Position(const JsonFields& entity, std::string_view name, std::size_t length) {
  const auto limit = static_cast<std::int64_t>(length);
  return static_cast<std::size_t>(std::clamp<std::int64_t>(entity.Number(name), 0, limit));
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

MediaType TypeOf(std::string_view name) {
  if (name == "video") return MediaType::kVideo;
  if (name == "animated_gif") return MediaType::kAnimatedGif;
  return MediaType::kPhoto;
}

// The media behind a link of the text.
Media MediaBehind(const UrlEntity& url, const JsonFields& fields) {
  Media media;
  media.id = fields.Text("media_key");
  media.type = TypeOf(fields.Text("type"));
  media.short_url = url.url;
  media.expanded_url = url.expanded_url;
  media.display_url = url.display_url;
  media.url = fields.Text("url");
  if (media.url.empty()) media.url = fields.Text("preview_image_url");
  media.alt_text = fields.Text("alt_text");
  fields.ForEach("variants", [&](const JsonFields& variant) {
    media.variants.push_back(
        {variant.Text("url"), variant.Text("content_type"), variant.Number("bit_rate")});
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
    const JsonNode* media = includes_.Media(url.Text("media_key"));
    if (media == nullptr || !seen_.insert(media).second) return;
    entities_.media.push_back(
        MediaBehind(entities_.urls.back(), JsonFields(url, "media_key", *media)));
  }

 private:
  const std::size_t length_;
  const ActivityIncludes& includes_;
  Entities& entities_;
  std::unordered_set<const JsonNode*> seen_;
};

}  // namespace

Entities ReadActivityEntities(const JsonFields& holder, std::size_t length,
                              const ActivityIncludes& includes) {
  Entities read;
  const JsonNode* object = holder.Object("entities");
  if (object == nullptr) return read;
  const JsonFields entities(holder, "entities", *object);
  entities.ForEach("mentions", [&](const JsonFields& mention) {
    const std::string id = mention.Id("id", "id");
    read.mentions.push_back(
        {id, mention.Text("username"), includes.NameOf(id), ReadSpan(mention, length)});
  });
  LinkReader links(length, includes, read);
  entities.ForEach("urls", [&](const JsonFields& url) { links.Read(url); });
  read.hashtags = ReadTags(entities, "hashtags", length);
  read.cashtags = ReadTags(entities, "cashtags", length);
  return read;
}

}  // namespace twitter
