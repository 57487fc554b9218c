// Entities: mentions, links, tags and media of a text.
#include <algorithm>
#include <cstdint>
#include <iterator>

#include "twitter_channel/x_api/media_type_name.hpp"
#include "twitter_channel/x_api/v1_1/object_parts.hpp"

namespace twitter {
namespace {

// "indices": [start, end] in code points, end exclusive.
Span ReadIndices(const JsonFields& entity, std::size_t length) {
  const JsonNode* indices = entity.Array("indices");
  if (indices == nullptr) return {};
  const std::int64_t* first = indices->size() == 2 ? indices->begin()->if_int64() : nullptr;
  const std::int64_t* second =
      indices->size() == 2 ? std::next(indices->begin())->if_int64() : nullptr;
  if (first == nullptr || second == nullptr) {
    entity.Complain("indices", "must be two whole numbers");
    return {};
  }
  const auto limit = static_cast<std::int64_t>(length);
  const std::int64_t start = std::clamp<std::int64_t>(*first, 0, limit);
  const std::int64_t end = std::clamp<std::int64_t>(*second, start, limit);
  return {static_cast<std::size_t>(start), static_cast<std::size_t>(end)};
}

// X writes -1 for somebody it no longer knows: a mention of nobody.
std::string MentionedId(const JsonFields& mention) {
  const auto* number = mention.json().if_contains("id");
  const auto* text = mention.json().if_contains("id_str");
  const std::int64_t* value = number != nullptr ? number->if_int64() : nullptr;
  const std::string_view* written = text != nullptr ? text->if_string() : nullptr;
  const bool nobody = (value != nullptr && *value < 0) || (written != nullptr && *written == "-1");
  return nobody ? std::string() : mention.Id("id_str", "id");
}

std::vector<TagEntity> ReadTagTexts(const JsonFields& entities, std::string_view name,
                                    std::size_t length) {
  std::vector<TagEntity> tags;
  entities.ForEach(name, [&](const JsonFields& tag) {
    tags.push_back({tag.Text("text"), ReadIndices(tag, length)});
  });
  return tags;
}

std::vector<Media> ReadMediaList(const JsonFields& holder, std::string_view name) {
  std::vector<Media> list;
  const JsonNode* entities = holder.Object(name);
  if (entities == nullptr) return list;
  JsonFields(holder, name, *entities).ForEach("media", [&](const JsonFields& media) {
    list.push_back(ReadMedia(media));
  });
  return list;
}

}  // namespace

std::size_t CodePoints(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u;
  }));
}

Media ReadMedia(const JsonFields& fields) {
  Media media;
  media.id = fields.Id("id_str", "id");
  media.type = MediaTypeNamed(fields.Text("type"));
  media.short_url = fields.Text("url");
  media.expanded_url = fields.Text("expanded_url");
  media.display_url = fields.Text("display_url");
  media.url = fields.Text("media_url_https");
  if (media.url.empty()) media.url = fields.Text("media_url");
  media.alt_text = fields.Text("ext_alt_text");
  if (const JsonNode* info = fields.Object("video_info")) {
    JsonFields(fields, "video_info", *info).ForEach("variants", [&](const JsonFields& variant) {
      media.variants.push_back(
          {variant.Text("url"), variant.Text("content_type"), variant.Number("bitrate")});
    });
  }
  return media;
}

Entities ReadEntities(const JsonFields& holder, std::size_t length) {
  Entities read;
  if (const JsonNode* object = holder.Object("entities")) {
    const JsonFields entities(holder, "entities", *object);
    entities.ForEach("user_mentions", [&](const JsonFields& mention) {
      read.mentions.push_back({MentionedId(mention), mention.Text("screen_name"),
                               mention.Text("name"), ReadIndices(mention, length)});
    });
    entities.ForEach("urls", [&](const JsonFields& url) {
      read.urls.push_back({url.Text("url"), url.Text("expanded_url"), url.Text("display_url"),
                           ReadIndices(url, length)});
    });
    read.hashtags = ReadTagTexts(entities, "hashtags", length);
    read.cashtags = ReadTagTexts(entities, "symbols", length);
  }
  // `entities` repeats only the first of several media (x_api.md 2.6).
  read.media = ReadMediaList(holder, "extended_entities");
  if (read.media.empty()) read.media = ReadMediaList(holder, "entities");
  return read;
}

}  // namespace twitter
