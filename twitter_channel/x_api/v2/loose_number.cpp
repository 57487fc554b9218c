// A count that is unreadable is no reason to keep a customer waiting.
#include "twitter_channel/x_api/v2/loose_number.hpp"

#include <charconv>
#include <optional>
#include <string>

namespace twitter {
namespace {

std::optional<std::int64_t> NumberOf(const JsonNode* value) {
  if (value == nullptr) return std::nullopt;
  if (const std::int64_t* number = value->if_int64()) return *number;
  const std::string_view* text = value->if_string();
  if (text == nullptr) return std::nullopt;
  std::int64_t number = 0;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

}  // namespace

std::int64_t LooseNumber(const JsonNode& object, std::string_view name) {
  if (const auto number = NumberOf(object.if_contains(name))) return *number;
  return NumberOf(object.if_contains(std::string(name) + "_str")).value_or(0);
}

}  // namespace twitter
