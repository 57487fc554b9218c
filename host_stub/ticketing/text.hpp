// Small text helpers of the store and the ticketing rules.
#pragma once

#include <string>
#include <string_view>

namespace stub {

// ASCII letters only: handles and logins are compared so.
std::string LowerAscii(std::string_view text);
// Without white space at both ends.
std::string Trimmed(std::string_view text);
// Whether `a` comes before `b` among ids of the remote side: numbers by value, else by bytes.
bool ExternalIdBefore(std::string_view a, std::string_view b);

}  // namespace stub
