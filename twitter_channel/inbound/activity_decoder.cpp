// One body is one event, but one of direct messages may bring several. The event's uuid is not
// read: it may be negative, repeats, and duplicates are found by the inner ids.
#include "twitter_channel/inbound/activity_decoder.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/inbound/account_activity_decoder.hpp"
#include "twitter_channel/inbound/activity_objects.hpp"
#include "twitter_channel/inbound/iso_time.hpp"
#include "twitter_channel/inbound/json_members.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 5> kPostEvents{
    "post.create",       "post.mention.create", "post.reply.create",
    "post.quote.create", "post.repost.create",
};
constexpr std::size_t kLongestKind = 64;

std::string_view EventType(const json::object& data) { return TextMember(data, "event_type"); }

chp::Result<Event> ReadPost(const json::object& payload, const json::object* includes) {
  auto post = ParseActivityPost(payload, includes);
  if (!post) return std::move(post).error();
  return Event(PostCreated{*std::move(post)});
}

chp::Result<Event> ReadDelete(const json::object& payload, const json::object& data) {
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

chp::Result<Event> ReadRevocation(const json::object& payload) {
  JsonProblem problem;
  const JsonFields fields(payload, problem);
  AccessRevoked revoked{fields.Id("user_id", "user_id"), fields.Id("app_id", "app_id")};
  if (revoked.user_id.empty()) fields.Complain("user_id", "is missing");
  if (problem) return *std::move(problem);
  return Event(std::move(revoked));
}

// The single event of kinds other than direct messages.
chp::Result<Event> ReadEvent(std::string_view type, const json::object& payload,
                             const json::object& data, const json::object* includes) {
  if (std::find(kPostEvents.begin(), kPostEvents.end(), type) != kPostEvents.end()) {
    return ReadPost(payload, includes);
  }
  if (type == "post.delete") return ReadDelete(payload, data);
  if (type == "oauth.revoke") return ReadRevocation(payload);
  return Event(OtherEvent{std::string(type.size() <= kLongestKind ? type : "other")});
}

void DecodePayload(const json::object& root, const json::object& data, EventBody& body) {
  const std::string_view type = EventType(data);
  const json::object* payload = ObjectMember(data, "payload");
  if (payload == nullptr) return body.bad.push_back({"data.payload", "It must be an object."});
  if (type == "dm.received" || type == "dm.sent") {
    return DecodeDirectMessages(*payload, "data.payload.", body);
  }
  const json::object* includes = ObjectMember(data, "includes");
  if (includes == nullptr) includes = ObjectMember(root, "includes");
  chp::Result<Event> event = ReadEvent(type, *payload, data, includes);
  if (event) {
    body.events.push_back(*std::move(event));
  } else {
    body.bad.push_back({"data.payload", event.error().message});
  }
}

}  // namespace

bool IsActivity(const json::object& root) {
  const json::object* data = ObjectMember(root, "data");
  return data != nullptr && !EventType(*data).empty();
}

chp::Result<EventBody> DecodeActivity(const json::object& root) {
  const json::object& data = root.at("data").as_object();
  EventBody body;
  if (const json::object* filter = ObjectMember(data, "filter")) {
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
