// Text of plugins for a line of the log: bounded, and nothing in it can start another line.
#pragma once

#include <string>
#include <string_view>

namespace stub {

// Control characters and bytes that are not UTF-8 become \xNN; what is too long is cut.
std::string LogText(std::string_view text, std::size_t longest = 440);

}  // namespace stub
