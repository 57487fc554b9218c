// The id of the notice is made of the conversation's, so that any of its messages makes the same.
#include "twitter_channel/inbound/encrypted_notice.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

constexpr std::string_view kOfTwo =
    "Encrypted message: X shows it to the two of you only. Read and answer it on X.";
constexpr std::string_view kOfGroup =
    "Encrypted message in a group: X shows it to the group's members only. Read and answer it on "
    "X.";
constexpr std::size_t kLongestGroup = 40;  // of the host's 63 bytes for an id

bool IsGroup(std::string_view conversation) {
  return conversation.size() > 1 && conversation.size() <= kLongestGroup &&
         conversation.front() == 'g' && IsXId(conversation.substr(1));
}

// "<lower id>-<higher id>" of a pair, "g…" of a group; empty for what is no conversation.
std::string ConversationOf(std::string_view written) {
  if (IsGroup(written)) return std::string(written);
  const std::size_t border = written.find_first_of(":-");
  if (border == std::string_view::npos) return {};
  std::string lower(written.substr(0, border));
  std::string higher(written.substr(border + 1));
  if (!IsXId(lower) || !IsXId(higher)) return {};
  if (IsLowerId(higher, lower)) lower.swap(higher);
  return lower + "-" + higher;
}

}  // namespace

chp::Result<Event> ReadEncrypted(const JsonNode& payload, const std::string& for_user_id) {
  JsonProblem problem;
  const JsonFields fields(payload, problem);
  DirectMessage message;
  message.sender.id = fields.Id("sender_id", "sender_id");
  message.recipient.id = for_user_id;
  message.conversation_id = ConversationOf(fields.Text("conversation_id"));
  message.created_ms = fields.Millis("created_at_msec").value_or(0);
  message.created_timestamp = std::to_string(message.created_ms);
  if (problem) return *std::move(problem);
  const bool ours = message.sender.id == for_user_id;
  if (ours || message.sender.id.empty() || message.conversation_id.empty()) {
    return Event(OtherEvent{"chat.received"});
  }
  message.text = message.conversation_id.front() == 'g' ? kOfGroup : kOfTwo;
  message.id = "chat-" + message.conversation_id;
  return Event(DirectMessageCreated{std::move(message)});
}

}  // namespace twitter
