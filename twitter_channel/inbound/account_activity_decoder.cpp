// Each item of each list is read on its own; one that cannot be read is reported and skipped.
// Direct messages come before posts, as in the reference.
#include "twitter_channel/inbound/account_activity_decoder.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <variant>

#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"

namespace twitter {
namespace {

constexpr std::string_view kPosts = "tweet_create_events";
constexpr std::string_view kDeletes = "tweet_delete_events";
constexpr std::string_view kRevocation = "user_event";
constexpr std::array<std::string_view, 6> kOthers{
    "direct_message_indicate_typing_events",
    "favorite_events",
    "follow_events",
    "block_events",
    "mute_events",
    "replay_job_status",
};

constexpr std::size_t kMostNamedBadItems = 100;

// A million events of no interest take no more room than one.
void AddOther(OtherEvent other, EventBody& body) {
  auto* last = body.events.empty() ? nullptr : std::get_if<OtherEvent>(&body.events.back());
  if (last != nullptr && last->kind == other.kind) {
    last->count += other.count;
  } else {
    body.events.emplace_back(std::move(other));
  }
}

void AddBad(const std::string& where, const std::string& reason, EventBody& body) {
  if (body.bad.size() < kMostNamedBadItems) {
    body.bad.push_back({where, reason});
  } else {
    ++body.further_bad;
  }
}

chp::Result<void> NoObject() {
  return chp::Error{.code = chp::Code::kRejected,
                    .reason = "x.item_unreadable",
                    .message = "It must be an object."};
}

// read(object, body) for every item of the list `name`: adds an event, or says what is wrong with
// the item.
template <class Read>
void ReadItems(const JsonNode& holder, const std::string& path, std::string_view name,
               EventBody& body, const Read& read) {
  const JsonNode* list = holder.if_contains(name);
  if (list == nullptr || list->is_null()) return;
  const auto complain = [&](const std::string& place, const std::string& reason) {
    AddBad(path + std::string(name) + place, reason, body);
  };
  if (!list->is_array()) return complain("", "It must be a list.");
  std::size_t i = 0;
  for (const JsonNode& item : *list) {
    const auto done = item.is_object() ? read(item, body) : NoObject();
    if (!done) complain("[" + std::to_string(i) + "]", done.error().message);
    ++i;
  }
}

chp::Result<void> ReadDelete(const JsonNode& item, EventBody& body) {
  JsonProblem problem;
  const JsonFields fields(item, problem);
  PostDeleted deleted;
  deleted.at_ms = fields.Millis("timestamp_ms").value_or(0);
  if (const JsonNode* status = fields.Object("status")) {
    const JsonFields post(fields, "status", *status);
    deleted.post_id = post.Id("id_str", "id");
    deleted.user_id = post.Id("user_id_str", "user_id");
  }
  if (deleted.post_id.empty()) fields.Complain("status.id", "is missing");
  if (problem) return *std::move(problem);
  body.events.emplace_back(std::move(deleted));
  return {};
}

chp::Result<Event> ReadRevocation(const JsonNode& item) {
  const JsonNode* revoke = ObjectMember(item, "revoke");
  if (revoke == nullptr) return Event(OtherEvent{std::string(kRevocation)});
  JsonProblem problem;
  const JsonFields fields(*revoke, problem);
  AccessRevoked revoked;
  if (const JsonNode* source = fields.Object("source")) {
    revoked.user_id = JsonFields(fields, "source", *source).Id("user_id_str", "user_id");
  }
  if (const JsonNode* target = fields.Object("target")) {
    revoked.app_id = JsonFields(fields, "target", *target).Id("app_id_str", "app_id");
  }
  if (revoked.user_id.empty()) fields.Complain("source.user_id", "is missing");
  if (problem) return *std::move(problem);
  return Event(std::move(revoked));
}

void DecodeRevocation(const JsonNode& root, EventBody& body) {
  const JsonNode* item = ObjectMember(root, kRevocation);
  if (item == nullptr) return;
  chp::Result<Event> event = ReadRevocation(*item);
  if (event) {
    body.events.push_back(*std::move(event));
  } else {
    body.bad.push_back({std::string(kRevocation), event.error().message});
  }
}

// Events that make no message, one for all items of a list.
void CountOthers(const JsonNode& root, EventBody& body) {
  for (const std::string_view name : kOthers) {
    const JsonNode* member = root.if_contains(name);
    if (member == nullptr) continue;
    const std::size_t count = member->is_array() ? member->size() : 1;
    if (count > 0) AddOther({std::string(name), count}, body);
  }
}

chp::Result<void> ReadPost(const JsonNode& item, EventBody& body) {
  auto& event = body.events.emplace_back(std::in_place_type<PostCreated>);
  auto done = ParsePost(item, std::get<PostCreated>(event).post);
  if (!done) body.events.pop_back();
  return done;
}

chp::Error NoForUserId() {
  return {.code = chp::Code::kRejected,
          .reason = "x.no_for_user_id",
          .message = "Missing 'for_user_id' in payload!"};
}

}  // namespace

std::string UserIdFrom(const JsonNode* value) {
  if (value == nullptr) return {};
  if (const std::string_view* text = value->if_string()) return {text->data(), text->size()};
  if (const std::int64_t* number = value->if_int64(); number != nullptr && *number >= 0) {
    return std::to_string(*number);
  }
  if (const std::uint64_t* number = value->if_uint64()) return std::to_string(*number);
  return {};
}

void DecodeDirectMessages(const JsonNode& holder, const std::string& path, EventBody& body) {
  const JsonNode* users = ObjectMember(holder, "users");
  const JsonNode* apps = ObjectMember(holder, "apps");
  const auto read = [users, apps](const JsonNode& item, EventBody& into) -> chp::Result<void> {
    const std::string_view type = TextMember(item, "type");
    if (!type.empty() && type != "message_create") {
      AddOther({std::string(kDirectMessageEvents)}, into);
      return {};
    }
    auto& event = into.events.emplace_back(std::in_place_type<DirectMessageCreated>);
    auto& message = std::get<DirectMessageCreated>(event).message;
    auto done = ParseDirectMessageEvent(item, users, apps, message);
    if (!done) into.events.pop_back();
    return done;
  };
  ReadItems(holder, path, kDirectMessageEvents, body, read);
}

chp::Result<Event> ReadReceipt(const JsonNode& item) {
  JsonProblem problem;
  const JsonFields fields(item, problem);
  MessagesRead read;
  read.message_id = fields.Id("last_read_event_id", "last_read_event_id");
  read.reader_id = fields.Id("sender_id", "sender_id");
  read.at_ms = fields.Millis("created_timestamp").value_or(0);
  if (read.message_id.empty()) fields.Complain("last_read_event_id", "is missing");
  if (problem) return *std::move(problem);
  return Event(std::move(read));
}

void DecodeReceipts(const JsonNode& holder, const std::string& path, EventBody& body) {
  const auto read = [](const JsonNode& item, EventBody& into) -> chp::Result<void> {
    auto receipt = ReadReceipt(item);
    if (!receipt) return std::move(receipt).error();
    into.events.push_back(*std::move(receipt));
    return {};
  };
  ReadItems(holder, path, kReadEvents, body, read);
}

chp::Result<EventBody> DecodeAccountActivity(const JsonNode& root) {
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
  ReadItems(root, "", kPosts, body, ReadPost);
  ReadItems(root, "", kDeletes, body, ReadDelete);
  DecodeReceipts(root, "", body);
  return body;
}

}  // namespace twitter
