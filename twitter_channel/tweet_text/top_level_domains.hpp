// The top-level domains X knows: com, de, москва, ...
#pragma once

#include <string_view>

namespace twitter {

// With a space between two.
extern const std::string_view kTopLevelDomains;

}  // namespace twitter
