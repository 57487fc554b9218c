// What there is not is null in an answer, never "" or 0.
#pragma once

#include <string>

#include <boost/json/value.hpp>

#include "host_stub/model.hpp"

namespace stub {

inline boost::json::value OrNull(const std::string& text) {
  return text.empty() ? boost::json::value(nullptr) : boost::json::value(text);
}

inline boost::json::value OrNull(Id id) {
  return id == 0 ? boost::json::value(nullptr) : boost::json::value(id);
}

}  // namespace stub
