// POST /2/dm_conversations/with/:id/messages, GET /2/dm_events and the same of one conversation.
#include "twitter_channel/x_api/v2/direct_messages.hpp"

#include <algorithm>
#include <utility>

#include <boost/json/serialize.hpp>

#include "twitter_channel/x_api/json_members.hpp"
#include "twitter_channel/x_api/reasons.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"
#include "twitter_channel/x_api/v2/fields.hpp"
#include "twitter_channel/x_api/v2/includes.hpp"
#include "twitter_channel/x_api/v2/message_object.hpp"
#include "twitter_channel/x_api/v2/page_meta.hpp"

namespace twitter {
namespace {

constexpr int kLargestPage = 100;

// Text or one attachment must be there.
std::string BodyOf(const NewDirectMessage& message) {
  boost::json::object body;
  if (!message.text.empty() || message.media_id.empty()) body["text"] = message.text;
  if (!message.media_id.empty()) {
    body["attachments"] = boost::json::array{boost::json::object{{"media_id", message.media_id}}};
  }
  return boost::json::serialize(body);
}

chp::Error NoRecipient() {
  return {chp::Code::kRejected, std::string(reason::kUserNotFound),
          "A direct message needs the recipient's numeric id; answer a message of theirs."};
}

V11Request RequestFor(const MessageQuery& query) {
  V11Request request;
  request.query = {{"event_types", "MessageCreate"},
                   {"dm_event.fields",
                    "attachments,created_at,dm_conversation_id,entities,event_type,id,sender_id,"
                    "text"},
                   {"expansions", "attachments.media_keys,sender_id"},
                   {"user.fields", std::string(kUserFields)},
                   {"media.fields", "alt_text,media_key,preview_image_url,type,url,variants"},
                   {"max_results", std::to_string(std::clamp(query.count, 1, kLargestPage))}};
  if (!query.token.empty()) request.query.emplace_back("pagination_token", query.token);
  return request;
}

}  // namespace

chp::Result<DirectMessage> V2DirectMessages::Create(const Credentials& credentials,
                                                    const NewDirectMessage& message,
                                                    const chp::CallContext& call) {
  if (!IsXId(message.recipient_id)) return NoRecipient();
  V11Request request;
  request.operation = Operation::kSendDirectMessage;
  request.method = "POST";
  request.path = "/2/dm_conversations/with/" + message.recipient_id + "/messages";
  request.json = BodyOf(message);
  request.idempotent = false;
  const chp::Result<HttpResponse> answer = requests_.Ask(credentials, request, call);
  if (!answer) return answer.error();
  const std::optional<JsonDocument> body = ParseAnswer(answer->body);
  const JsonNode* data =
      body && body->root().is_object() ? ObjectMember(body->root(), "data") : nullptr;
  JsonProblem problem;
  DirectMessage sent;
  sent.text = message.text;
  sent.recipient.id = message.recipient_id;
  if (data != nullptr) {
    const JsonFields fields(*data, problem);
    sent.id = fields.Id("dm_event_id", "dm_event_id");
    sent.conversation_id = fields.Text("dm_conversation_id");
  }
  if (!sent.id.empty()) return sent;
  return chp::Error{chp::Code::kUncertain, std::string(reason::kNoMessageInAnswer),
                    "X took the message but its answer shows none; whether it is there is being "
                    "checked.",
                    answer->status};
}

chp::Result<std::vector<DirectMessage>> V2DirectMessages::Recent(const Credentials& credentials,
                                                                 const chp::CallContext& call) {
  auto page = ReadPage(credentials, {}, call);
  if (!page) return page.error();
  if (page->unreadable > 0) return BadAnswer("A message of the list cannot be read.");
  return std::move(page->messages);
}

chp::Result<MessagePage> V2DirectMessages::With(const Credentials& credentials,
                                                std::string_view person_id,
                                                const chp::CallContext& call) {
  if (!IsXId(person_id)) return NoRecipient();
  auto page = List(credentials, "/2/dm_conversations/with/" + std::string(person_id) + "/dm_events",
                   {}, call);
  if (page && page->unreadable > 0) return BadAnswer("A message of the list cannot be read.");
  return page;
}

chp::Result<MessagePage> V2DirectMessages::ReadPage(const Credentials& credentials,
                                                    const MessageQuery& query,
                                                    const chp::CallContext& call) {
  return List(credentials, "/2/dm_events", query, call);
}

chp::Result<MessagePage> V2DirectMessages::List(const Credentials& credentials, std::string path,
                                                const MessageQuery& query,
                                                const chp::CallContext& call) const {
  V11Request request = RequestFor(query);
  request.path = std::move(path);
  auto answer = requests_.Ask(credentials, request, call);
  if (!answer) return answer.error();
  MessagePage page;
  page.limit = RateLimitOf(*answer);
  const auto body = ParseAnswer(std::move(answer->body));
  if (!body || !body->root().is_object()) return BadAnswer("It is not a list of messages.");
  JsonProblem list_problem;
  const JsonFields fields(body->root(), list_problem);
  const ActivityIncludes includes(ObjectMember(body->root(), "includes"));
  fields.ForEach("data", [&](const JsonFields& event) {
    auto message = ParseActivityMessage(event.json(), includes);
    if (message) {
      page.messages.push_back(*std::move(message));
    } else {
      ++page.unreadable;
    }
  });
  if (list_problem) return BadAnswer(list_problem->message);
  const JsonNode* meta = ObjectMember(body->root(), "meta");
  if (meta != nullptr) page.next_token = TextMember(*meta, "next_token");
  page.has_older = !page.next_token.empty();
  return page;
}

}  // namespace twitter
