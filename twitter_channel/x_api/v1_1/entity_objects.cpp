// Entities: mentions, links, tags and media of a text.
#include <algorithm>
#include <cstdint>

#include "twitter_channel/x_api/v1_1/object_parts.hpp"

namespace twitter {
namespace {

// "indices": [start, end] in code points, end exclusive.
Span ReadSpan(const JsonFields& entity, std::size_t length) {
  const boost::json::array* indices = entity.Array("indices");
  if (indices == nullptr) return {};
  const auto is_whole = [](const boost::json::value& value) { return value.is_int64(); };
  if (indices->size() != 2 || !std::all_of(indices->begin(), indices->end(), is_whole)) {
    entity.Complain("indices", "must be two whole numbers");
    return {};
  }
  const auto limit = static_cast<std::int64_t>(length);
  const std::int64_t start = std::clamp<std::int64_t>((*indices)[0].as_int64(), 0, limit);
  const std::int64_t end = std::clamp<std::int64_t>((*indices)[1].as_int64(), start, limit);
  return {static_cast<std::size_t>(start), static_cast<std::size_t>(end)};
}

// X writes -1 for somebody it no longer knows: a mention of nobody.
std::string MentionedId(const JsonFields& mention) {
  const auto* number = mention.json().if_contains("id");
  const auto* text = mention.json().if_contains("id_str");
  const bool nobody = (number != nullptr && number->is_int64() && number->as_int64() < 0) ||
                      (text != nullptr && text->is_string() && text->as_string() == "-1");
  return nobody ? std::string() : mention.Id("id_str", "id");
}

std::vector<TagEntity> ReadTags(const JsonFields& entities, std::string_view name,
                                std::size_t length) {
  std::vector<TagEntity> tags;
  entities.ForEach(name, [&](const JsonFields& tag) {
    tags.push_back({tag.Text("text"), ReadSpan(tag, length)});
  });
  return tags;
}

std::vector<Media> ReadMediaList(const JsonFields& holder, std::string_view name) {
  std::vector<Media> list;
  const boost::json::object* entities = holder.Object(name);
  if (entities == nullptr) return list;
  JsonFields(holder, name, *entities).ForEach("media", [&](const JsonFields& media) {
    list.push_back(ReadMedia(media));
  });
  return list;
}

MediaType TypeOf(std::string_view name) {
  if (name == "video") return MediaType::kVideo;
  if (name == "animated_gif") return MediaType::kAnimatedGif;
  return MediaType::kPhoto;
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
  media.type = TypeOf(fields.Text("type"));
  media.short_url = fields.Text("url");
  media.expanded_url = fields.Text("expanded_url");
  media.display_url = fields.Text("display_url");
  media.url = fields.Text("media_url_https");
  if (media.url.empty()) media.url = fields.Text("media_url");
  media.alt_text = fields.Text("ext_alt_text");
  if (const boost::json::object* info = fields.Object("video_info")) {
    JsonFields(fields, "video_info", *info).ForEach("variants", [&](const JsonFields& variant) {
      media.variants.push_back(
          {variant.Text("url"), variant.Text("content_type"), variant.Number("bitrate")});
    });
  }
  return media;
}

Entities ReadEntities(const JsonFields& holder, std::size_t length) {
  Entities read;
  if (const boost::json::object* object = holder.Object("entities")) {
    const JsonFields entities(holder, "entities", *object);
    entities.ForEach("user_mentions", [&](const JsonFields& mention) {
      read.mentions.push_back({MentionedId(mention), mention.Text("screen_name"),
                               mention.Text("name"), ReadSpan(mention, length)});
    });
    entities.ForEach("urls", [&](const JsonFields& url) {
      read.urls.push_back({url.Text("url"), url.Text("expanded_url"), url.Text("display_url"),
                           ReadSpan(url, length)});
    });
    read.hashtags = ReadTags(entities, "hashtags", length);
    read.cashtags = ReadTags(entities, "symbols", length);
  }
  // `entities` repeats only the first of several media (x_api.md 2.6).
  read.media = ReadMediaList(holder, "extended_entities");
  if (read.media.empty()) read.media = ReadMediaList(holder, "entities");
  return read;
}

}  // namespace twitter
