// One function per kind of message, reading top to bottom like the table of fields.
#include "twitter_channel/inbound/normalizer.hpp"

#include <string_view>
#include <utility>

#include "plugin_api/cpp/json_text.hpp"
#include "twitter_channel/inbound/attached_text.hpp"
#include "twitter_channel/inbound/attributes.hpp"
#include "twitter_channel/inbound/context.hpp"
#include "twitter_channel/inbound/follow_up.hpp"
#include "twitter_channel/inbound/relation.hpp"
#include "twitter_channel/inbound/text_layout.hpp"
#include "twitter_channel/inbound/withheld_text.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter {
namespace {

constexpr std::size_t kLongestText = std::size_t{128} << 10;  // the manifest's limit

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

std::string MessagesLink(const DirectMessage& direct) {
  std::string link = "https://twitter.com/messages/";
  if (direct.conversation_id.starts_with('g')) {  // an encrypted group
    link += direct.conversation_id;
    return link;
  }
  std::string_view one = direct.sender.id;
  std::string_view other = direct.recipient.id;
  if (IsLowerId(other, one)) std::swap(one, other);
  link.reserve(link.size() + one.size() + 1 + other.size());
  link.append(one).append(1, '-').append(other);
  return link;
}

// A repost shows the words of what it repeats.
const Withholding& WithheldOf(const Post& post) {
  return !post.withheld.any() && post.reposted ? post.reposted->withheld : post.withheld;
}

std::string GroupLink(std::string_view conversation_id) {
  return "https://twitter.com/messages/" + std::string(conversation_id);
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

RoutingFacts FactsOf(const Post& post, const Account& account) {
  RoutingFacts facts;
  facts.language = post.lang;
  facts.names_us = Answers(post, account) && Mentions(post, account);
  facts.quoted_id = post.quoted_post_id;
  if (Quotes(post, account)) {
    facts.quoted_user_id = account.external_id;
  } else if (post.quoted) {
    facts.quoted_user_id = post.quoted->author.id;
  }
  facts.reposted_id = post.reposted_post_id;
  if (post.reposted) facts.reposted_user_id = post.reposted->author.id;
  return facts;
}

std::string ContextOf(const Post& post, const MentionList& mentions,
                      const std::string& conversation_id, RoutingFacts facts) {
  ReplyContext context{.kind = ReplyContext::Kind::kPost,
                       .id = post.id,
                       .author = CorrespondentFrom(post.author),
                       .mentions = {},
                       .conversation_id = conversation_id,
                       .counterpart = {},
                       .facts = std::move(facts)};
  for (const MentionEntity* mention : mentions) {
    if (mention->user_id.empty()) continue;
    context.mentions.push_back({mention->user_id, mention->screen_name});
  }
  return WriteContext(context);
}

std::string ContextOf(const DirectMessage& direct, const User& counterpart, RoutingFacts facts) {
  return WriteContext({.kind = ReplyContext::Kind::kDirectMessage,
                       .id = direct.id,
                       .author = CorrespondentFrom(direct.sender),
                       .mentions = {},
                       .conversation_id = direct.conversation_id,
                       .counterpart = CorrespondentFrom(counterpart),
                       .facts = std::move(facts)});
}

// The bytes of `text` before; 0: nothing was added. What would not fit is left out: it can be read
// on X.
std::size_t Attach(const std::string& attached, std::string& text) {
  const std::size_t own_bytes = text.size();
  if (attached.empty() || own_bytes + attached.size() > kLongestText) return 0;
  text += attached;
  return own_bytes;
}

// What the host may show of a person besides names and picture; empty when X said nothing.
std::string ExtraOf(const User& user) {
  chp::JsonText json;
  json.BeginObject();
  const auto add = [&json](std::string_view name, const std::string& text) {
    if (!text.empty()) json.Name(name).Text(text);
  };
  add("web", user.url);
  add("note", user.description);
  add("address", user.location);
  add("verified_type", user.verified_type);
  if (user.followers) json.Name("followers").Number(*user.followers);
  std::string extra = std::move(json.EndObject()).Take();
  return extra == "{}" ? std::string() : extra;
}

}  // namespace

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

chp::Party PartyFrom(User&& user, const Config& config) {
  chp::Party party;
  const Account* ours = config.ByUserId(user.id);
  party.own = ours != nullptr;
  if (ours != nullptr && user.screen_name.empty()) {
    user.screen_name = ours->screen_name;
    if (user.name.empty()) user.name = ours->name;
  }
  party.extra_json = ExtraOf(user);
  party.external_id = std::move(user.id);
  party.handle = std::move(user.screen_name);
  party.display_name = std::move(user.name);
  party.avatar_url = std::move(user.avatar_url);
  std::erase(party.handle, '\0');
  std::erase(party.display_name, '\0');
  return party;
}

// What is read from the whole post comes first; then its parts are moved into the message.
chp::Message NormalizePost(Post&& post, const Routing& routing, const Account& account,
                           const Config& config) {
  chp::Message message = Begin(routing, account);
  const MentionList mentions = DistinctMentions(post);
  message.surface = "post";
  message.visibility = chp::Visibility::kPublic;
  message.conversation_id = ConversationOf(post);
  const Withholding& withheld = WithheldOf(post);
  message.text = withheld.any() ? WithheldText(withheld) : ReadableText(post);
  message.subject = TitleFrom(message.text);
  RoutingFacts facts = FactsOf(post, account);
  if (!withheld.any()) facts.own_bytes = Attach(AttachedText(post), message.text);
  facts.media_order = MediaOrderOf(post, routing);
  message.permalink = "https://twitter.com/_/status/" + post.id;
  message.sent_ms = post.created_ms;
  message.attributes_json = AttributesOf(post, mentions);
  message.context_json = ContextOf(post, mentions, message.conversation_id, std::move(facts));
  message.jobs = FollowUpJobs(post, routing, account);
  for (const MentionEntity* mention : mentions) {
    if (mention->user_id.empty()) continue;  // a person without id is none to a host
    message.recipients.push_back(PartyFrom(UserNamed(*mention), config));
  }
  message.author = PartyFrom(std::move(post.author), config);
  if (!post.in_reply_to_post_id.empty()) message.parent_ids.push_back(post.in_reply_to_post_id);
  message.in_reply_to = std::move(post.in_reply_to_post_id);
  message.external_id = std::move(post.id);
  return message;
}

chp::Message NormalizeDirectMessage(DirectMessage&& direct, const Routing& routing,
                                    const Account& account, const Config& config) {
  chp::Message message = Begin(routing, account);
  message.surface = "direct_message";
  message.visibility = chp::Visibility::kPrivate;
  message.text = ReadableText(direct.text, direct.entities);
  message.subject = TitleFrom(message.text);
  (void)Attach(AttachedText(direct), message.text);
  message.permalink = direct.is_group ? GroupLink(direct.conversation_id) : MessagesLink(direct);
  message.sent_ms = direct.created_ms;
  message.attributes_json = AttributesOf(direct);
  RoutingFacts facts;
  facts.media_order = MediaOrderOf(direct, routing);
  message.context_json =
      ContextOf(direct, message.own ? direct.recipient : direct.sender, std::move(facts));
  message.jobs = FollowUpJobs(direct, routing, account);
  message.author = PartyFrom(std::move(direct.sender), config);
  message.recipients.push_back(PartyFrom(std::move(direct.recipient), config));
  message.customer = message.own ? message.recipients.front() : message.author;
  message.external_id = std::move(direct.id);
  message.conversation_id = std::move(direct.conversation_id);
  return message;
}

}  // namespace twitter
