// Checked access to JSON fields.
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

#include <algorithm>
#include <charconv>

#include "plugin_api/cpp/text.hpp"
#include "twitter_channel/x_api/reasons.hpp"

namespace twitter {
namespace {

bool IsDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool IsXId(std::string_view text) { return text.size() <= 19 && IsDigits(text); }

JsonFields::JsonFields(const JsonNode& object, JsonProblem& problem)
    : object_(object), problem_(problem) {}

JsonFields::JsonFields(const JsonFields& parent, std::string_view name, const JsonNode& object,
                       std::optional<std::size_t> index)
    : object_(object), problem_(parent.problem_), parent_(&parent), name_(name), index_(index) {}

const JsonNode* JsonFields::Find(std::string_view name) const {
  const JsonNode* value = object_.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

std::string JsonFields::Path() const {
  if (parent_ == nullptr) return {};
  std::string path = parent_->Path();
  path += name_;
  if (index_) path += "[" + std::to_string(*index_) + "]";
  return path + ".";
}

void JsonFields::Complain(std::string_view name, std::string_view must) const {
  if (problem_) return;
  problem_ = chp::Error{chp::Code::kInvalid, std::string(reason::kMalformedObject),
                        "`" + Path() + std::string(name) + "` " + std::string(must) + "."};
}

std::string JsonFields::Text(std::string_view name, std::size_t most) const {
  const JsonNode* value = Find(name);
  if (value == nullptr) return {};
  if (const std::string_view* text = value->if_string()) {
    return std::string(chp::Shortened(*text, most));
  }
  Complain(name, "must be text");
  return {};
}

bool JsonFields::Flag(std::string_view name) const {
  const JsonNode* value = Find(name);
  if (value == nullptr) return false;
  if (const bool* flag = value->if_bool()) return *flag;
  Complain(name, "must be true or false");
  return false;
}

std::int64_t JsonFields::Number(std::string_view name) const {
  const JsonNode* value = Find(name);
  if (value == nullptr) return 0;
  if (const std::int64_t* number = value->if_int64()) return *number;
  Complain(name, "must be a whole number");
  return 0;
}

std::optional<std::int64_t> JsonFields::Millis(std::string_view name) const {
  const JsonNode* value = Find(name);
  if (value == nullptr) return std::nullopt;
  if (const std::int64_t* number = value->if_int64(); number != nullptr && *number >= 0) {
    return *number;
  }
  if (const std::string_view* text = value->if_string()) {
    std::int64_t number = 0;
    const char* end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, number);
    if (error == std::errc{} && stop == end && number >= 0) return number;
  }
  Complain(name, "must be a number of milliseconds");
  return std::nullopt;
}

std::string JsonFields::Id(std::string_view string_name, std::string_view number_name) const {
  std::string_view name = string_name;
  const JsonNode* value = Find(name);
  if (value == nullptr && number_name != string_name) {
    name = number_name;
    value = Find(name);
  }
  if (value == nullptr) return {};
  std::string id;
  if (const std::string_view* text = value->if_string()) {
    if (text->empty() || IsXId(*text)) return std::string(*text);
  } else if (const std::int64_t* number = value->if_int64()) {
    id = std::to_string(*number);
  } else if (const std::uint64_t* large = value->if_uint64()) {
    id = std::to_string(*large);
  }
  if (IsXId(id)) return id;
  Complain(name, "must be an id: 1 to 19 digits");
  return {};
}

const JsonNode* JsonFields::Object(std::string_view name) const {
  const JsonNode* value = Find(name);
  if (value == nullptr) return nullptr;
  if (!value->is_object()) Complain(name, "must be an object");
  return value->if_object();
}

const JsonNode* JsonFields::Array(std::string_view name) const {
  const JsonNode* value = Find(name);
  if (value == nullptr) return nullptr;
  if (!value->is_array()) Complain(name, "must be a list");
  return value->if_array();
}

}  // namespace twitter
