// JSON text as the object a parser takes.
#pragma once

#include <string_view>

#include <boost/json/parse.hpp>

namespace twitter::testing {

inline boost::json::object ParseObject(std::string_view text) {
  return boost::json::parse({text.data(), text.size()}).as_object();
}

}  // namespace twitter::testing
