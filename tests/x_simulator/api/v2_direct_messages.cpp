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

// The id of the one attachment; empty without, nothing when there is none that can be read.
std::optional<std::string> AttachmentOf(const json::object& body) {
  const json::value* list = body.if_contains("attachments");
  if (list == nullptr) return "";
  const bool one = list->is_array() && list->get_array().size() == 1;
  const json::object* item = one ? list->get_array()[0].if_object() : nullptr;
  return TextMember(item, "media_id");
}

stub::HttpResponse Send(Context& context, const Call& call) {
  const auto body = ParseObject(call.request.body);
  const std::string text = TextMember(body ? &*body : nullptr, "text").value_or("");
  const auto media_id = body ? AttachmentOf(*body) : std::nullopt;
  if (!media_id) return InvalidRequest("attachments holds exactly one media_id.");
  if (text.empty() && media_id->empty()) {
    return InvalidRequest("A message needs text or an attachment.");
  }
  const auto state = context.world.Lock();
  MessageDraft draft{call.caller.user_id, call.Path("id"), text, {}, call.caller.app_id};
  if (!media_id->empty()) {
    const Upload* upload = state->uploads.Find(*media_id, draft.sender_id);
    const bool usable =
        upload != nullptr && upload->IsUsable(state->now_ms) && upload->category.starts_with("dm_");
    if (!usable) return InvalidRequest("Your media IDs are invalid.");
    draft.media = upload->Type();
    draft.upload_id = *media_id;
  }
  const auto result = SendMessage(*state, draft);
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

json::object EventObject(const DirectMessage& message) {
  return {{"id", message.id},
          {"event_type", "MessageCreate"},
          {"text", message.content.text},
          {"sender_id", message.sender_id},
          {"dm_conversation_id", ConversationOf(message)},
          {"created_at", V2Time(message.created_ms)}};
}

// Newest first, as many as were asked for; tokens name the message that a page begins with and lead
// to older ones.
constexpr std::string_view kTokenMark = "18LAA5G1SL0NR5OG0G00";

json::object PageOf(const Call& call, std::vector<const DirectMessage*> newest_first) {
  std::size_t count = 100;
  const std::string wanted = call.Parameter("max_results").value_or("");
  std::from_chars(wanted.data(), wanted.data() + wanted.size(), count);
  count = std::clamp<std::size_t>(count, 1, 100);
  const std::string token = call.Parameter("pagination_token").value_or("");
  if (token.size() > kTokenMark.size()) {
    const std::string first = token.substr(kTokenMark.size());
    std::erase_if(newest_first, [&](const auto* each) { return IsSmallerId(first, each->id); });
  }
  json::array data;
  for (const DirectMessage* message : newest_first) {
    if (data.size() < count) data.push_back(EventObject(*message));
  }
  json::object meta{{"result_count", data.size()}};
  if (newest_first.size() > count) {
    meta["next_token"] = std::string(kTokenMark) + newest_first[count]->id;
  }
  json::object body{{"meta", meta}};
  if (!data.empty()) body["data"] = data;
  return body;
}

json::array SendersIn(const ObjectSource& source, const json::object& body) {
  json::array users;
  const json::value* data = body.if_contains("data");
  if (data == nullptr) return users;
  for (const auto& event : data->as_array()) {
    const User* sender = source.state.users.Find(std::string(event.at("sender_id").as_string()));
    const json::value shown = V2UserObject(source, *sender);
    if (std::find(users.begin(), users.end(), shown) == users.end()) users.push_back(shown);
  }
  return users;
}

// `with`: of the conversation with that user; empty: of all.
stub::HttpResponse ListOf(Context& context, const Call& call, const std::string& with) {
  const auto state = context.world.Lock();
  std::vector<const DirectMessage*> seen;
  const auto& messages = state->posts.direct_messages;
  // The list of all lags behind what a conversation shows (x_api.md 3.2).
  const bool lags = with.empty() && state->faults.Find("dm_events_lag") != nullptr;
  for (auto message = messages.rbegin(); message != messages.rend() && !lags; ++message) {
    const bool is_of = with.empty() || message->sender_id == with || message->recipient_id == with;
    if (is_of && IsVisibleTo(call.caller.user_id, *message, state->now_ms)) {
      seen.push_back(&*message);
    }
  }
  json::object body = PageOf(call, seen);
  const json::array users = SendersIn({*state, context.base_url}, body);
  if (!users.empty()) body["includes"] = json::object{{"users", users}};
  return JsonAnswer(body);
}

stub::HttpResponse ListDmEvents(Context& context, const Call& call) {
  return ListOf(context, call, "");
}

stub::HttpResponse Conversation(Context& context, const Call& call) {
  return ListOf(context, call, call.Path("id"));
}

}  // namespace

std::vector<Route> V2DirectMessageRoutes() {
  return {{"POST", "/2/dm_conversations/with/:id/messages", Access::kWriteDirectMessages, &Send},
          {"GET", "/2/dm_conversations/with/:id/dm_events", Access::kDirectMessages, &Conversation},
          {"GET", "/2/dm_events", Access::kDirectMessages, &ListDmEvents}};
}

}  // namespace xsim
