// direct_messages/events: new and list.
#include "twitter_channel/x_api/v1_1/direct_messages.hpp"

#include <algorithm>
#include <utility>

#include <boost/json/serialize.hpp>

#include "twitter_channel/x_api/reasons.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v1_1/objects.hpp"

namespace twitter {
namespace {

constexpr int kMostEvents = 50;

std::string CreateEvent(const NewDirectMessage& message) {
  const boost::json::object create{{"target", {{"recipient_id", message.recipient_id}}},
                                   {"message_data", {{"text", message.text}}}};
  const boost::json::object event{{"type", "message_create"}, {"message_create", create}};
  return boost::json::serialize(boost::json::object{{"event", event}});
}

chp::Result<DirectMessage> Created(const HttpResponse& answer, const NewDirectMessage& sent) {
  const std::optional<JsonDocument> body = ParseAnswer(answer.body);
  JsonProblem problem;
  DirectMessage minimal;
  minimal.text = sent.text;
  minimal.recipient.id = sent.recipient_id;
  if (body && body->root().is_object()) {
    const JsonFields fields(body->root(), problem);
    if (const JsonNode* event = fields.Object("event")) {
      chp::Result<DirectMessage> message =
          ParseDirectMessageEvent(*event, fields.Object("users"), fields.Object("apps"));
      if (message) return message;
      minimal.id = JsonFields(fields, "event", *event).Id("id_str", "id");
    }
  }
  if (!minimal.id.empty()) return minimal;
  return chp::Error{chp::Code::kUncertain, std::string(reason::kNoMessageInAnswer),
                    "X took the message but its answer shows none; whether it is there is being "
                    "checked.",
                    answer.status};
}

bool IsMessage(const JsonFields& event) { return event.Text("type") == "message_create"; }

}  // namespace

chp::Result<DirectMessage> V11DirectMessages::Create(const Credentials& credentials,
                                                     const NewDirectMessage& message,
                                                     const chp::CallContext& call) {
  if (!IsXId(message.recipient_id)) {
    return chp::Error{chp::Code::kRejected, std::string(reason::kUserNotFound),
                      "A direct message needs the recipient's numeric id; answer a message of "
                      "theirs."};
  }
  V11Request request;
  request.operation = Operation::kSendDirectMessage;
  request.method = "POST";
  request.path = "/1.1/direct_messages/events/new.json";
  request.json = CreateEvent(message);
  request.idempotent = false;
  const chp::Result<HttpResponse> answer = requests_.Ask(credentials, request, call);
  if (!answer) return answer.error();
  return Created(*answer, message);
}

chp::Result<std::vector<DirectMessage>> V11DirectMessages::Recent(const Credentials& credentials,
                                                                  const chp::CallContext& call) {
  auto page = ReadPage(credentials, {}, call);
  if (!page) return page.error();
  if (page->unreadable > 0) return BadAnswer("A message of the list cannot be read.");
  return std::move(page->messages);
}

chp::Result<MessagePage> V11DirectMessages::ReadPage(const Credentials& credentials,
                                                     const MessageQuery& query,
                                                     const chp::CallContext& call) {
  V11Request request;
  request.path = "/1.1/direct_messages/events/list.json";
  request.query = {{"count", std::to_string(std::clamp(query.count, 1, kMostEvents))}};
  if (!query.token.empty()) request.query.emplace_back("cursor", query.token);
  auto answer = requests_.Ask(credentials, request, call);
  if (!answer) return answer.error();
  MessagePage page;
  page.limit = RateLimitOf(*answer);
  const auto body = ParseAnswer(std::move(answer->body));
  if (!body || !body->root().is_object()) return BadAnswer("It is not a list of messages.");

  JsonProblem problem;
  const JsonFields fields(body->root(), problem);
  if (!body->root().contains("events")) fields.Complain("events", "is missing");
  fields.ForEach("events", [&](const JsonFields& event) {
    if (!IsMessage(event)) return;
    chp::Result<DirectMessage> message =
        ParseDirectMessageEvent(event.json(), fields.Object("users"), fields.Object("apps"));
    if (message) {
      page.messages.push_back(std::move(message).value());
    } else {
      ++page.unreadable;
    }
  });
  page.next_token = fields.Text("next_cursor");
  if (problem) return BadAnswer(problem->message);
  return page;
}

chp::Result<MessagePage> V11DirectMessages::With(const Credentials& credentials, std::string_view,
                                                 const chp::CallContext& call) {
  auto all = Recent(credentials, call);
  if (!all) return all.error();
  MessagePage page;
  page.has_older = all->size() >= static_cast<std::size_t>(kMostEvents);
  page.messages = std::move(all).value();
  return page;
}

}  // namespace twitter
