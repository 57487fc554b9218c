// What stands beside a text: polls, previews of links, places. X documents little of it, so members
// are looked for and nothing is demanded.
#include <string>

#include "twitter_channel/x_api/v1_1/object_parts.hpp"

namespace twitter {
namespace {

constexpr std::size_t kLongestPart = 1024;
constexpr int kMostOptions = 4;  // as X allows

const JsonNode* ObjectIn(const JsonNode* object, std::string_view name) {
  const JsonNode* member = object == nullptr ? nullptr : object->if_contains(name);
  return member == nullptr ? nullptr : member->if_object();
}

std::string TextIn(const JsonNode* object, std::string_view name) {
  const JsonNode* member = object == nullptr ? nullptr : object->if_contains(name);
  const std::string_view* text = member == nullptr ? nullptr : member->if_string();
  const bool usable = text != nullptr && text->size() <= kLongestPart;
  return usable ? std::string(*text) : std::string();
}

// {"title": {"type": "STRING", "string_value": "…"}}
std::string BoundText(const JsonNode* values, std::string_view name) {
  return TextIn(ObjectIn(values, name), "string_value");
}

const JsonNode* CardValues(const JsonFields& post) {
  return ObjectIn(ObjectIn(&post.json(), "card"), "binding_values");
}

// "entities": {"polls": [{"options": [{"position": 1, "text": "…"}]}]}
void AddStreamedOptions(const JsonFields& post, Poll& poll) {
  const JsonNode* entities = ObjectIn(&post.json(), "entities");
  const JsonNode* polls = entities == nullptr ? nullptr : entities->if_contains("polls");
  if (polls == nullptr || !polls->is_array() || polls->empty()) return;
  const JsonNode* options = polls->front().if_contains("options");
  if (options == nullptr || !options->is_array()) return;
  for (const JsonNode& option : *options) {
    std::string text = TextIn(option.if_object(), "text");
    if (!text.empty() && poll.options.size() < kMostOptions)
      poll.options.push_back(std::move(text));
  }
}

// GeoJSON: longitude first.
std::string CoordinatesOf(const JsonNode* point) {
  const JsonNode* numbers = point == nullptr ? nullptr : point->if_contains("coordinates");
  if (numbers == nullptr || !numbers->is_array() || numbers->size() != 2) return {};
  const std::string longitude = numbers->front().ToText();
  const std::string latitude = std::next(numbers->begin())->ToText();
  const auto is_number = [](const std::string& text) {
    return text.size() <= 24 && text.find_first_not_of("0123456789.+-eE") == std::string::npos;
  };
  if (!is_number(longitude) || !is_number(latitude)) return {};
  return latitude + ", " + longitude;
}

}  // namespace

Poll ReadPoll(const JsonFields& post) {
  Poll poll;
  const JsonNode* values = CardValues(post);
  for (int i = 1; i <= kMostOptions && values != nullptr; ++i) {
    std::string option = BoundText(values, "choice" + std::to_string(i) + "_label");
    if (!option.empty()) poll.options.push_back(std::move(option));
  }
  if (poll.options.empty()) AddStreamedOptions(post, poll);
  return poll;
}

Card ReadCard(const JsonFields& post) {
  const JsonNode* values = CardValues(post);
  if (values == nullptr) return {};
  return {.title = BoundText(values, "title"), .description = BoundText(values, "description")};
}

Location ReadLocation(const JsonFields& attachment) {
  const JsonNode* location = ObjectIn(&attachment.json(), "location");
  const JsonNode* place = ObjectIn(ObjectIn(location, "shared_place"), "place");
  Location read;
  read.name = TextIn(place, "full_name");
  if (read.name.empty()) read.name = TextIn(place, "name");
  read.coordinates =
      CoordinatesOf(ObjectIn(ObjectIn(location, "shared_coordinate"), "coordinates"));
  return read;
}

}  // namespace twitter
