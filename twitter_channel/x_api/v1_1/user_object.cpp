// Users: the full object of posts, the condensed one of direct messages, and today's names.
#include "twitter_channel/x_api/v1_1/object_parts.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"

namespace twitter {
namespace {

std::string TextOfEither(const JsonFields& fields, std::string_view name, std::string_view other) {
  std::string text = fields.Text(name);
  return text.empty() ? fields.Text(other) : text;
}

// What the t.co link in `url` stands for, when X says.
std::string ExpandedUrl(const JsonFields& user) {
  std::string expanded;
  const boost::json::object* entities = user.Object("entities");
  if (entities == nullptr) return expanded;
  const JsonFields entity_fields(user, "entities", *entities);
  const boost::json::object* url = entity_fields.Object("url");
  if (url == nullptr) return expanded;
  const JsonFields url_fields(entity_fields, "url", *url);
  url_fields.ForEach("urls", [&](const JsonFields& entry) {
    if (expanded.empty()) expanded = entry.Text("expanded_url");
  });
  return expanded;
}

std::optional<std::int64_t> Followers(const JsonFields& user) {
  if (user.json().contains("followers_count")) return user.Number("followers_count");
  const boost::json::object* metrics = user.Object("public_metrics");
  if (metrics == nullptr || !metrics->contains("followers_count")) return std::nullopt;
  return JsonFields(user, "public_metrics", *metrics).Number("followers_count");
}

}  // namespace

User ReadUser(const JsonFields& fields) {
  if (const boost::json::object* wrapped = fields.Object("data")) {
    return ReadUser(JsonFields(fields, "data", *wrapped));
  }
  User user;
  user.id = fields.Id("id_str", "id");
  if (user.id.empty()) fields.Complain("id", "is missing");
  user.screen_name = TextOfEither(fields, "screen_name", "username");
  user.name = fields.Text("name");
  user.avatar_url = TextOfEither(fields, "profile_image_url_https", "profile_image_url");
  user.url = ExpandedUrl(fields);
  if (user.url.empty()) user.url = fields.Text("url");
  user.description = fields.Text("description");
  user.location = fields.Text("location");
  user.verified_type = fields.Text("verified_type");
  if (user.verified_type == "none") user.verified_type.clear();
  user.followers = Followers(fields);
  user.is_protected = fields.Flag("protected");
  return user;
}

chp::Result<User> ParseUser(const boost::json::object& user) {
  JsonProblem problem;
  User read = ReadUser(JsonFields(user, problem));
  if (problem) return *std::move(problem);
  return read;
}

}  // namespace twitter
