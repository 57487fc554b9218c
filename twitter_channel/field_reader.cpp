// Reading configuration-like JSON with errors that name the member.
#include "twitter_channel/field_reader.hpp"

#include <utility>

#include <boost/json/parse.hpp>

#include "plugin_api/cpp/text.hpp"

namespace twitter {
namespace {

const boost::json::object kNoMembers;
constexpr std::size_t kLongestReason = 47;  // chp_error.reason

}  // namespace

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kWhiteSpace = " \t\r\n\v\f";
  const std::size_t begin = text.find_first_not_of(kWhiteSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kWhiteSpace) - begin + 1);
}

void FieldErrors::Add(std::string_view path, std::string_view message) {
  if (first_) return;
  const std::size_t room = kLongestReason - area_.size() - 1;
  while (path.size() > room) {
    const std::size_t dot = path.find('.');
    path = dot == std::string_view::npos ? chp::Shortened(path, room) : path.substr(dot + 1);
  }
  first_ = chp::Error{.code = chp::Code::kConfig,
                      .reason = std::string(area_) + "." + std::string(path),
                      .message = std::string(message)};
}

chp::Result<boost::json::object> ParseObject(std::string_view text, std::string_view what) {
  if (text.empty()) return boost::json::object();
  boost::system::error_code failure;
  boost::json::value value = boost::json::parse(text, failure);
  if (!failure && value.is_object()) return std::move(value.get_object());
  return chp::Error{.code = chp::Code::kConfig,
                    .reason = "config.json",
                    .message = "The " + std::string(what) + " is not a JSON object."};
}

const boost::json::value* FieldReader::Find(std::string_view name) const {
  const boost::json::value* value = object_.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::string FieldReader::PathOf(std::string_view name) const {
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

std::string FieldReader::Text(std::string_view name) const {
  const boost::json::value* value = Find(name);
  if (value == nullptr) return {};
  if (const boost::json::string* text = value->if_string()) return std::string(Trim(*text));
  errors_.Add(PathOf(name), "\"" + PathOf(name) + "\" must be text.");
  return {};
}

std::string FieldReader::Id(std::string_view name) const {
  const boost::json::value* value = Find(name);
  if (value == nullptr) return {};
  if (const std::int64_t* number = value->if_int64()) return std::to_string(*number);
  if (const std::uint64_t* number = value->if_uint64()) return std::to_string(*number);
  if (const boost::json::string* text = value->if_string()) return std::string(Trim(*text));
  errors_.Add(PathOf(name), "\"" + PathOf(name) + "\" must be an id: text or a whole number.");
  return {};
}

bool FieldReader::Flag(std::string_view name, bool fallback) const {
  const boost::json::value* value = Find(name);
  if (value == nullptr) return fallback;
  if (const bool* flag = value->if_bool()) return *flag;
  errors_.Add(PathOf(name), "\"" + PathOf(name) + "\" must be true or false.");
  return fallback;
}

std::int64_t FieldReader::Number(std::string_view name, std::int64_t fallback, std::int64_t least,
                                 std::int64_t most) const {
  const boost::json::value* value = Find(name);
  if (value == nullptr) return fallback;
  const std::int64_t* number = value->if_int64();
  if (number != nullptr && *number >= least && *number <= most) return *number;
  errors_.Add(PathOf(name), "\"" + PathOf(name) + "\" must be a whole number from " +
                                std::to_string(least) + " to " + std::to_string(most) + ".");
  return fallback;
}

const boost::json::array* FieldReader::Array(std::string_view name) const {
  const boost::json::value* value = Find(name);
  if (value == nullptr) return nullptr;
  if (const boost::json::array* array = value->if_array()) return array;
  errors_.Add(PathOf(name), "\"" + PathOf(name) + "\" must be a list.");
  return nullptr;
}

const boost::json::object& FieldReader::Object(std::string_view name) const {
  const boost::json::value* value = Find(name);
  if (value == nullptr) return kNoMembers;
  if (const boost::json::object* object = value->if_object()) return *object;
  errors_.Add(PathOf(name), "\"" + PathOf(name) + "\" must be an object.");
  return kNoMembers;
}

}  // namespace twitter
