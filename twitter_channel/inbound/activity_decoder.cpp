// One body is one event, but one of direct messages may bring several. The event's uuid is not
// read: it may be negative, repeats, and duplicates are found by the inner ids.
#include "twitter_channel/inbound/activity_decoder.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "twitter_channel/inbound/account_activity_decoder.hpp"
#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v2/iso_time.hpp"
#include "twitter_channel/x_api/v2/post_object.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

constexpr std::array<std::string_view, 5> kPostEvents{
    "post.create",       "post.mention.create", "post.reply.create",
    "post.quote.create", "post.repost.create",
};
constexpr std::size_t kLongestKind = 64;

std::string_view EventType(const JsonNode& data) { return TextMember(data, "event_type"); }

chp::Result<Event> ReadPost(const JsonNode& payload, const JsonNode* includes) {
  auto post = ParseActivityPost(payload, includes);
  if (!post) return std::move(post).error();
  return Event(PostCreated{*std::move(post)});
}

chp::Result<Event> ReadDelete(const JsonNode& payload, const JsonNode& data) {
  JsonProblem problem;
  const JsonFields fields(payload, problem);
  PostDeleted deleted;
  deleted.post_id = fields.Id("id", "id");
  deleted.user_id = fields.Id("author_id", "author_id");
  deleted.at_ms = ParseIsoTime(JsonFields(data, problem).Text("created_at")).value_or(0);
  if (deleted.post_id.empty()) fields.Complain("id", "is missing");
  if (problem) return *std::move(problem);
  return Event(std::move(deleted));
}

chp::Result<Event> ReadRevocation(const JsonNode& payload) {
  JsonProblem problem;
  const JsonFields fields(payload, problem);
  AccessRevoked revoked{fields.Id("user_id", "user_id"), fields.Id("app_id", "app_id")};
  if (revoked.user_id.empty()) fields.Complain("user_id", "is missing");
  if (problem) return *std::move(problem);
  return Event(std::move(revoked));
}

// Encrypted messages show no words (x_api.md 4.5): the first one of a conversation becomes a
// notice, further ones are the same message by its id.
constexpr std::string_view kEncrypted =
    "Encrypted message: X shows it to the two of you only. Read and answer it on X.";

// "<lower id>-<higher id>" of "2222:1111"; empty for groups and for what is no conversation.
std::string ConversationOf(std::string_view pair) {
  const std::size_t colon = pair.find(':');
  if (colon == std::string_view::npos) return {};
  std::string lower(pair.substr(0, colon));
  std::string higher(pair.substr(colon + 1));
  if (!IsXId(lower) || !IsXId(higher)) return {};
  if (IsLowerId(higher, lower)) lower.swap(higher);
  return lower + "-" + higher;
}

chp::Result<Event> ReadEncrypted(const JsonNode& payload, const std::string& for_user_id) {
  JsonProblem problem;
  const JsonFields fields(payload, problem);
  DirectMessage message;
  message.sender.id = fields.Id("sender_id", "sender_id");
  message.recipient.id = for_user_id;
  message.conversation_id = ConversationOf(fields.Text("conversation_id"));
  message.created_ms = fields.Millis("created_at_msec").value_or(0);
  message.created_timestamp = std::to_string(message.created_ms);
  message.text = kEncrypted;
  if (problem) return *std::move(problem);
  if (message.sender.id.empty() || message.conversation_id.empty()) {
    return Event(OtherEvent{"chat.received"});
  }
  message.id = "chat-" + message.conversation_id;
  return Event(DirectMessageCreated{std::move(message)});
}

// The single event of kinds other than direct messages.
chp::Result<Event> ReadEvent(std::string_view type, const JsonNode& payload, const JsonNode& data,
                             const JsonNode* includes) {
  if (std::find(kPostEvents.begin(), kPostEvents.end(), type) != kPostEvents.end()) {
    return ReadPost(payload, includes);
  }
  if (type == "post.delete") return ReadDelete(payload, data);
  if (type == "oauth.revoke") return ReadRevocation(payload);
  return Event(OtherEvent{std::string(type.size() <= kLongestKind ? type : "other")});
}

void DecodePayload(const JsonNode& root, const JsonNode& data, EventBody& body) {
  const std::string_view type = EventType(data);
  const JsonNode* payload = ObjectMember(data, "payload");
  if (payload == nullptr) return body.bad.push_back({"data.payload", "It must be an object."});
  if (type == "dm.received" || type == "dm.sent") {
    return DecodeDirectMessages(*payload, "data.payload.", body);
  }
  const JsonNode* includes = ObjectMember(data, "includes");
  if (includes == nullptr) includes = ObjectMember(root, "includes");
  chp::Result<Event> event = type == "chat.received" ? ReadEncrypted(*payload, body.for_user_id)
                                                     : ReadEvent(type, *payload, data, includes);
  if (event) {
    body.events.push_back(*std::move(event));
  } else {
    body.bad.push_back({"data.payload", event.error().message});
  }
}

}  // namespace

bool IsActivity(const JsonNode& root) {
  const JsonNode* data = ObjectMember(root, "data");
  return data != nullptr && !EventType(*data).empty();
}

chp::Result<EventBody> DecodeActivity(const JsonNode& root) {
  const JsonNode& data = *ObjectMember(root, "data");
  EventBody body;
  if (const JsonNode* filter = ObjectMember(data, "filter")) {
    body.for_user_id = UserIdFrom(filter->if_contains("user_id"));
  }
  if (body.for_user_id.empty() && EventType(data) != "oauth.revoke") {
    return chp::Error{.code = chp::Code::kRejected,
                      .reason = "x.no_for_user_id",
                      .message = "Missing 'for_user_id' in payload!"};
  }
  DecodePayload(root, data, body);
  return body;
}

}  // namespace twitter
