// A webhook body through decoder, router and normaliser: what comes out is fit for a host, and not
// much larger than what came in.
#include <string>

#include <boost/json.hpp>

#include "plugin_api/cpp/host_side.hpp"
#include "plugin_api/cpp/text.hpp"
#include "tests/fuzz/connection.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/inbound/context.hpp"
#include "twitter_channel/inbound/event_batch.hpp"
#include "twitter_channel/inbound/event_decoder.hpp"
#include "twitter_channel/inbound/normalizer.hpp"
#include "twitter_channel/inbound/router.hpp"
#include "twitter_channel/inbound/text_layout.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace {

using fuzz::Require;

const twitter::Config& Connection() {
  static const auto config = twitter::ParseConfig(fuzz::Connection()).value();
  return *config;
}

void CheckSpans(const twitter::Entities& entities, std::size_t length) {
  const auto is_inside = [length](const twitter::Span& span) {
    return span.start <= span.end && span.end <= length;
  };
  for (const auto& mention : entities.mentions) Require(is_inside(mention.span), "mention inside");
  for (const auto& url : entities.urls) Require(is_inside(url.span), "link inside");
  for (const auto& tag : entities.hashtags) Require(is_inside(tag.span), "tag inside");
  for (const auto& tag : entities.cashtags) Require(is_inside(tag.span), "symbol inside");
}

void CheckForHost(const chp::Message& message) {
  Require(chp::CheckMessage(message).ok(), "the host can keep every message");
  const bool stands_for_many = message.external_id.starts_with("chat-");
  Require(stands_for_many || twitter::IsXId(message.external_id), "a message has an id of X");
  Require(twitter::IsXId(message.author.external_id), "its author has one too");
  Require(message.subject.find('\n') == std::string::npos, "a title is one line");
  for (const std::string& text :
       {message.text, message.author.handle, message.author.display_name}) {
    Require(text.find('\0') == std::string::npos, "a text holds no NUL");
  }
  Require(twitter::ParseContext(message.context_json).ok(), "the context can be read again");
  const auto attributes = boost::json::parse(message.attributes_json);
  Require(attributes.at("geo").is_object() && attributes.at("place").is_object(),
          "geo and place are objects always");
}

struct EventCheck {
  void operator()(const twitter::PostCreated& event) const {
    const twitter::Post& post = event.post;
    Require(twitter::IsXId(post.id) && twitter::IsXId(post.author.id), "a post has its ids");
    CheckSpans(post.entities, post.text.size());
    const auto routing = twitter::RoutePost(post, account);
    Require(routing.disposition != twitter::Disposition::kOpen || !routing.group_id.empty(),
            "what opens a ticket has a group");
    CheckForHost(twitter::NormalizePost(twitter::Post(post), routing, account, Connection()));
  }
  void operator()(const twitter::DirectMessageCreated& event) const {
    CheckSpans(event.message.entities, event.message.text.size());
    const auto routing = twitter::RouteDirectMessage(event.message, account);
    const auto message = twitter::NormalizeDirectMessage(twitter::DirectMessage(event.message),
                                                         routing, account, Connection());
    CheckForHost(message);
    Require(message.customer.has_value(), "a direct message has a counterpart");
  }
  void operator()(const twitter::PostDeleted& event) const {
    Require(twitter::IsXId(event.post_id), "a deletion names a post");
  }
  void operator()(const twitter::PostAnnounced& event) const {
    Require(twitter::IsXId(event.post_id), "an announcement names a post");
  }
  void operator()(const twitter::MessagesRead& event) const {
    Require(twitter::IsXId(event.message_id), "a receipt names a message");
  }
  void operator()(const twitter::AccessRevoked& event) const {
    Require(!event.user_id.empty(), "a revocation names a user");
  }
  void operator()(const twitter::OtherEvent& event) const {
    Require(chp::IsUtf8(event.kind) && event.kind.size() <= 64, "a kind is a short word");
  }
  const twitter::Account& account = Connection().accounts.front();
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto body = twitter::DecodeEvents(fuzz::TextOf(data, size));
  if (!body) {
    Require(body.error().code == chp::Code::kRejected, "an unreadable body is rejected");
    return 0;
  }
  for (const twitter::BadItem& item : body->bad) {
    Require(!item.where.empty() && chp::IsUtf8(item.where + item.reason), "a bad item is named");
  }
  // The webhook refuses what is for none of our accounts; what is for nobody holds no message.
  if (Connection().ByUserId(body->for_user_id) == nullptr) return 0;
  for (const twitter::Event& event : body->events) std::visit(EventCheck{}, event);
  return 0;
}
