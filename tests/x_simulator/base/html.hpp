// Escaping for HTML.
#pragma once

#include <string>
#include <string_view>

namespace xsim {

// Safe as element content and inside double-quoted attributes.
std::string EscapeHtml(std::string_view text);

}  // namespace xsim
