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
  chp::Result<Event> event = ReadEvent(type, *payload, data, includes);
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
