// A post as a person names it: its id, or a link to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace twitter {

// "https://x.com/jo/status/123?s=20", "mobile.twitter.com/i/web/status/123", "123" -> "123". With
// or without scheme; what follows the id is ignored. Nothing for what is no post of X.
std::optional<std::string> PostIdIn(std::string_view written);

}  // namespace twitter
