// What every reader of from_c.hpp checks besides struct_io.hpp: strings, flags, arrays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

#include "plugin_api/channel_types.h"
#include "plugin_api/cpp/error.hpp"

namespace chp {

// No text can be longer than this; a larger length is garbage.
inline constexpr std::size_t kLongestText = std::size_t{1} << 30;
// Longest array accepted; a larger count is garbage.
inline constexpr std::size_t kMostItems = 100'000;

// kInvalid when a string has a length but no data, or a length no text has.
Result<void> CheckStrings(const char* what, std::initializer_list<chp_str> strings);
// kUnsupported when `flags` has a bit outside `known`.
Result<void> CheckFlags(const char* what, std::uint32_t flags, std::uint32_t known);
// kUnsupported unless 1 <= value <= last.
Result<void> CheckKind(const char* what, std::uint32_t value, std::uint32_t last);
// kInvalid when the array is missing or its count is absurd.
Result<void> CheckArray(const char* what, const void* items, std::size_t count);

// Reads each item of an array of pointers; the first error ends it.
template <class Value, class Raw>
Result<std::vector<Value>> ReadArray(const Raw* const* items, std::size_t count, const char* what,
                                     Result<Value> (*read)(const Raw*)) {
  if (auto sound = CheckArray(what, items, count); !sound) return std::move(sound).error();
  std::vector<Value> values;
  values.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    auto value = read(items[i]);
    if (!value) return std::move(value).error();
    values.push_back(std::move(value).value());
  }
  return values;
}

// The first error of several checks, in order.
inline Result<void> FirstError(std::initializer_list<Result<void>> checks) {
  for (const auto& check : checks) {
    if (!check) return check.error();
  }
  return {};
}

}  // namespace chp
