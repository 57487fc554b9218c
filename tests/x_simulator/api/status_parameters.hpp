// Parameters the v1.1 reading endpoints share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/x_simulator/api/objects.hpp"
#include "tests/x_simulator/api/route.hpp"

namespace xsim {

inline bool IsTrue(const std::optional<std::string>& value) {
  return value == "true" || value == "t" || value == "1";
}

// Of a list separated by commas.
inline std::vector<std::string> SplitList(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    items.emplace_back(text.substr(0, comma));
    text = comma == text.npos ? std::string_view() : text.substr(comma + 1);
  }
  return items;
}

// tweet_mode=extended asks for full_text.
inline PostForm FormOf(const Call& call) {
  return call.Parameter("tweet_mode") == "extended" ? PostForm::kExtended : PostForm::kCompatible;
}

}  // namespace xsim
