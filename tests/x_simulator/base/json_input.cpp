#include "tests/x_simulator/base/json_input.hpp"

#include <utility>

namespace xsim {
namespace {

namespace json = boost::json;

const json::value* FindMember(const json::object* object, std::string_view name) {
  return object == nullptr ? nullptr : object->if_contains(name);
}

}  // namespace

std::optional<json::object> ParseObject(std::string_view text) {
  json::error_code error;
  json::value value = json::parse(text, error);
  if (error || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

const json::object* ObjectMember(const json::object* object, std::string_view name) {
  const json::value* member = FindMember(object, name);
  return member == nullptr ? nullptr : member->if_object();
}

std::optional<std::string> TextMember(const json::object* object, std::string_view name) {
  const json::value* member = FindMember(object, name);
  if (member == nullptr || !member->is_string()) return std::nullopt;
  return std::string(member->get_string());
}

std::optional<std::string> IdMember(const json::object* object, std::string_view name) {
  const auto number = NumberMember(object, name);
  return number ? std::to_string(*number) : TextMember(object, name);
}

std::optional<std::int64_t> NumberMember(const json::object* object, std::string_view name) {
  const json::value* member = FindMember(object, name);
  if (member == nullptr) return std::nullopt;
  json::error_code error;
  const auto number = member->to_number<std::int64_t>(error);
  return error ? std::nullopt : std::optional(number);
}

std::optional<bool> BoolMember(const json::object* object, std::string_view name) {
  const json::value* member = FindMember(object, name);
  if (member == nullptr || !member->is_bool()) return std::nullopt;
  return member->get_bool();
}

std::optional<std::vector<std::string>> TextsMember(const json::object* object,
                                                    std::string_view name) {
  const json::value* member = FindMember(object, name);
  if (member == nullptr || !member->is_array()) return std::nullopt;
  std::vector<std::string> texts;
  for (const json::value& item : member->get_array()) {
    if (!item.is_string()) return std::nullopt;
    texts.emplace_back(item.get_string());
  }
  return texts;
}

}  // namespace xsim
