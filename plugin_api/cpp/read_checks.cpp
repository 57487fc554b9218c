// The sentences of read_checks.hpp's refusals.
#include "plugin_api/cpp/read_checks.hpp"

#include <algorithm>
#include <string>

namespace chp {
namespace {

Error Refused(Code code, const char* reason, const char* what, const char* why) {
  return Error{.code = code, .reason = reason, .message = std::string(what) + why};
}

}  // namespace

Result<void> CheckStrings(const char* what, std::initializer_list<chp_str> strings) {
  const auto broken = [](const chp_str& text) {
    return (text.ptr == nullptr && text.len > 0) || text.len > kLongestText;
  };
  if (std::none_of(strings.begin(), strings.end(), broken)) return {};
  return Refused(Code::kInvalid, "abi.string", what,
                 " holds a string with a length but no data; absent is {NULL, 0}.");
}

Result<void> CheckFlags(const char* what, std::uint32_t flags, std::uint32_t known) {
  if ((flags & ~known) == 0) return {};
  return Refused(Code::kUnsupported, "abi.unknown_flag", what,
                 " has a bit set that this version does not know; update the older side.");
}

Result<void> CheckKind(const char* what, std::uint32_t value, std::uint32_t last) {
  if (value >= 1 && value <= last) return {};
  return Refused(Code::kUnsupported, "abi.unknown_kind", what,
                 " has a value that this version does not know; update the older side.");
}

Result<void> CheckArray(const char* what, const void* items, std::size_t count) {
  if (count == 0 || (items != nullptr && count <= kMostItems)) return {};
  return Refused(Code::kInvalid, "abi.array", what,
                 " has a count but no array, or a count that cannot be meant.");
}

}  // namespace chp
