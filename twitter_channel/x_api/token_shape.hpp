// What any token of X looks like, whoever gives it out.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace twitter {

// 1 to `longest` printable characters of ASCII, none of them a space.
inline bool IsTokenShaped(std::string_view text, std::size_t longest) {
  return !text.empty() && text.size() <= longest &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace twitter
