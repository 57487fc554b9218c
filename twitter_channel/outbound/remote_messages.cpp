// Writing to X and looking for what was written. Two texts are the same message when their
// comparable forms, their addressee (parent post or recipient) and their author agree.
#include "twitter_channel/outbound/remote_messages.hpp"

#include <algorithm>

#include "twitter_channel/inbound/text_layout.hpp"
#include "twitter_channel/kv_keys.hpp"
#include "twitter_channel/tweet_text/comparable_text.hpp"

namespace twitter {
namespace {

// X's clock may differ from ours.
std::int64_t EarliestOf(const Wanted& wanted) { return wanted.not_before_ms - kClockToleranceMs; }

bool IsRecent(std::int64_t created_ms, const Wanted& wanted) {
  return created_ms >= EarliestOf(wanted);
}

// A page that is the last, or that reaches back beyond the attempt, shows everything since.
template <class Message>
bool IsComplete(const std::vector<Message>& page, bool has_older, const Wanted& wanted) {
  return !has_older || std::any_of(page.begin(), page.end(), [&](const auto& item) {
    return !IsRecent(item.created_ms, wanted);
  });
}

// X puts a link to what a message shows behind its text.
std::string_view WithoutMediaLink(std::string_view text) {
  const std::size_t space = text.find_last_of(" \n");
  const std::size_t start = space == std::string_view::npos ? 0 : space + 1;
  const bool is_link = text.substr(start).find("://t.co/") != std::string_view::npos;
  return is_link ? text.substr(0, start) : text;
}

// Links are compared as X's own: not expanded, only "&amp;" and the like decoded.
std::string HashOfRemote(std::string_view text, const Outgoing& message) {
  const std::string_view words = message.files.empty() ? text : WithoutMediaLink(text);
  return TextHash(ReadableText(words, Entities{}));
}

}  // namespace

std::string TextHash(std::string_view text) { return HashedKey(ComparableText(text)); }

RemoteMessages::RemoteMessages(const XApi& api, const Config& config, const Account& account)
    : api_(api), config_(config), account_(account), credentials_(CredentialsOf(config, account)) {
  credentials_.purpose = Purpose::kAnswer;
}

chp::Result<SentMessage> RemoteMessages::Write(const Outgoing& message,
                                               const chp::CallContext& call) {
  if (message.is_direct_message) {
    auto sent = api_.direct_messages.Create(
        credentials_,
        {.recipient_id = message.recipient_id,
         .text = message.text,
         .media_id = message.media_ids.empty() ? std::string() : message.media_ids.front()},
        call);
    if (!sent) return sent.error();
    return SentDirectMessage(*sent, account_, config_);
  }
  Credentials credentials = credentials_;
  if (message.in_reply_to.empty()) credentials.purpose = Purpose::kNewPost;
  auto posted = api_.posts.Create(credentials,
                                  {.text = message.text,
                                   .in_reply_to_post_id = message.in_reply_to,
                                   .exclude_user_ids = message.exclude_user_ids,
                                   .charge = message.charge,
                                   .media_ids = message.media_ids},
                                  call);
  if (!posted) return posted.error();
  return SentPost(*posted, account_, config_);
}

chp::Result<Look> RemoteMessages::LookFor(const Outgoing& message, const Wanted& wanted,
                                          const chp::CallContext& call) {
  return message.is_direct_message ? LookForDirectMessage(message, wanted, call)
                                   : LookForPost(message, wanted, call);
}

chp::Result<Look> RemoteMessages::LookForPost(const Outgoing& message, const Wanted& wanted,
                                              const chp::CallContext& call) {
  const OwnPosts own{.user_id = account_.external_id, .since_ms = EarliestOf(wanted)};
  const auto page = api_.posts.OwnRecent(credentials_, own, call);
  if (!page) return page.error();
  Look look{.candidates = {}, .complete = IsComplete(page->posts, page->has_older, wanted)};
  for (auto post = page->posts.rbegin(); post != page->posts.rend(); ++post) {
    if (!IsRecent(post->created_ms, wanted)) continue;
    if (post->in_reply_to_post_id != message.in_reply_to) continue;
    if (HashOfRemote(post->text, message) != wanted.text_hash) continue;
    look.candidates.push_back(SentPost(*post, account_, config_));
  }
  return look;
}

chp::Result<Look> RemoteMessages::LookForDirectMessage(const Outgoing& message,
                                                       const Wanted& wanted,
                                                       const chp::CallContext& call) {
  const auto page = api_.direct_messages.With(credentials_, message.recipient_id, call);
  if (!page) return page.error();
  Look look{.candidates = {}, .complete = IsComplete(page->messages, page->has_older, wanted)};
  for (auto item = page->messages.rbegin(); item != page->messages.rend(); ++item) {
    if (!IsRecent(item->created_ms, wanted)) continue;
    if (item->sender.id != account_.external_id) continue;
    if (item->recipient.id != message.recipient_id) continue;
    if (HashOfRemote(item->text, message) != wanted.text_hash) continue;
    look.candidates.push_back(SentDirectMessage(*item, account_, config_));
  }
  return look;
}

}  // namespace twitter
