// Users: the full object of posts, the condensed one of direct messages, and today's names.
#include "plugin_api/cpp/text.hpp"
#include "twitter_channel/x_api/v1_1/object_parts.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"
#include "twitter_channel/x_api/v2/loose_number.hpp"

namespace twitter {
namespace {

std::string ProfileText(const JsonFields& fields, std::string_view name) {
  return fields.Text(name, kLongestProfileText);
}

std::string TextOfEither(const JsonFields& fields, std::string_view name, std::string_view other) {
  std::string text = ProfileText(fields, name);
  return text.empty() ? ProfileText(fields, other) : text;
}

// Nothing rather than a part: a link that was cut leads elsewhere.
std::string ProfileLink(const JsonFields& fields, std::string_view name) {
  constexpr std::size_t kLongestCharacter = 4;
  std::string link = fields.Text(name, kLongestProfileText + kLongestCharacter);
  return link.size() <= kLongestProfileText ? std::move(link) : std::string();
}

// What the t.co link in `url` stands for, when X says.
std::string ExpandedUrl(const JsonFields& user) {
  std::string expanded;
  const JsonNode* entities = user.Object("entities");
  if (entities == nullptr) return expanded;
  const JsonFields entity_fields(user, "entities", *entities);
  const JsonNode* url = entity_fields.Object("url");
  if (url == nullptr) return expanded;
  const JsonFields url_fields(entity_fields, "url", *url);
  const JsonNode* urls = url_fields.Array("urls");
  if (urls == nullptr || urls->empty()) return expanded;
  const JsonNode* first = urls->front().if_object();
  if (first == nullptr) {
    url_fields.Complain("urls", "must be a list of objects");
    return expanded;
  }
  return ProfileLink(JsonFields(url_fields, "urls", *first, 0), "expanded_url");
}

std::optional<std::int64_t> Followers(const JsonFields& user) {
  if (user.json().contains("followers_count")) return user.Number("followers_count");
  const JsonNode* metrics = user.Object("public_metrics");
  if (metrics == nullptr || !metrics->contains("followers_count")) return std::nullopt;
  return LooseNumber(*metrics, "followers_count");
}

}  // namespace

User ReadUser(const JsonFields& fields) {
  if (const JsonNode* wrapped = fields.Object("data")) {
    return ReadUser(JsonFields(fields, "data", *wrapped));
  }
  User user;
  user.id = fields.Id("id_str", "id");
  if (user.id.empty()) fields.Complain("id", "is missing");
  user.screen_name = TextOfEither(fields, "screen_name", "username");
  user.name = ProfileText(fields, "name");
  user.avatar_url = ProfileLink(fields, "profile_image_url_https");
  if (user.avatar_url.empty()) user.avatar_url = ProfileLink(fields, "profile_image_url");
  user.url = ExpandedUrl(fields);
  if (user.url.empty()) user.url = ProfileLink(fields, "url");
  user.description = ProfileText(fields, "description");
  user.location = ProfileText(fields, "location");
  user.verified_type = ProfileText(fields, "verified_type");
  if (user.verified_type == "none") user.verified_type.clear();
  user.subscription_type = ProfileText(fields, "subscription_type");
  if (user.subscription_type == "None") user.subscription_type.clear();
  user.followers = Followers(fields);
  user.is_protected = fields.Flag("protected");
  return user;
}

chp::Result<User> ParseUser(const JsonNode& user) {
  JsonProblem problem;
  User read = ReadUser(JsonFields(user, problem));
  if (problem) return *std::move(problem);
  return read;
}

}  // namespace twitter
