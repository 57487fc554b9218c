// /1.1/direct_messages/events: sending, listing and hiding direct messages (x_api.md 4.4).
#include <algorithm>
#include <charconv>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/objects.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/events/events.hpp"
#include "tests/x_simulator/world/publish.hpp"

namespace xsim {
namespace {

OrRefusal<MessageDraft> ReadDraft(const Call& call) {
  const auto body = ParseObject(call.request.body);
  const auto* event = ObjectMember(body ? &*body : nullptr, "event");
  const auto* create = ObjectMember(event, "message_create");
  const auto* data = ObjectMember(create, "message_data");
  const auto recipient = IdMember(ObjectMember(create, "target"), "recipient_id");
  if (TextMember(event, "type") != "message_create" || data == nullptr || !recipient) {
    return Refusal{38, "event.message_create parameter is missing or invalid."};
  }
  if (data->contains("attachment")) return Refusal{325, {}};
  MessageDraft draft;
  draft.sender_id = call.caller.user_id;
  draft.app_id = call.caller.app_id;
  draft.recipient_id = *recipient;
  draft.text = TextMember(data, "text").value_or("");
  return draft;
}

stub::HttpResponse NewEvent(Context& context, const Call& call) {
  const auto draft = ReadDraft(call);
  if (const auto* refusal = std::get_if<Refusal>(&draft)) return ErrorAnswer(*refusal);
  const auto state = context.world.Lock();
  const auto result = SendMessage(*state, std::get<MessageDraft>(draft));
  if (const auto* refusal = std::get_if<Refusal>(&result)) return ErrorAnswer(*refusal);
  const auto& message = std::get<DirectMessage>(result);
  QueueMessageCreated(*state, context.base_url, message);
  return JsonAnswer({{"event", MessageObject({*state, context.base_url}, message)}});
}

void AddApps(boost::json::object& all, const boost::json::object& more) {
  for (const auto& app : more) all[app.key()] = app.value();
}

stub::HttpResponse ListEvents(Context& context, const Call& call) {
  std::size_t count = 20;
  const std::string wanted = call.Parameter("count").value_or("");
  std::from_chars(wanted.data(), wanted.data() + wanted.size(), count);
  count = std::clamp<std::size_t>(count, 1, 50);
  const std::string older_than = call.Parameter("cursor").value_or("");
  const auto state = context.world.Lock();
  boost::json::array events;
  boost::json::object apps;
  std::string last_id;
  std::string next_cursor;
  const auto& messages = state->posts.direct_messages;
  for (auto message = messages.rbegin(); message != messages.rend(); ++message) {
    const bool on_page = older_than.empty() || IsSmallerId(message->id, older_than);
    if (!on_page || !IsVisibleTo(call.caller.user_id, *message, state->now_ms)) continue;
    if (events.size() == count) {
      next_cursor = last_id;
      break;
    }
    events.push_back(MessageObject({*state, context.base_url}, *message));
    AddApps(apps, MessageApps(*state, *message));
    last_id = message->id;
  }
  boost::json::object body = {{"events", events}};
  if (!apps.empty()) body["apps"] = apps;
  if (!next_cursor.empty()) body["next_cursor"] = next_cursor;
  return JsonAnswer(body);
}

stub::HttpResponse ShowEvent(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  const auto* message = state->posts.FindDirectMessage(call.Parameter("id").value_or(""));
  if (message == nullptr || !IsVisibleTo(call.caller.user_id, *message, state->now_ms)) {
    return ErrorAnswer({34, {}});
  }
  boost::json::object body = {{"event", MessageObject({*state, context.base_url}, *message)}};
  const auto apps = MessageApps(*state, *message);
  if (!apps.empty()) body["apps"] = apps;
  return JsonAnswer(body);
}

stub::HttpResponse HideEvent(Context& context, const Call& call) {
  const auto state = context.world.Lock();
  auto* message = state->posts.FindDirectMessage(call.Parameter("id").value_or(""));
  if (message == nullptr || !IsVisibleTo(call.caller.user_id, *message, state->now_ms)) {
    return ErrorAnswer({34, {}});
  }
  message->hidden_for.push_back(call.caller.user_id);
  return NoContent();
}

}  // namespace

std::vector<Route> DirectMessageRoutes() {
  return {{"POST", "/1.1/direct_messages/events/new.json", Access::kWriteDirectMessages, &NewEvent},
          {"GET", "/1.1/direct_messages/events/list.json", Access::kDirectMessages, &ListEvents},
          {"GET", "/1.1/direct_messages/events/show.json", Access::kDirectMessages, &ShowEvent},
          {"DELETE", "/1.1/direct_messages/events/destroy.json", Access::kWriteDirectMessages,
           &HideEvent}};
}

}  // namespace xsim
