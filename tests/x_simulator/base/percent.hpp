// Percent-encoding as RFC 3986 and application/x-www-form-urlencoded have it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xsim {

struct Field {
  std::string name;
  std::string value;

  bool operator==(const Field&) const = default;
};
using Fields = std::vector<Field>;

// Everything except A-Z a-z 0-9 - . _ ~ becomes %XX (x_api.md 1.2).
std::string PercentEncode(std::string_view bytes);

// Nothing when a % is not followed by two hexadecimal digits. `plus_is_space` for query strings and
// forms.
std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space = false);

// The decoded fields of a query string or form body, in order. Nothing when one cannot be decoded.
std::optional<Fields> ParseForm(std::string_view text);

std::string EncodeForm(const Fields& fields);

// The first value of that name, or nothing.
std::optional<std::string> FindField(const Fields& fields, std::string_view name);

}  // namespace xsim
