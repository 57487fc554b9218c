// Text as it stands in URLs, forms and cookies.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host_stub/model.hpp"

namespace stub {

// nullopt: a broken %-sequence, or bytes that are not UTF-8.
std::optional<std::string> PercentDecode(std::string_view text);
// The same for one name or value of a form, where '+' is a space.
std::optional<std::string> FormDecode(std::string_view text);
std::string PercentEncode(std::string_view text);  // RFC 3986: only unreserved bytes stay

using FormPairs = std::vector<std::pair<std::string, std::string>>;
// Of a query or a form body; nullopt when one pair cannot be decoded.
std::optional<FormPairs> ParseForm(std::string_view text);

// Value of one cookie in a Cookie header, or empty.
std::string_view CookieValue(std::string_view header, std::string_view name);

// A row number in decimal digits; 0 when it is not one.
Id ParseId(std::string_view text);

}  // namespace stub
