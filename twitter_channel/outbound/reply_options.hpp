// What the agent chose beside the text (options_json), and the agent's initials (agent_json).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/error.hpp"

namespace twitter {

// What becomes of a public reply that is too long for one post.
enum class LongText { kRefuse, kThread, kLong };

struct ReplyOptions {
  bool initials = false;                      // the manifest's default is the host's to fill in
  std::vector<std::string> exclude_mentions;  // handles without "@"
  LongText long_text = LongText::kRefuse;
  bool message_button = false;         // posts: a button to answer by direct message
  std::vector<std::string> confirmed;  // needs_confirmation.<what>: these <what>
  bool operator==(const ReplyOptions&) const = default;
};

// kInvalid naming the option of the wrong type. Empty text: nothing chosen.
chp::Result<ReplyOptions> ParseReplyOptions(std::string_view options_json);

// First letters of first and last name; of one name only, its first two; else the first two of the
// e-mail address; else "??". Upper case.
std::string Initials(std::string_view agent_json);

}  // namespace twitter
