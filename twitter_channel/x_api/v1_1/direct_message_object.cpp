// Direct messages. People and apps stand beside the events, by id.
#include <utility>

#include "twitter_channel/x_api/v1_1/object_parts.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"
#include "twitter_channel/x_api/v1_1/time.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

// Reads into `user`, which is empty.
void FindUser(std::string id, const JsonNode* users, JsonProblem& problem, User& user) {
  if (users != nullptr && !id.empty()) {
    const JsonFields map(*users, problem);
    const JsonNode* found = map.Object(id);
    if (found != nullptr) user = ReadUser(JsonFields(map, id, *found));
  }
  user.id = std::move(id);
}

std::string AppName(std::string_view id, const JsonNode* apps, JsonProblem& problem) {
  if (apps == nullptr || id.empty()) return {};
  const JsonFields map(*apps, problem);
  const JsonNode* app = map.Object(id);
  return app == nullptr ? std::string() : JsonFields(map, id, *app).Text("name");
}

// "<lower>-<higher>"
std::string ConversationId(std::string_view a, std::string_view b) {
  const bool a_first = IsLowerId(a, b);
  return std::string(a_first ? a : b) + "-" + std::string(a_first ? b : a);
}

void ReadContent(const JsonFields& data, DirectMessage& message) {
  message.text = data.Text("text");
  message.entities = ReadEntities(data, CodePoints(message.text));
  const JsonNode* attachment = data.Object("attachment");
  if (attachment == nullptr) return;
  const JsonFields attached(data, "attachment", *attachment);
  if (const JsonNode* media = attached.Object("media")) {
    message.entities.media.push_back(ReadMedia(JsonFields(attached, "media", *media)));
  }
  message.location = ReadLocation(attached);
}

struct Parties {
  std::string sender_id;
  std::string recipient_id;
};

Parties ReadCreate(const JsonFields& create, DirectMessage& message) {
  Parties parties;
  parties.sender_id = create.Id("sender_id", "sender_id");
  if (parties.sender_id.empty()) create.Complain("sender_id", "is missing");
  if (const JsonNode* target = create.Object("target")) {
    parties.recipient_id = JsonFields(create, "target", *target).Id("recipient_id", "recipient_id");
  }
  if (parties.recipient_id.empty()) create.Complain("target.recipient_id", "is missing");
  message.app_id = create.Id("source_app_id", "source_app_id");
  if (const JsonNode* data = create.Object("message_data")) {
    ReadContent(JsonFields(create, "message_data", *data), message);
  } else {
    create.Complain("message_data", "is missing");
  }
  return parties;
}

void ReadTime(const JsonFields& event, DirectMessage& message) {
  const auto created_ms = event.Millis("created_timestamp");
  message.created_ms = created_ms.value_or(TimeOfId(message.id));
  if (created_ms) message.created_timestamp = std::to_string(*created_ms);
}

}  // namespace

chp::Result<void> ParseDirectMessageEvent(const JsonNode& event, const JsonNode* users,
                                          const JsonNode* apps, DirectMessage& message) {
  JsonProblem problem;
  const JsonFields fields(event, problem);
  message.id = fields.Id("id_str", "id");
  if (message.id.empty()) fields.Complain("id", "is missing");
  if (fields.Text("type") != "message_create") fields.Complain("type", "must be message_create");
  ReadTime(fields, message);
  if (const JsonNode* create = fields.Object("message_create")) {
    Parties parties = ReadCreate(JsonFields(fields, "message_create", *create), message);
    message.conversation_id = ConversationId(parties.sender_id, parties.recipient_id);
    FindUser(std::move(parties.sender_id), users, problem, message.sender);
    FindUser(std::move(parties.recipient_id), users, problem, message.recipient);
  } else {
    fields.Complain("message_create", "is missing");
  }
  message.app_name = AppName(message.app_id, apps, problem);
  if (problem) return *std::move(problem);
  return {};
}

chp::Result<DirectMessage> ParseDirectMessageEvent(const JsonNode& event, const JsonNode* users,
                                                   const JsonNode* apps) {
  DirectMessage message;
  if (auto done = ParseDirectMessageEvent(event, users, apps, message); !done) {
    return std::move(done).error();
  }
  return message;
}

}  // namespace twitter
