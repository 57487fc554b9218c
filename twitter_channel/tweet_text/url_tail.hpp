// What follows the domain of a link. Each function returns the end of its part at `begin`, `begin`
// itself when there is none.
#pragma once

#include <cstddef>
#include <string_view>

namespace twitter {

std::size_t PortEnd(std::string_view text, std::size_t begin);   // ":8080"
std::size_t PathEnd(std::string_view text, std::size_t begin);   // "/a/b_(c)"; no dot at its end
std::size_t QueryEnd(std::string_view text, std::size_t begin);  // "?a=b"; no dot at its end

}  // namespace twitter
