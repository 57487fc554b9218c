// One body is one event, but one of direct messages may bring several. The event's uuid is not
// read: it may be negative, repeats, and duplicates are found by the inner ids.
#include "twitter_channel/inbound/activity_decoder.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "twitter_channel/inbound/account_activity_decoder.hpp"
#include "twitter_channel/inbound/activity_kinds.hpp"
#include "twitter_channel/inbound/encrypted_notice.hpp"
#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v2/includes.hpp"
#include "twitter_channel/x_api/v2/iso_time.hpp"
#include "twitter_channel/x_api/v2/message_object.hpp"
#include "twitter_channel/x_api/v2/post_object.hpp"

namespace twitter {
namespace {

constexpr std::size_t kLongestKind = 64;

std::string_view EventType(const JsonNode& data) { return TextMember(data, "event_type"); }

bool Tells(const JsonNode& object, std::string_view name) {
  const JsonNode* member = object.if_contains(name);
  return member != nullptr && !member->is_null();
}

const JsonNode* IncludesOf(const JsonNode& root, const JsonNode& data) {
  const JsonNode* includes = ObjectMember(data, "includes");
  return includes != nullptr ? includes : ObjectMember(root, "includes");
}

class ActivityReader {
 public:
  ActivityReader(const JsonNode& root, const JsonNode& data, EventBody& body)
      : data_(data), body_(body), includes_(IncludesOf(root, data)) {}

  void Read(ActivityType type) {
    if (type.kind == ActivityKind::kOther) return Count(type.name);
    const JsonNode* payload = ObjectMember(data_, "payload");
    if (payload == nullptr) return Complain("data.payload", "It must be an object.");
    // An object X wraps, as it does with users.
    const JsonNode* wrapped = Tells(*payload, "id") ? nullptr : ObjectMember(*payload, "data");
    const JsonNode& object = wrapped == nullptr ? *payload : *wrapped;
    switch (type.kind) {
      case ActivityKind::kPost:
        return ReadPost(object);
      case ActivityKind::kPostDeleted:
        return Add(ReadDelete(object));
      case ActivityKind::kMessages:
        return ReadMessages(object);
      case ActivityKind::kMessagesRead:
        return ReadReceipts(object, type.name);
      case ActivityKind::kEncrypted:
        return Add(ReadEncrypted(object, body_.for_user_id));
      case ActivityKind::kRevoked:
        return Add(ReadRevocation(object));
      case ActivityKind::kOther:
        return;
    }
  }

 private:
  void Complain(std::string where, std::string reason) {
    body_.bad.push_back({std::move(where), std::move(reason)});
  }
  void Add(chp::Result<Event> event) {
    if (event) {
      body_.events.push_back(*std::move(event));
    } else {
      Complain("data.payload", event.error().message);
    }
  }
  // By today's name, so that an alias is counted with it.
  void Count(std::string_view name) {
    if (name.empty()) name = EventType(data_);
    if (name.size() > kLongestKind) name = "other";
    body_.events.emplace_back(OtherEvent{std::string(name)});
  }

  // One that does not show its author or its words is looked up.
  void ReadPost(const JsonNode& object) {
    const bool has_text =
        Tells(object, "text") || Tells(object, "note_tweet") || Tells(object, "note_post");
    if (!has_text || !Tells(object, "author_id")) return Add(ReadAnnouncement(object));
    auto& event = body_.events.emplace_back(std::in_place_type<PostCreated>);
    const auto done = ParseActivityPost(object, includes_, std::get<PostCreated>(event).post);
    if (done) return;
    body_.events.pop_back();
    Complain("data.payload", done.error().message);
  }

  static chp::Result<Event> ReadAnnouncement(const JsonNode& object) {
    JsonProblem problem;
    const JsonFields fields(object, problem);
    PostAnnounced announced{fields.Id("id", "id")};
    if (announced.post_id.empty()) fields.Complain("id", "is missing");
    if (problem) return *std::move(problem);
    return Event(std::move(announced));
  }

  chp::Result<Event> ReadDelete(const JsonNode& object) const {
    JsonProblem problem;
    const JsonFields fields(object, problem);
    PostDeleted deleted;
    deleted.post_id = fields.Id("id", "id");
    deleted.user_id = fields.Id("author_id", "author_id");
    deleted.at_ms = ParseIsoTime(JsonFields(data_, problem).Text("created_at")).value_or(0);
    if (deleted.post_id.empty()) fields.Complain("id", "is missing");
    if (problem) return *std::move(problem);
    return Event(std::move(deleted));
  }

  static chp::Result<Event> ReadRevocation(const JsonNode& object) {
    JsonProblem problem;
    const JsonFields fields(object, problem);
    AccessRevoked revoked{fields.Id("user_id", "user_id"), fields.Id("app_id", "app_id")};
    if (revoked.user_id.empty()) fields.Complain("user_id", "is missing");
    if (problem) return *std::move(problem);
    return Event(std::move(revoked));
  }

  // The lists of the Account Activity API, or one message as API v2 answers it.
  void ReadMessages(const JsonNode& object) {
    if (Tells(object, kDirectMessageEvents)) {
      const std::size_t before = body_.events.size();
      DecodeDirectMessages(object, "data.payload.", body_);
      for (std::size_t i = before; i < body_.events.size(); ++i) {
        auto* created = std::get_if<DirectMessageCreated>(&body_.events[i]);
        if (created == nullptr) continue;
        Introduce(created->message.sender);
        Introduce(created->message.recipient);
      }
      return;
    }
    if (!Tells(object, "sender_id")) {
      return Complain("data.payload", "It holds no `direct_message_events`.");
    }
    auto message = ParseActivityMessage(object, includes_);
    if (message && message->recipient.id.empty()) message->recipient.id = body_.for_user_id;
    Add(message ? chp::Result<Event>(DirectMessageCreated{*std::move(message)})
                : chp::Result<Event>(message.error()));
  }
  void Introduce(User& user) const {
    if (user.screen_name.empty()) user = includes_.UserWithId(user.id);
  }

  // X documents no receipt: the Account Activity API's list of them, or one as it stands in that.
  void ReadReceipts(const JsonNode& object, std::string_view name) {
    if (Tells(object, kReadEvents)) return DecodeReceipts(object, "data.payload.", body_);
    if (!Tells(object, "last_read_event_id")) return Count(name);
    Add(ReadReceipt(object));
  }

  const JsonNode& data_;
  EventBody& body_;
  const ActivityIncludes includes_;
};

}  // namespace

bool IsActivity(const JsonNode& root) {
  const JsonNode* data = ObjectMember(root, "data");
  return data != nullptr && !EventType(*data).empty();
}

chp::Result<EventBody> DecodeActivity(const JsonNode& root) {
  const JsonNode& data = *ObjectMember(root, "data");
  const ActivityType type = ActivityNamed(EventType(data));
  EventBody body;
  if (const JsonNode* filter = ObjectMember(data, "filter")) {
    body.for_user_id = UserIdFrom(filter->if_contains("user_id"));
  }
  // News are found by a word, and revocations are of the app: they are for nobody in particular.
  const bool for_nobody = type.kind == ActivityKind::kOther || type.kind == ActivityKind::kRevoked;
  if (body.for_user_id.empty() && !for_nobody) {
    return chp::Error{.code = chp::Code::kRejected,
                      .reason = "x.no_for_user_id",
                      .message = "Missing 'for_user_id' in payload!"};
  }
  ActivityReader(root, data, body).Read(type);
  return body;
}

}  // namespace twitter
