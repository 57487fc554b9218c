// Reading JSON somebody sent: members of the wanted type, or nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

namespace xsim {

// Nothing unless the text is one JSON object.
std::optional<boost::json::object> ParseObject(std::string_view text);

// The member of that name and type, or nothing (also for null objects, so that calls can be
// nested).
const boost::json::object* ObjectMember(const boost::json::object* object, std::string_view name);
std::optional<std::string> TextMember(const boost::json::object* object, std::string_view name);
// A number counts as text too: ids come both ways.
std::optional<std::string> IdMember(const boost::json::object* object, std::string_view name);
std::optional<std::int64_t> NumberMember(const boost::json::object* object, std::string_view name);
std::optional<bool> BoolMember(const boost::json::object* object, std::string_view name);
std::optional<std::vector<std::string>> TextsMember(const boost::json::object* object,
                                                    std::string_view name);

}  // namespace xsim
