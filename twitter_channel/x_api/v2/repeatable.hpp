// Failures of requests whose second time changes nothing.
#pragma once

#include <utility>

#include "plugin_api/cpp/error.hpp"

namespace twitter {

// Whether it happened does not matter to who may ask again.
inline chp::Error Repeatable(chp::Error error) {
  if (error.code == chp::Code::kUncertain) error.code = chp::Code::kTransient;
  return error;
}

}  // namespace twitter
