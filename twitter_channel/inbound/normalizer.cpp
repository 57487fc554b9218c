// One function per kind of message, reading top to bottom like the table of fields.
#include "twitter_channel/inbound/normalizer.hpp"

#include <string_view>

#include <boost/json.hpp>

#include "twitter_channel/inbound/attributes.hpp"
#include "twitter_channel/inbound/context.hpp"
#include "twitter_channel/inbound/text_layout.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

chp::Role RoleOf(Disposition disposition) {
  switch (disposition) {
    case Disposition::kOpen:
      return chp::Role::kOpen;
    case Disposition::kJoin:
      return chp::Role::kJoin;
    case Disposition::kContext:
    case Disposition::kDrop:
      break;
  }
  return chp::Role::kContext;
}

chp::Message Begin(const Routing& routing, const Account& account) {
  chp::Message message;
  message.role = RoleOf(routing.disposition);
  message.own = routing.source == Source::kOwn;
  message.account_id = account.id;
  message.source = SourceName(routing.source);
  message.group_id = routing.group_id;
  message.match_json = MatchJson(routing);
  return message;
}

// Ids of any length, without leading zeros, by their value.
bool IsLowerId(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

std::string MessagesLink(std::string_view one, std::string_view other) {
  if (IsLowerId(other, one)) std::swap(one, other);
  return "https://twitter.com/messages/" + std::string(one) + "-" + std::string(other);
}

Correspondent CorrespondentFrom(const User& user) { return {user.id, user.screen_name}; }

User UserNamed(const MentionEntity& mention) {
  User user;
  user.id = mention.user_id;
  user.screen_name = mention.screen_name;
  user.name = mention.name;
  return user;
}

// v1.1 does not name the thread; that of a post which answers nothing is its own id.
std::string ConversationOf(const Post& post) {
  if (!post.conversation_id.empty() || !post.in_reply_to_post_id.empty()) {
    return post.conversation_id;
  }
  return post.id;
}

}  // namespace

chp::Party PartyFrom(const User& user, const Config& config) {
  json::object extra;
  const auto add = [&extra](std::string_view name, const std::string& text) {
    if (!text.empty()) extra[name] = text;
  };
  add("web", user.url);
  add("note", user.description);
  add("address", user.location);
  add("verified_type", user.verified_type);
  if (user.followers) extra["followers"] = *user.followers;

  chp::Party party;
  party.external_id = user.id;
  party.handle = user.screen_name;
  party.display_name = user.name;
  party.avatar_url = user.avatar_url;
  if (!extra.empty()) party.extra_json = json::serialize(extra);
  party.own = config.ByUserId(user.id) != nullptr;
  return party;
}

chp::Message NormalizePost(const Post& post, const Routing& routing, const Account& account,
                           const Config& config) {
  chp::Message message = Begin(routing, account);
  message.surface = "post";
  message.visibility = chp::Visibility::kPublic;
  message.external_id = post.id;
  message.conversation_id = ConversationOf(post);
  message.in_reply_to = post.in_reply_to_post_id;
  if (!post.in_reply_to_post_id.empty()) message.parent_ids.push_back(post.in_reply_to_post_id);
  message.text = ReadableText(post);
  message.subject = TitleFrom(message.text);
  message.permalink = "https://twitter.com/_/status/" + post.id;
  message.sent_ms = post.created_ms;
  message.author = PartyFrom(post.author, config);
  message.attributes_json = AttributesOf(post);

  ReplyContext context{.kind = ReplyContext::Kind::kPost,
                       .id = post.id,
                       .author = CorrespondentFrom(post.author),
                       .mentions = {},
                       .conversation_id = message.conversation_id,
                       .counterpart = {}};
  for (const MentionEntity& mention : DistinctMentions(post)) {
    message.recipients.push_back(PartyFrom(UserNamed(mention), config));
    if (!mention.user_id.empty()) {
      context.mentions.push_back({mention.user_id, mention.screen_name});
    }
  }
  message.context_json = WriteContext(context);
  return message;
}

chp::Message NormalizeDirectMessage(const DirectMessage& direct, const Routing& routing,
                                    const Account& account, const Config& config) {
  chp::Message message = Begin(routing, account);
  const User& counterpart = message.own ? direct.recipient : direct.sender;
  message.surface = "direct_message";
  message.visibility = chp::Visibility::kPrivate;
  message.external_id = direct.id;
  message.conversation_id = direct.conversation_id;
  message.text = ReadableText(direct.text, direct.entities);
  message.subject = TitleFrom(message.text);
  message.permalink = MessagesLink(direct.sender.id, direct.recipient.id);
  message.sent_ms = direct.created_ms;
  message.author = PartyFrom(direct.sender, config);
  message.recipients.push_back(PartyFrom(direct.recipient, config));
  message.customer = message.own ? message.recipients.front() : message.author;
  message.attributes_json = AttributesOf(direct);
  message.context_json = WriteContext({.kind = ReplyContext::Kind::kDirectMessage,
                                       .id = direct.id,
                                       .author = CorrespondentFrom(direct.sender),
                                       .mentions = {},
                                       .conversation_id = direct.conversation_id,
                                       .counterpart = CorrespondentFrom(counterpart)});
  return message;
}

}  // namespace twitter
