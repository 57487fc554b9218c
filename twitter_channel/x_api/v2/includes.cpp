// An item may be plain or wrapped in {"data": ...}; X does both (x_api.md 2.7).
#include "twitter_channel/x_api/v2/includes.hpp"

#include <utility>

#include "plugin_api/cpp/text.hpp"
#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"

namespace twitter {
namespace {

template <class ById>
const JsonNode* Find(const ById& by_id, std::string_view id) {
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : found->second;
}

}  // namespace

ActivityIncludes::ActivityIncludes(const JsonNode* includes) {
  if (includes == nullptr) return;
  Collect(*includes, "users", "id", users_);
  Collect(*includes, "tweets", "id", posts_);
  Collect(*includes, "posts", "id", posts_);
  Collect(*includes, "media", "media_key", media_);
}

void ActivityIncludes::Collect(const JsonNode& includes, std::string_view list,
                               std::string_view key, ById& by_id) {
  const JsonNode* items = includes.if_contains(list);
  if (items == nullptr || (!items->is_array() && !items->is_object())) return;  // or a map by id
  for (const JsonNode& value : *items) {
    const JsonNode* item = value.if_object();
    if (item == nullptr) continue;
    if (const JsonNode* wrapped = ObjectMember(*item, "data")) item = wrapped;
    const std::string_view id = TextMember(*item, key);
    if (!id.empty()) by_id.try_emplace(id, item);
  }
}

User ActivityIncludes::UserWithId(std::string_view id) const {
  if (const JsonNode* object = Find(users_, id)) {
    if (auto user = ParseUser(*object)) return *std::move(user);
  }
  twitter::User unknown;
  unknown.id = id;
  return unknown;
}

std::string ActivityIncludes::NameOf(std::string_view id) const {
  const JsonNode* object = Find(users_, id);
  if (object == nullptr) return {};
  return std::string(chp::Shortened(TextMember(*object, "name"), kLongestProfileText));
}

const JsonNode* ActivityIncludes::User(std::string_view id) const { return Find(users_, id); }

const JsonNode* ActivityIncludes::Post(std::string_view id) const { return Find(posts_, id); }

const JsonNode* ActivityIncludes::Media(std::string_view media_key) const {
  return Find(media_, media_key);
}

}  // namespace twitter
