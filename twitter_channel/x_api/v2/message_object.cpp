// The recipient is who else is in the conversation of two.
#include "twitter_channel/x_api/v2/message_object.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v1_1/time.hpp"
#include "twitter_channel/x_api/v2/entity_objects.hpp"
#include "twitter_channel/x_api/v2/iso_time.hpp"

namespace twitter {
namespace {

// The other one of "<lower id>-<higher id>"; empty when it is no conversation of two.
std::string OtherOf(std::string_view conversation, std::string_view one) {
  const std::size_t dash = conversation.find('-');
  if (dash == std::string_view::npos) return {};
  const std::string_view first = conversation.substr(0, dash);
  const std::string_view second = conversation.substr(dash + 1);
  const std::string_view other = first == one ? second : first;
  return IsXId(other) ? std::string(other) : std::string();
}

}  // namespace

chp::Result<DirectMessage> ParseActivityMessage(const JsonNode& object,
                                                const ActivityIncludes& includes) {
  JsonProblem problem;
  const JsonFields event(object, problem);
  DirectMessage message;
  message.id = event.Id("id", "id");
  if (message.id.empty()) event.Complain("id", "is missing");
  message.text = event.Text("text");
  message.entities = ReadActivityEntities(event, message.text.size(), includes, event);
  message.sender = includes.UserWithId(event.Id("sender_id", "sender_id"));
  message.conversation_id = event.Text("dm_conversation_id");
  message.is_group = IsXId(message.conversation_id);  // two people are both named by theirs
  message.recipient = includes.UserWithId(OtherOf(message.conversation_id, message.sender.id));
  message.created_ms = ParseIsoTime(event.Text("created_at")).value_or(0);
  message.created_timestamp = std::to_string(message.created_ms);
  if (problem) return *std::move(problem);
  return message;
}

}  // namespace twitter
