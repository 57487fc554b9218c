// A place in a UTF-8 text.
#pragma once

#include <cstddef>
#include <string_view>

namespace twitter {

struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;  // exclusive
  std::string_view In(std::string_view text) const { return text.substr(begin, end - begin); }
  bool operator==(const ByteRange&) const = default;
};

}  // namespace twitter
