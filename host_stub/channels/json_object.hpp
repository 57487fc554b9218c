// JSON text that must be an object.
#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "plugin_api/cpp/error.hpp"

namespace stub {

// Empty text is an empty object. kInvalid with a sentence that begins with `what`; never quotes
// the text, which may hold secrets.
chp::Result<boost::json::object> ParseJsonObject(std::string_view text, std::string_view what);

}  // namespace stub
