// Members of a JSON object that are only looked at: absent and of another type are the same here.
#pragma once

#include <string_view>

#include "twitter_channel/x_api/json_node.hpp"

namespace twitter {

inline const JsonNode* ObjectMember(const JsonNode& object, std::string_view name) {
  const JsonNode* member = object.if_contains(name);
  return member == nullptr ? nullptr : member->if_object();
}

inline const JsonNode* ArrayMember(const JsonNode& object, std::string_view name) {
  const JsonNode* member = object.if_contains(name);
  return member == nullptr ? nullptr : member->if_array();
}

inline std::string_view TextMember(const JsonNode& object, std::string_view name) {
  const JsonNode* member = object.if_contains(name);
  const std::string_view* text = member == nullptr ? nullptr : member->if_string();
  return text == nullptr ? std::string_view() : *text;
}

}  // namespace twitter
