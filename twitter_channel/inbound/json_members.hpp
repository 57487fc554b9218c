// Members of a JSON object that are only looked at: absent and of another type are the same here.
#pragma once

#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace twitter {

inline const boost::json::object* ObjectMember(const boost::json::object& object,
                                               std::string_view name) {
  const boost::json::value* member = object.if_contains(name);
  return member == nullptr ? nullptr : member->if_object();
}

inline const boost::json::array* ArrayMember(const boost::json::object& object,
                                             std::string_view name) {
  const boost::json::value* member = object.if_contains(name);
  return member == nullptr ? nullptr : member->if_array();
}

inline std::string_view TextMember(const boost::json::object& object, std::string_view name) {
  const boost::json::value* member = object.if_contains(name);
  if (member == nullptr || !member->is_string()) return {};
  return {member->get_string().data(), member->get_string().size()};
}

}  // namespace twitter
