// What will be posted for an agent's reply, and whether X will take it. Pure: the preview shows it,
// the sender sends it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"

namespace twitter {

// Ids of the manifest's surfaces.
inline constexpr std::string_view kPostSurface = "post";
inline constexpr std::string_view kDirectMessageSurface = "direct_message";

struct ComposeNote {
  std::string reason;   // "compose.<what>"
  std::string message;  // one sentence for the agent
  bool operator==(const ComposeNote&) const = default;
};

struct Composition {
  bool is_direct_message = false;
  std::string text;                           // exactly what X is given
  std::string in_reply_to;                    // posts: the post answered, or empty
  std::string recipient_id;                   // direct messages
  std::vector<std::string> mentions;          // handles X puts in front by itself, without "@"
  std::vector<std::string> exclude_user_ids;  // whom X shall not name
  std::size_t length = 0;                     // weighted for posts, code points for messages
  std::size_t limit = 0;
  std::optional<ComposeNote> refusal;
  std::vector<ComposeNote> warnings;
};

// Rules: white space around the text goes; handles at the start of an answer that X adds by itself
// go too, so that nobody is named twice; initials are appended (and counted) when the options ask
// for them. Otherwise the text is sent as it was written.
Composition Compose(const chp::Reply& reply, const Account& account);

}  // namespace twitter
