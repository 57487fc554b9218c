// An agent's reply: what the preview shows is what is sent, and what the preview refuses is not.
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
  const json::string& text = preview.at("parts").at(0).as_string();
  Require(!text.empty() && chp::IsUtf8(text), "what is accepted is text");
  Require(text.size() <= reply.text.size() + 16, "only initials are added");
  Require(
      preview.at("length").to_number<std::size_t>() <= preview.at("limit").to_number<std::size_t>(),
      "what is accepted is not too long");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const chp::Reply reply = ReplyFrom(fuzz::TextOf(data, size));
  twitter::testing::FakeHost host;
  const auto http = std::make_shared<twitter::testing::FakeHttpClient>();
  http->WillAnswer(200, std::string(reply.surface == "post" ? kCreatedPost : kCreatedMessage));
  const twitter::testing::FakeCall call;
  twitter::TwitterChannel channel(host.ports(), http);
  Require(channel.Configure(call, fuzz::Connection()).ok(), "the connection is sound");

  const json::object preview = json::parse(channel.Preview(reply).value()).as_object();
  CheckPreview(preview, reply);
  chp::Receipt receipt;
  const auto sent = channel.SendReply(call, reply, receipt);
  Require(sent.ok() == preview.at("accepted").as_bool(), "the preview is right");
  Require(http->requests.size() == (sent ? 1 : 0), "one reply is one request");
  if (!sent) {
    Require(sent.error().code == chp::Code::kRejected && receipt.parts.empty(), "nothing was sent");
    return 0;
  }
  Require(SentText(http->requests[0]) == preview.at("parts").at(0).as_string(),
          "what is sent is what was shown");
  Require(receipt.parts.size() == 1, "one reply is one message");
  return 0;
}
