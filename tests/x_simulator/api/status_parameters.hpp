// Parameters the v1.1 reading endpoints share.
#pragma once

#include <optional>
#include <string>

#include "tests/x_simulator/api/objects.hpp"
#include "tests/x_simulator/api/route.hpp"

namespace xsim {

inline bool IsTrue(const std::optional<std::string>& value) {
  return value == "true" || value == "t" || value == "1";
}

// tweet_mode=extended asks for full_text.
inline PostForm FormOf(const Call& call) {
  return call.Parameter("tweet_mode") == "extended" ? PostForm::kExtended : PostForm::kCompatible;
}

}  // namespace xsim
