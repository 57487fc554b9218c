// What is kept about one reply from its first remote write on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/channel.hpp"

namespace twitter {

// What was decided before the first write. It is kept, not composed again: a part that goes out
// after an upgrade or a change of settings still continues the same answer.
struct SendPlan {
  bool is_direct_message = false;
  std::string sender_id;           // X's id of our account
  std::vector<std::string> texts;  // one message on X each, in order; each answers the one before
  std::string in_reply_to;         // posts: what the first one answers, or empty
  std::string recipient_id;        // direct messages
  std::vector<std::string> exclude_user_ids;
  std::vector<chp::Attachment> files;  // that the first one shows
  bool operator==(const SendPlan&) const = default;
};

struct SendRecord {
  enum class State {
    kIntent,     // a remote write of the next part may have happened
    kUncertain,  // we have looked for it often enough: a person decides
    kBetween,    // some parts are on X, the next one certainly is not
    kSent,       // all parts are on X
  };
  State state = State::kIntent;
  SendPlan plan;                        // empty once all is sent
  std::vector<chp::ReceiptPart> parts;  // that are on X
  std::string article_json;             // of the first one
  // Of the part under way.
  std::int64_t first_attempt_ms = 0;  // what we look for is not older than this
  std::int64_t attempt_ms = 0;        // the latest remote write
  std::string text_hash;              // of the comparable text that was sent
  // Successful looks for the latest write, none of which found it.
  int looks = 0;
  std::int64_t next_look_ms = 0;  // not earlier
  bool was_absent = false;        // one look saw everything and did not find it
  bool operator==(const SendRecord&) const = default;
};

std::string ToJson(const SendRecord& record);
// Nothing for a value that is not ours.
std::optional<SendRecord> SendRecordFrom(std::string_view text);

}  // namespace twitter
