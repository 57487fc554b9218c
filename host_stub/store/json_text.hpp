// JSON objects kept as text in the database.
#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "plugin_api/cpp/error.hpp"

namespace stub {

// Empty text is an empty object. kInvalid "json.not_an_object"; `what` names it in the sentence.
chp::Result<boost::json::object> ParseObject(std::string_view text, std::string_view what);
// Member by member, `over` wins.
chp::Result<std::string> MergeObjects(std::string_view base, std::string_view over,
                                      std::string_view what);
// The member if it is a string, else empty.
std::string StringMember(const boost::json::object& object, std::string_view name);
// The member if it is a whole number, else 0.
std::int64_t NumberMember(const boost::json::object& object, std::string_view name);

}  // namespace stub
