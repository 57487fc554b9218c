// GET /2/users, GET /2/users/by.
#include "twitter_channel/x_api/v2/users.hpp"

#include <algorithm>
#include <utility>

#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/reasons.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"
#include "twitter_channel/x_api/v2/fields.hpp"

namespace twitter {
namespace {

constexpr std::size_t kMostPeopleAtOnce = 100;
constexpr std::size_t kLongestHandle = 15;

bool IsHandle(const std::string& text) {
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  };
  return !text.empty() && text.size() <= kLongestHandle &&
         std::all_of(text.begin(), text.end(), fits);
}

std::string Listed(std::span<const std::string> values) {
  std::string joined;
  for (const std::string& value : values) joined += (joined.empty() ? "" : ",") + value;
  return joined;
}

chp::Error BadQuestion() {
  return chp::Error{chp::Code::kRejected, std::string(reason::kBadRequest),
                    "X is asked for 1 to 100 people at once, by ids of 1 to 19 digits or by "
                    "handles of 1 to 15 letters, digits and underscores."};
}

}  // namespace

chp::Result<std::vector<User>> V2Users::Lookup(const Credentials& credentials,
                                               std::span<const std::string> ids,
                                               const chp::CallContext& call) {
  if (!std::all_of(ids.begin(), ids.end(), IsXId)) return BadQuestion();
  return Ask(credentials, "/2/users", "ids", ids, call);
}

chp::Result<std::vector<User>> V2Users::LookupByHandle(const Credentials& credentials,
                                                       std::span<const std::string> handles,
                                                       const chp::CallContext& call) {
  if (!std::all_of(handles.begin(), handles.end(), IsHandle)) return BadQuestion();
  return Ask(credentials, "/2/users/by", "usernames", handles, call);
}

chp::Result<std::vector<User>> V2Users::Ask(const Credentials& credentials, std::string path,
                                            std::string_view parameter,
                                            std::span<const std::string> values,
                                            const chp::CallContext& call) {
  if (values.empty() || values.size() > kMostPeopleAtOnce) return BadQuestion();
  V11Request request;
  request.path = std::move(path);
  request.query = {{"user.fields", std::string(kUserFields)}};
  request.query.emplace_back(parameter, Listed(values));
  const chp::Result<JsonDocument> answer = requests_.AskJson(credentials, request, call);
  if (!answer) return answer.error();
  if (!answer->root().is_object()) return BadAnswer("It is not a list of people.");
  std::vector<User> people;
  const JsonNode* list = ArrayMember(answer->root(), "data");
  if (list == nullptr) return people;  // nobody was found; why stands in "errors"
  for (const JsonNode& item : *list) {
    if (!item.is_object()) continue;
    if (auto person = ParseUser(item)) people.push_back(*std::move(person));
  }
  return people;
}

}  // namespace twitter
