// Each item of each list is read on its own; one that cannot be read is reported and skipped.
// Direct messages come before posts, as in the reference.
#include "twitter_channel/inbound/account_activity_decoder.hpp"

#include <array>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "twitter_channel/inbound/json_members.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

constexpr std::string_view kDirectMessages = "direct_message_events";
constexpr std::string_view kPosts = "tweet_create_events";
constexpr std::string_view kDeletes = "tweet_delete_events";
constexpr std::string_view kRevocation = "user_event";
constexpr std::array<std::string_view, 7> kOthers{
    "direct_message_indicate_typing_events",
    "direct_message_mark_read_events",
    "favorite_events",
    "follow_events",
    "block_events",
    "mute_events",
    "replay_job_status",
};

constexpr std::size_t kMostNamedBadItems = 100;

// A million events of no interest take no more room than one.
void AddEvent(Event event, EventBody& body) {
  auto* other = std::get_if<OtherEvent>(&event);
  auto* last = body.events.empty() ? nullptr : std::get_if<OtherEvent>(&body.events.back());
  if (other != nullptr && last != nullptr && other->kind == last->kind) {
    last->count += other->count;
  } else {
    body.events.push_back(std::move(event));
  }
}

void AddBad(BadItem item, EventBody& body) {
  if (body.bad.size() < kMostNamedBadItems) {
    body.bad.push_back(std::move(item));
  } else {
    ++body.further_bad;
  }
}

// read(object) for every item of the list `name`: an Event, or an Error for EventBody::bad.
template <class Read>
void ReadItems(const json::object& holder, const std::string& path, std::string_view name,
               EventBody& body, const Read& read) {
  const json::value* list = holder.if_contains(name);
  if (list == nullptr || list->is_null()) return;
  const std::string list_path = path + std::string(name);
  if (!list->is_array()) return AddBad({list_path, "It must be a list."}, body);
  for (std::size_t i = 0; i < list->get_array().size(); ++i) {
    const std::string where = list_path + "[" + std::to_string(i) + "]";
    const json::object* item = list->get_array()[i].if_object();
    if (item == nullptr) {
      AddBad({where, "It must be an object."}, body);
      continue;
    }
    chp::Result<Event> event = read(*item);
    if (event) {
      AddEvent(*std::move(event), body);
    } else {
      AddBad({where, event.error().message}, body);
    }
  }
}

chp::Result<Event> ReadDelete(const json::object& item) {
  JsonProblem problem;
  const JsonFields fields(item, problem);
  PostDeleted deleted;
  deleted.at_ms = fields.Millis("timestamp_ms").value_or(0);
  if (const json::object* status = fields.Object("status")) {
    const JsonFields post(fields, "status", *status);
    deleted.post_id = post.Id("id_str", "id");
    deleted.user_id = post.Id("user_id_str", "user_id");
  }
  if (deleted.post_id.empty()) fields.Complain("status.id", "is missing");
  if (problem) return *std::move(problem);
  return Event(std::move(deleted));
}

chp::Result<Event> ReadRevocation(const json::object& item) {
  const json::object* revoke = ObjectMember(item, "revoke");
  if (revoke == nullptr) return Event(OtherEvent{std::string(kRevocation)});
  JsonProblem problem;
  const JsonFields fields(*revoke, problem);
  AccessRevoked revoked;
  if (const json::object* source = fields.Object("source")) {
    revoked.user_id = JsonFields(fields, "source", *source).Id("user_id_str", "user_id");
  }
  if (const json::object* target = fields.Object("target")) {
    revoked.app_id = JsonFields(fields, "target", *target).Id("app_id_str", "app_id");
  }
  if (revoked.user_id.empty()) fields.Complain("source.user_id", "is missing");
  if (problem) return *std::move(problem);
  return Event(std::move(revoked));
}

void DecodeRevocation(const json::object& root, EventBody& body) {
  const json::object* item = ObjectMember(root, kRevocation);
  if (item == nullptr) return;
  chp::Result<Event> event = ReadRevocation(*item);
  if (event) {
    body.events.push_back(*std::move(event));
  } else {
    body.bad.push_back({std::string(kRevocation), event.error().message});
  }
}

// Events that make no message, one for all items of a list.
void CountOthers(const json::object& root, EventBody& body) {
  for (const std::string_view name : kOthers) {
    const json::value* member = root.if_contains(name);
    if (member == nullptr) continue;
    const std::size_t count = member->is_array() ? member->get_array().size() : 1;
    if (count > 0) AddEvent(OtherEvent{std::string(name), count}, body);
  }
}

void DecodePosts(const json::object& root, EventBody& body) {
  ReadItems(root, "", kPosts, body, [](const json::object& item) -> chp::Result<Event> {
    auto post = ParsePost(item);
    if (!post) return std::move(post).error();
    return Event(PostCreated{*std::move(post)});
  });
}

chp::Error NoForUserId() {
  return {.code = chp::Code::kRejected,
          .reason = "x.no_for_user_id",
          .message = "Missing 'for_user_id' in payload!"};
}

}  // namespace

std::string UserIdFrom(const json::value* value) {
  if (value == nullptr) return {};
  if (const json::string* text = value->if_string()) return {text->data(), text->size()};
  if (const std::int64_t* number = value->if_int64(); number != nullptr && *number >= 0) {
    return std::to_string(*number);
  }
  if (const std::uint64_t* number = value->if_uint64()) return std::to_string(*number);
  return {};
}

void DecodeDirectMessages(const json::object& holder, const std::string& path, EventBody& body) {
  const json::object* users = ObjectMember(holder, "users");
  const json::object* apps = ObjectMember(holder, "apps");
  const auto read = [&](const json::object& item) -> chp::Result<Event> {
    const std::string_view type = TextMember(item, "type");
    if (!type.empty() && type != "message_create") {
      return Event(OtherEvent{std::string(kDirectMessages)});
    }
    auto message = ParseDirectMessageEvent(item, users, apps);
    if (!message) return std::move(message).error();
    return Event(DirectMessageCreated{*std::move(message)});
  };
  ReadItems(holder, path, kDirectMessages, body, read);
}

chp::Result<EventBody> DecodeAccountActivity(const json::object& root) {
  EventBody body;
  body.for_user_id = UserIdFrom(root.if_contains("for_user_id"));
  DecodeRevocation(root, body);
  CountOthers(root, body);
  if (body.for_user_id.empty()) {
    // X sends these two for no account in particular (x_api.md 2.4, 2.6).
    const bool complete = root.contains(kRevocation) || root.contains("replay_job_status");
    if (!complete) return NoForUserId();
    return body;
  }
  DecodeDirectMessages(root, "", body);
  DecodePosts(root, body);
  ReadItems(root, "", kDeletes, body, ReadDelete);
  return body;
}

}  // namespace twitter
