// Bytes as text inside JSON.
#pragma once

#include <string>
#include <string_view>

namespace stub {

// RFC 4648, section 4, with padding.
std::string Base64(std::string_view bytes);

}  // namespace stub
