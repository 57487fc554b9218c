// JSON that this channel wrote itself and a host kept for it: payloads of jobs, values under keys.
// Absent and of another type are the same here: what is damaged reads as empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace twitter {

// Nothing when it is no object.
inline std::optional<boost::json::object> ParseOwnObject(std::string_view text) {
  boost::system::error_code failure;
  boost::json::value value = boost::json::parse({text.data(), text.size()}, failure);
  if (failure || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

inline std::string OwnText(const boost::json::object& object, std::string_view name) {
  const boost::json::value* member = object.if_contains({name.data(), name.size()});
  if (member == nullptr || !member->is_string()) return {};
  return std::string(member->get_string());
}

inline std::int64_t OwnNumber(const boost::json::object& object, std::string_view name) {
  const boost::json::value* member = object.if_contains({name.data(), name.size()});
  return member != nullptr && member->is_int64() ? member->get_int64() : 0;
}

inline bool OwnFlag(const boost::json::object& object, std::string_view name) {
  const boost::json::value* member = object.if_contains({name.data(), name.size()});
  return member != nullptr && member->is_bool() && member->get_bool();
}

inline const boost::json::array* OwnList(const boost::json::object& object, std::string_view name) {
  const boost::json::value* member = object.if_contains({name.data(), name.size()});
  return member == nullptr ? nullptr : member->if_array();
}

}  // namespace twitter
