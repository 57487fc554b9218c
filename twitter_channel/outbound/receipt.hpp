// What the host stores about a reply that is on X (behaviour.md 6.6).
#pragma once

#include <string>
#include <string_view>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/domain.hpp"

namespace twitter {

// The remote side of one part of a reply: what the ledger keeps and the receipt says.
struct SentMessage {
  std::string external_id;
  std::string url;
  std::string article_json;  // {"from","to","attributes","links"}
};

SentMessage SentPost(const Post& post, const Account& account, const Config& config);
SentMessage SentDirectMessage(const DirectMessage& message, const Account& account,
                              const Config& config);

}  // namespace twitter
