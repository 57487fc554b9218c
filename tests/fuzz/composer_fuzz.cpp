// An agent's reply: what the preview shows is what is sent; what it refuses, or asks the agent to
// confirm first, is not.
//
// An input is a line each for surface, post answered, options, agent and context; then the text.
#include <memory>
#include <string>

#include <boost/json.hpp>

#include "plugin_api/cpp/text.hpp"
#include "tests/fuzz/connection.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/fake_call.hpp"
#include "tests/support/fake_host.hpp"
#include "tests/support/fake_http_client.hpp"
#include "twitter_channel/channel.hpp"
#include "twitter_channel/http/url.hpp"

namespace {

using fuzz::Require;
namespace json = boost::json;

// Initials, the number of a part and the link of the message button.
constexpr std::size_t kMostAdded = 128;
constexpr std::string_view kCreatedPost =
    R"({"id_str": "2087500000000000001", "full_text": "sent", "user": {"id_str": "1497182655123456789"}})";
constexpr std::string_view kCreatedMessage =
    R"({"event": {"type": "message_create", "id": "2087500000000000001", "created_timestamp": "1",
        "message_create": {"sender_id": "1497182655123456789", "target": {"recipient_id": "2"},
                           "message_data": {"text": "sent"}}}})";

chp::Reply ReplyFrom(std::string_view text) {
  chp::Reply reply;
  reply.idempotency_key = "article-1";
  reply.account_id = fuzz::kAccountId;
  reply.surface = fuzz::TakeLine(text);
  reply.in_reply_to = fuzz::TakeLine(text);
  reply.options_json = fuzz::TakeLine(text);
  reply.agent_json = fuzz::TakeLine(text);
  reply.context_json = fuzz::TakeLine(text);
  reply.text = text;
  return reply;
}

// X's answer to one part; each has an id of its own.
std::string Created(const chp::Reply& reply, std::size_t part) {
  std::string body(reply.surface == "post" ? kCreatedPost : kCreatedMessage);
  constexpr std::string_view kIdEnd = "0000001";
  body.replace(body.find(kIdEnd), kIdEnd.size(), std::to_string(1'000'001 + part));
  return body;
}

// What X was given as text.
std::string SentText(const twitter::HttpRequest& request) {
  if (request.url.find("/statuses/update.json") == std::string::npos) {
    const auto event = json::parse(request.body).at("event").at("message_create");
    return std::string(event.at("message_data").at("text").as_string());
  }
  const auto form = twitter::ParseForm(request.body).value();
  for (const auto& [name, value] : form) {
    if (name == "status") return value;
  }
  return {};
}

void CheckPreview(const json::object& preview, const chp::Reply& reply) {
  const bool accepted = preview.at("accepted").as_bool();
  Require(accepted == preview.at("refusal").is_null(), "what is not accepted is refused");
  if (!accepted) {
    Require(!preview.at("refusal").at("message").as_string().empty(), "a refusal says why");
    return;
  }
  for (const json::value& part : preview.at("parts").as_array()) {
    const json::string& text = part.as_string();
    Require(!text.empty() && chp::IsUtf8(text), "what is accepted is text");
    Require(text.size() <= reply.text.size() + kMostAdded, "little is added");
  }
  Require(
      preview.at("length").to_number<std::size_t>() <= preview.at("limit").to_number<std::size_t>(),
      "what is accepted is not too long");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const chp::Reply reply = ReplyFrom(fuzz::TextOf(data, size));
  // What no host can hand over: the contract's glue refuses it.
  if (!chp::IsUtf8(reply.in_reply_to)) return 0;
  twitter::testing::FakeHost host;
  const auto http = std::make_shared<twitter::testing::FakeHttpClient>();
  const twitter::testing::FakeCall call;
  twitter::TwitterChannel channel(host.ports(), http);
  Require(channel.Configure(call, fuzz::Connection()).ok(), "the connection is sound");

  const json::object preview = json::parse(channel.Preview(reply).value()).as_object();
  CheckPreview(preview, reply);
  const json::array& parts = preview.at("parts").as_array();
  for (std::size_t part = 0; part < parts.size(); ++part)
    http->WillAnswer(200, Created(reply, part));
  chp::Receipt receipt;
  auto sent = channel.SendReply(call, reply, receipt);
  while (!sent && sent.error().reason == "x.next_part") {
    receipt = {};
    sent = channel.SendReply(call, reply, receipt);
  }
  const bool leaves =
      preview.at("accepted").as_bool() && preview.at("confirmations").as_array().empty();
  Require(sent.ok() == leaves, "the preview is right");
  if (!sent) {
    Require(http->requests.empty(), "nothing is asked of X");
    Require(sent.error().code == chp::Code::kRejected && receipt.parts.empty(), "nothing was sent");
    return 0;
  }
  Require(http->requests.size() == parts.size(), "one part is one request");
  for (std::size_t part = 0; part < parts.size(); ++part) {
    Require(SentText(http->requests[part]) == parts[part].as_string(),
            "what is sent is what was shown");
  }
  Require(receipt.parts.size() == parts.size(), "one part is one message");
  return 0;
}
