#include "twitter_channel/inbound/surrogates.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>

namespace twitter {
namespace {

constexpr std::size_t kEscapeLength = 6;  // \uXXXX

// The code unit of an escape at `at`, or nothing.
std::optional<std::uint32_t> UnitAt(std::string_view json, std::size_t at) {
  const std::string_view escape = json.substr(std::min(at, json.size()), kEscapeLength);
  if (escape.size() < kEscapeLength || !escape.starts_with("\\u")) return std::nullopt;
  std::uint32_t unit = 0;
  const char* end = escape.data() + kEscapeLength;
  const auto [stop, error] = std::from_chars(escape.data() + 2, end, unit, 16);
  return error == std::errc() && stop == end ? std::optional(unit) : std::nullopt;
}

bool IsHigh(std::uint32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool IsLow(std::uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

}  // namespace

std::optional<std::string> WithoutLoneSurrogates(std::string_view json) {
  std::string repaired(json);
  bool found = false;
  for (std::size_t at = json.find('\\'); at < json.size(); at = json.find('\\', at)) {
    const auto unit = UnitAt(json, at);
    if (!unit) {
      at += 2;  // another escape, perhaps of a backslash
      continue;
    }
    const auto next = UnitAt(json, at + kEscapeLength);
    if (IsHigh(*unit) && next && IsLow(*next)) {
      at += 2 * kEscapeLength;
      continue;
    }
    if (IsHigh(*unit) || IsLow(*unit)) {
      repaired.replace(at, kEscapeLength, "\\ufffd");
      found = true;
    }
    at += kEscapeLength;
  }
  return found ? std::optional(std::move(repaired)) : std::nullopt;
}

}  // namespace twitter
