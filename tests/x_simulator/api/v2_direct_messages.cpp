// /2/dm_conversations, /2/dm_events: the unencrypted messages (x_api.md 3.2, 4.2).
#include <algorithm>
#include <charconv>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"
#include "tests/x_simulator/api/problem.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/api/v2_objects.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/events/events.hpp"
#include "tests/x_simulator/world/publish.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

constexpr std::int64_t kVisibleMs = 30LL * 24 * 60 * 60 * 1000;

stub::HttpResponse Send(Context& context, const Call& call) {
  const auto body = ParseObject(call.request.body);
  const auto text = TextMember(body ? &*body : nullptr, "text");
  if (!text || text->empty()) {
    return ProblemAnswer(400, "Invalid Request", "A message needs text or an attachment.",
                         "invalid-request");
  }
  const auto state = context.world.Lock();
  const auto result =
      SendMessage(*state, {call.caller.user_id, call.Path("id"), *text, {}, call.caller.app_id});
  if (const auto* refusal = std::get_if<Refusal>(&result)) {
    if (refusal->code != 349) return ErrorAnswer(*refusal);
    return ProblemAnswer(403, "Forbidden",
                         "You do not have permission to DM one or more participants.");
  }
  const auto& message = std::get<DirectMessage>(result);
  QueueMessageCreated(*state, context.base_url, message);
  return JsonAnswer(
      {{"data", {{"dm_conversation_id", ConversationOf(message)}, {"dm_event_id", message.id}}}},
      201);
}

bool IsVisibleTo(const State& state, const DirectMessage& message, const std::string& user_id) {
  const bool takes_part = message.sender_id == user_id || message.recipient_id == user_id;
  return takes_part && !IsHiddenFor(message, user_id) &&
         message.created_ms >= state.now_ms - kVisibleMs;
}

stub::HttpResponse List(Context& context, const Call& call) {
  std::size_t count = 100;
  const std::string wanted = call.Parameter("max_results").value_or("");
  std::from_chars(wanted.data(), wanted.data() + wanted.size(), count);
  const auto state = context.world.Lock();
  json::array data;
  const auto& messages = state->posts.direct_messages;
  for (auto message = messages.rbegin(); message != messages.rend(); ++message) {
    if (data.size() == std::clamp<std::size_t>(count, 1, 100)) break;
    if (!IsVisibleTo(*state, *message, call.caller.user_id)) continue;
    data.push_back(json::object{{"id", message->id},
                                {"event_type", "MessageCreate"},
                                {"text", message->content.text},
                                {"sender_id", message->sender_id},
                                {"dm_conversation_id", ConversationOf(*message)},
                                {"created_at", V2Time(message->created_ms)}});
  }
  json::object body{{"meta", json::object{{"result_count", data.size()}}}};
  json::array users;
  for (const auto& event : data) {
    const User* sender = state->users.Find(std::string(event.at("sender_id").as_string()));
    const json::value shown = V2UserObject({*state, context.base_url}, *sender);
    if (std::find(users.begin(), users.end(), shown) == users.end()) users.push_back(shown);
  }
  if (!users.empty()) body["includes"] = json::object{{"users", users}};
  if (!data.empty()) body["data"] = data;
  return JsonAnswer(body);
}

}  // namespace

std::vector<Route> V2DirectMessageRoutes() {
  return {{"POST", "/2/dm_conversations/with/:id/messages", Access::kWriteDirectMessages, &Send},
          {"GET", "/2/dm_events", Access::kDirectMessages, &List}};
}

}  // namespace xsim
