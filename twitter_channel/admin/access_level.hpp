// What an access token may do, by X's word for it.
#pragma once

#include <string_view>

namespace twitter {

inline constexpr std::string_view kFullAccess = "read-write-directmessages";

// An answer without the header says nothing and counts as enough.
inline bool IsEnoughAccess(std::string_view access_level) {
  return access_level.empty() || access_level == kFullAccess;
}

inline constexpr std::string_view kPermissionSentence =
    "The app may not read, write and use direct messages for this account: set all three "
    "permissions in the developer console, regenerate the tokens, then add the account again.";

}  // namespace twitter
