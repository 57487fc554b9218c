// Bytes as text inside JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stub {

// RFC 4648, section 4, with padding.
std::string Base64(std::string_view bytes);
// Line breaks are skipped; nullopt when it is anything else.
std::optional<std::string> FromBase64(std::string_view text);

}  // namespace stub
