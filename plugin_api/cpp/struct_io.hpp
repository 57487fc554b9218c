// Rule R2, size first: reading structs and tables of a side that may be older or newer than us.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <type_traits>

#include "plugin_api/cpp/error.hpp"

namespace chp {

// Size of T in version 1.0: anything smaller is refused. Specialised once T has grown.
template <class T>
inline constexpr std::size_t kFirstSize = sizeof(T);

// No struct of the contract comes near: a larger struct_size is garbage, not a newer version.
inline constexpr std::size_t kLargestStruct = 4096;

Error NullArgument(const char* what);
Error SizeArgument(const char* what, std::size_t given, std::size_t needed);
Error TailArgument(const char* what);

// A zeroed struct that says its size: what we hand to the other side to fill.
template <class T>
T Zeroed() {
  static_assert(std::is_trivially_copyable_v<T>);
  T fresh{};
  fresh.struct_size = static_cast<std::uint32_t>(sizeof(T));
  return fresh;
}

// The struct_size of *from, which may be misaligned or shorter than T.
template <class T>
std::uint32_t SizeOf(const T* from) {
  static_assert(offsetof(T, struct_size) == 0);
  std::uint32_t size = 0;
  std::memcpy(&size, static_cast<const void*>(from), sizeof size);
  return size;
}

// Copies an argument. kInvalid: null, or smaller than 1.0. kUnsupported: bytes we do not know are
// not zero, so a newer sender asks for something that must not be ignored.
// `what` names the struct in the error.
template <class T>
Result<T> CopyIn(const T* from, const char* what) {
  if (from == nullptr) return NullArgument(what);
  const std::size_t given = SizeOf(from);
  if (given < kFirstSize<T> || given > kLargestStruct) {
    return SizeArgument(what, given, kFirstSize<T>);
  }
  const auto* bytes = reinterpret_cast<const unsigned char*>(from);
  const auto is_zero = [](unsigned char byte) { return byte == 0; };
  if (given > sizeof(T) && !std::all_of(bytes + sizeof(T), bytes + given, is_zero)) {
    return TailArgument(what);
  }
  T copy{};
  std::memcpy(&copy, bytes, std::min(given, sizeof(T)));
  copy.struct_size = static_cast<std::uint32_t>(sizeof(T));
  return copy;
}

// Copies a table of functions: those the other side does not know are null, those we do not know
// are left out. Nothing when there is no table.
template <class T>
std::optional<T> CopyTable(const void* table) {
  if (table == nullptr) return std::nullopt;
  const std::size_t given = SizeOf(static_cast<const T*>(table));
  T copy{};
  std::memcpy(&copy, table, std::min(given, sizeof(T)));
  return copy;
}

// Whether a struct the other side allocated for our results can be written to.
template <class T>
Result<void> CheckResult(const T* out, const char* what) {
  if (out == nullptr) return NullArgument(what);
  const std::size_t given = SizeOf(out);
  if (given < kFirstSize<T>) return SizeArgument(what, given, kFirstSize<T>);
  return {};
}

}  // namespace chp
