// Reads the fields back that the normaliser wrote.
#include "twitter_channel/inbound/stored_message.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "twitter_channel/inbound/attributes.hpp"
#include "twitter_channel/inbound/context.hpp"
#include "twitter_channel/inbound/follow_up.hpp"
#include "twitter_channel/inbound/normalizer.hpp"
#include "twitter_channel/inbound/own_json.hpp"

namespace twitter {
namespace {

// Text is escaped again, as X sends it: it will be decoded once more.
std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char byte : text) {
    if (byte == '&') {
      escaped += "&amp;";
    } else {
      escaped.push_back(byte);
    }
  }
  return escaped;
}

std::string AnsweredUser(const chp::Message& message) {
  const auto attributes = ParseOwnObject(message.attributes_json);
  return attributes ? OwnText(*attributes, "in_reply_to_user_id") : std::string();
}

std::shared_ptr<const Post> PostBy(std::string id, std::string user_id) {
  if (user_id.empty()) return nullptr;
  Post post;
  post.id = std::move(id);
  post.author.id = std::move(user_id);
  return std::make_shared<const Post>(std::move(post));
}

User AuthorOf(const chp::Message& message) {
  User author;
  author.id = message.author.external_id;
  author.screen_name = message.author.handle;
  return author;
}

Post PostFrom(const chp::Message& message, const ReplyContext& context) {
  const RoutingFacts& facts = context.facts;
  Post post;
  post.id = message.external_id;
  const std::string_view text = message.text;
  post.text = Escaped(facts.own_bytes == 0 ? text : text.substr(0, facts.own_bytes));
  post.author = AuthorOf(message);
  post.lang = facts.language;
  post.in_reply_to_post_id = message.in_reply_to;
  post.in_reply_to_user_id = AnsweredUser(message);
  post.quoted_post_id = facts.quoted_id;
  post.quoted = PostBy(facts.quoted_id, facts.quoted_user_id);
  post.reposted_post_id = facts.reposted_id;
  post.reposted = PostBy(facts.reposted_id, facts.reposted_user_id);
  // Inside of the prefix unless it is known to stand outside.
  const Span place{0, facts.names_us ? std::size_t{1} : std::size_t{0}};
  for (const Correspondent& mention : context.mentions) {
    post.entities.mentions.push_back({mention.id, mention.screen_name, {}, place});
  }
  return post;
}

DirectMessage DirectMessageFrom(const chp::Message& message) {
  DirectMessage direct;
  direct.id = message.external_id;
  direct.text = Escaped(message.text);
  direct.sender = AuthorOf(message);
  if (!message.recipients.empty()) direct.recipient.id = message.recipients.front().external_id;
  return direct;
}

}  // namespace

std::optional<Routing> RouteStored(const chp::Message& message, const Account& account) {
  const auto context = ParseContext(message.context_json);
  if (!context) return std::nullopt;
  if (context->kind == ReplyContext::Kind::kDirectMessage) {
    return RouteDirectMessage(DirectMessageFrom(message), account);
  }
  return RoutePost(PostFrom(message, *context), account);
}

chp::Message Rerouted(chp::Message message, const Routing& routing) {
  message.role = RoleOf(routing.disposition);
  message.source = SourceName(routing.source);
  message.group_id = routing.group_id;
  message.match_json = MatchJson(routing);
  if (const auto context = ParseContext(message.context_json)) {
    message.jobs = FollowUpJobs(message, *context);
  }
  return message;
}

}  // namespace twitter
