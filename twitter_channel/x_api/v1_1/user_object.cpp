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
  if (!text.empty()) return text;
  return ProfileText(fields, other);
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

std::string RequiredId(const JsonFields& user) {
  std::string id = user.Id("id_str", "id");
  if (id.empty()) user.Complain("id", "is missing");
  return id;
}

std::string Avatar(const JsonFields& user) {
  std::string link = ProfileLink(user, "profile_image_url_https");
  if (!link.empty()) return link;
  return ProfileLink(user, "profile_image_url");
}

std::string Website(const JsonFields& user) {
  std::string link = ExpandedUrl(user);
  if (!link.empty()) return link;
  return ProfileLink(user, "url");
}

// Empty when it says `nothing`, X's word for that.
std::string TextUnless(std::string_view nothing, const JsonFields& user, std::string_view name) {
  std::string text = ProfileText(user, name);
  if (text == nothing) text.clear();
  return text;
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
  return {.id = RequiredId(fields),
          .screen_name = TextOfEither(fields, "screen_name", "username"),
          .name = ProfileText(fields, "name"),
          .avatar_url = Avatar(fields),
          .url = Website(fields),
          .description = ProfileText(fields, "description"),
          .location = ProfileText(fields, "location"),
          .verified_type = TextUnless("none", fields, "verified_type"),
          .subscription_type = TextUnless("None", fields, "subscription_type"),
          .followers = Followers(fields),
          .is_protected = fields.Flag("protected")};
}

chp::Result<User> ParseUser(const JsonNode& user) {
  JsonProblem problem;
  User read = ReadUser(JsonFields(user, problem));
  if (problem) return *std::move(problem);
  return read;
}

}  // namespace twitter
