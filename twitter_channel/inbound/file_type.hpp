// What a file is, told from its first bytes: what a server says of it may be a mistake or a lie.
#pragma once

#include <cstddef>
#include <string_view>

namespace twitter {

// So many bytes tell it, if any do.
constexpr std::size_t kTypeBytes = 16;

// "image/jpeg", "image/png", "image/gif", "image/webp" or "video/mp4"; empty for everything else,
// above all for what a browser would run (HTML, SVG).
std::string_view FileTypeOf(std::string_view start);

}  // namespace twitter
