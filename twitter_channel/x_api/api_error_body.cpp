// Reads the error shapes of v1.1 and v2 through one set of lookups.
#include "twitter_channel/x_api/api_error_body.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "twitter_channel/x_api/api_error.hpp"

namespace twitter {
namespace {

constexpr std::size_t kLargestBody = 64u << 10;

const boost::json::value* Member(const boost::json::value* of, std::string_view name) {
  const boost::json::object* object = of == nullptr ? nullptr : of->if_object();
  return object == nullptr ? nullptr : object->if_contains(name);
}

std::string_view TextOf(const boost::json::value* value) {
  const boost::json::string* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

// errors[0], which may itself be text in the oldest answers; or null.
const boost::json::value* FirstError(const boost::json::value& body) {
  const boost::json::value* errors = Member(&body, "errors");
  if (errors == nullptr || errors->is_string()) return errors;
  const boost::json::array* list = errors->if_array();
  return list == nullptr || list->empty() ? nullptr : &list->front();
}

int CodeOf(const boost::json::value* error) {
  const boost::json::value* code = Member(error, "code");
  const std::int64_t* number = code == nullptr ? nullptr : code->if_int64();
  const bool fits = number != nullptr && *number > 0 && *number <= std::numeric_limits<int>::max();
  return fits ? static_cast<int>(*number) : 0;
}

std::string_view FirstText(const boost::json::value& body) {
  const boost::json::value* first = FirstError(body);
  const std::string_view candidates[] = {TextOf(Member(first, "message")),
                                         TextOf(first),
                                         TextOf(Member(&body, "detail")),
                                         TextOf(Member(first, "detail")),
                                         TextOf(Member(&body, "error_description")),
                                         TextOf(Member(&body, "error"))};
  for (const std::string_view candidate : candidates) {
    if (!candidate.empty()) return candidate;
  }
  return {};
}

// The host in front differs between answers; only the last segment means something.
std::string_view LastSegment(std::string_view type) {
  if (type == "about:blank") return {};
  const std::size_t border = type.find_last_of("/#");
  return border == std::string_view::npos ? type : type.substr(border + 1);
}

}  // namespace

ErrorBody ReadErrorBody(std::string_view body) {
  if (body.empty() || body.size() > kLargestBody) return {};
  boost::system::error_code failure;
  const boost::json::value parsed = boost::json::parse({body.data(), body.size()}, failure);
  if (failure) return {};
  const boost::json::value* first = FirstError(parsed);
  std::string_view type = TextOf(Member(&parsed, "type"));
  if (type.empty()) type = TextOf(Member(first, "type"));
  if (type.empty()) type = TextOf(Member(&parsed, "error"));
  return {CodeOf(first), std::string(LastSegment(type)), std::string(FirstText(parsed))};
}

int FirstErrorCode(std::string_view body) { return ReadErrorBody(body).code; }
std::string FirstErrorText(std::string_view body) { return ReadErrorBody(body).text; }

}  // namespace twitter
