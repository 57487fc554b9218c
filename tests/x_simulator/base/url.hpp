// Just enough of URLs to check what somebody registers: scheme, authority, path.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace xsim {

struct Url {
  std::string scheme;     // lower case
  std::string authority;  // host and, where given, port; lower case
  std::string path;       // with the leading slash, still encoded; "/" when the URL has none
  std::string query;      // without '?', still encoded

  bool operator==(const Url&) const = default;
};

// Nothing unless it is an absolute http or https URL without spaces, user data and control
// characters.
std::optional<Url> ParseUrl(std::string_view text);

}  // namespace xsim
