// The "meta" of a page of results (x_api.md 3.2).
#pragma once

#include "twitter_channel/x_api/json_members.hpp"

namespace twitter {

// `root` is an object. In lists of what is newest first, the next page is the older one.
inline bool HasNextPage(const JsonNode& root) {
  const JsonNode* meta = ObjectMember(root, "meta");
  return meta != nullptr && !TextMember(*meta, "next_token").empty();
}

}  // namespace twitter
