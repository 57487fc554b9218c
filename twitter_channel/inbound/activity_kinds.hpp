// The event types of the X Activity API (x_api.md 2.7), under every name X has given them: dotted
// ("post.mention.create"), the names of the beta ("ProfileBioUpdate"), and "tweet" for "post".
#pragma once

#include <string_view>

namespace twitter {

enum class ActivityKind {
  kPost,
  kPostDeleted,
  kMessages,      // direct messages, sent or received
  kMessagesRead,  // a receipt
  kEncrypted,     // an encrypted message came
  kRevoked,
  kOther,  // makes no message
};

struct ActivityType {
  ActivityKind kind = ActivityKind::kOther;
  std::string_view name;  // today's; empty when nobody has documented it
};

ActivityType ActivityNamed(std::string_view written);

}  // namespace twitter
