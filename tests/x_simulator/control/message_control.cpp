// /sim/v1/direct_messages: playing a person who writes privately.
#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/control/body.hpp"
#include "tests/x_simulator/control/control_routes.hpp"
#include "tests/x_simulator/control/media_input.hpp"
#include "tests/x_simulator/events/events.hpp"
#include "tests/x_simulator/world/publish.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

json::object MessageJson(const State& state, const DirectMessage& message) {
  return {{"id", message.id},
          {"from", state.users.Find(message.sender_id)->screen_name},
          {"to", state.users.Find(message.recipient_id)->screen_name},
          {"text", message.content.text},
          {"photo", !message.photos.empty()},
          {"media_id", message.photos.empty() ? "" : message.photos.front().id},
          {"app_id", message.app_id},
          {"created_ms", message.created_ms}};
}

stub::HttpResponse AddMessage(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"from"},
                                    {"to"},
                                    {"text"},
                                    {"photo", MemberType::kBool},
                                    {"media"},
                                    {"location"},
                                    {"quick_reply"},
                                    {"encrypted", MemberType::kBool}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto& body = std::get<json::object>(read);
  const auto state = context.world.Lock();
  const User* from = state->users.FindByName(TextMember(&body, "from").value_or(""));
  const User* to = state->users.FindByName(TextMember(&body, "to").value_or(""));
  if (from == nullptr || to == nullptr) {
    return ControlError(Problem{404, "Give the screen_names of two users as from and to."});
  }
  if (BoolMember(&body, "encrypted").value_or(false)) {
    QueueEncrypted(*state, from->id, to->id);
    return JsonAnswer({{"from", from->screen_name}, {"to", to->screen_name}, {"encrypted", true}},
                      201);
  }
  MessageDraft draft{from->id, to->id, TextMember(&body, "text").value_or(""), {}, {}};
  if (BoolMember(&body, "photo").value_or(false)) draft.media = "photo";
  draft.media = TextMember(&body, "media").value_or(draft.media);
  if (!draft.media.empty() && !AreMediaTypes({draft.media})) {
    return ControlError(Problem{400, std::string(kMediaTypesSentence)});
  }
  const auto point = ReadPoint(TextMember(&body, "location").value_or(""));
  if (!point) return ControlError(Problem{400, std::string(kPointSentence)});
  draft.point = *point;
  draft.quick_reply = TextMember(&body, "quick_reply").value_or("");
  const auto result = SendMessage(*state, draft);
  if (const auto* refusal = std::get_if<Refusal>(&result)) return ControlError(*refusal);
  const auto& message = std::get<DirectMessage>(result);
  QueueMessageCreated(*state, context.base_url, message);
  return JsonAnswer(MessageJson(*state, message), 201);
}

// Any event of an account; its payload is JSON text, as X documents it.
stub::HttpResponse Tell(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"user"}, {"event_type"}, {"payload"}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto& body = std::get<json::object>(read);
  boost::system::error_code failure;
  const json::value payload = json::parse(TextMember(&body, "payload").value_or(""), failure);
  if (failure || !payload.is_object()) {
    return ControlError(Problem{400, "Give the payload as the text of a JSON object."});
  }
  const auto state = context.world.Lock();
  const User* user = state->users.FindByName(TextMember(&body, "user").value_or(""));
  if (user == nullptr) return ControlError(Problem{404, "Give the screen_name of a user."});
  const std::size_t told = QueueActivity(
      *state, user->id, TextMember(&body, "event_type").value_or(""), payload.as_object());
  return JsonAnswer({{"told", told}}, 201);
}

stub::HttpResponse ListMessages(Context& context, const Call& call) {
  const std::string between = FindField(call.query, "between").value_or("");
  const std::size_t comma = std::min(between.find(','), between.size());
  const auto state = context.world.Lock();
  const User* one = state->users.FindByName(between.substr(0, comma));
  const User* other = state->users.FindByName(between.substr(std::min(comma + 1, between.size())));
  if (!between.empty() && (one == nullptr || other == nullptr)) {
    return ControlError(Problem{404, "Give two screen_names as between=a,b."});
  }
  json::array list;
  for (const DirectMessage& message : state->posts.direct_messages) {
    const bool sent =
        one != nullptr && message.sender_id == one->id && message.recipient_id == other->id;
    const bool received =
        one != nullptr && message.sender_id == other->id && message.recipient_id == one->id;
    if (between.empty() || sent || received) list.push_back(MessageJson(*state, message));
  }
  return JsonAnswer({{"direct_messages", list}});
}

}  // namespace

std::vector<Route> MessageControlRoutes() {
  return {{"POST", "/sim/v1/direct_messages", Access::kOpen, &AddMessage},
          {"POST", "/sim/v1/activities", Access::kOpen, &Tell},
          {"GET", "/sim/v1/direct_messages", Access::kOpen, &ListMessages}};
}

}  // namespace xsim
