// Which members of X's objects nothing here reads (x_api.md 2.5, 2.6): the colours of a profile,
// counters.
#pragma once

#include <string_view>

namespace twitter {

bool IsUnreadMember(std::string_view name);

}  // namespace twitter
