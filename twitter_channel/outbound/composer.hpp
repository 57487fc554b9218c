// What will be posted for an agent's reply, and whether X will take it. Pure: the preview shows it,
// the sender sends it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"

namespace twitter {

class ContactBook;

// Ids of the manifest's surfaces.
inline constexpr std::string_view kPostSurface = "post";
inline constexpr std::string_view kDirectMessageSurface = "direct_message";

struct ComposeNote {
  std::string reason;   // "compose.<what>"
  std::string message;  // one sentence for the agent
  bool operator==(const ComposeNote&) const = default;
};

// What would work instead of a reply that X does not take. Empty members say nothing.
struct Alternative {
  std::string reason;       // "compose.<what>"
  std::string message;      // one sentence for the agent
  std::string surface;      // to answer there
  std::string in_reply_to;  // to answer this message
  std::string url;          // to answer on X by hand
  bool operator==(const Alternative&) const = default;
};

// What the reply will cost, as far as can be said before.
struct Price {
  std::int64_t micro_dollars = 0;
  std::string message;  // one sentence: what makes it so
  bool operator==(const Price&) const = default;
};

struct Composition {
  bool is_direct_message = false;
  std::string text;                           // the whole, before it is split
  std::vector<std::string> parts;             // exactly what X is given, one message each, in order
  std::string in_reply_to;                    // posts: the post answered, or empty
  std::string recipient_id;                   // direct messages
  std::vector<std::string> mentions;          // handles X puts in front by itself, without "@"
  std::vector<std::string> exclude_user_ids;  // whom X shall not name
  std::vector<std::size_t> lengths;           // of the parts
  std::size_t length = 0;  // of the longest part; weighted for posts, code points for messages
  std::size_t limit = 0;   // of each part
  std::optional<ComposeNote> refusal;
  std::vector<Alternative> alternatives;
  std::optional<Price> price;
  std::vector<Charge> charges;  // of the parts
  // "needs_confirmation.<what>": what is still to be confirmed, by naming <what> in
  // options_json.confirmed (A9); nothing is sent before.
  std::vector<ComposeNote> confirmations;
  std::vector<ComposeNote> warnings;
};

// Rules: white space around the text goes, as does what X takes no post with (control characters);
// handles at the start of an answer that X adds by itself go too, so that nobody is named twice;
// initials are appended (and counted) when the options ask for them. A public reply longer than a
// post becomes a numbered thread or a long post when the options ask for it and it can be, else it
// is refused with what would work. A public reply that looks like private data needs a
// confirmation. Otherwise the text is sent as it was written. `text` and `parts` of a refused
// composition are what was measured.
//
// What the app's plan at X forbids is refused (policy.hpp); `contacts` knows who could be answered
// elsewhere, null: nobody does.
Composition Compose(const chp::Reply& reply, const Config& config, const Account& account,
                    const ContactBook* contacts = nullptr);

}  // namespace twitter
