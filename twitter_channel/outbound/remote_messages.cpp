// Writing to X and looking for what was written. Two texts are the same message when their
// comparable forms, their addressee (parent post or recipient) and their author agree.
#include "twitter_channel/outbound/remote_messages.hpp"

#include <algorithm>

#include "twitter_channel/inbound/text_layout.hpp"
#include "twitter_channel/kv_keys.hpp"
#include "twitter_channel/tweet_text/comparable_text.hpp"

namespace twitter {
namespace {

// What one read brings: the most X gives (x_api.md 3.2, 4.4).
constexpr int kPostsPerLook = 200;
constexpr std::size_t kDirectMessagesPerPage = 50;

bool IsRecent(std::int64_t created_ms, const Wanted& wanted) {
  return created_ms >= wanted.not_before_ms - kClockToleranceMs;
}

// A page that is not full, or that reaches back beyond the attempt, shows everything since.
template <class Message>
bool IsComplete(const std::vector<Message>& page, std::size_t page_size, const Wanted& wanted) {
  const bool reaches_back = std::any_of(page.begin(), page.end(), [&](const auto& item) {
    return !IsRecent(item.created_ms, wanted);
  });
  return reaches_back || page.size() < page_size;
}

// Links are compared as X's own: not expanded, only "&amp;" and the like decoded.
std::string HashOfRemote(std::string_view text) { return TextHash(ReadableText(text, Entities{})); }

}  // namespace

std::string TextHash(std::string_view text) { return HashedKey(ComparableText(text)); }

RemoteMessages::RemoteMessages(const XApi& api, const Config& config, const Account& account)
    : api_(api), config_(config), account_(account), credentials_(CredentialsOf(config, account)) {}

chp::Result<SentMessage> RemoteMessages::Write(const Composition& composition,
                                               const chp::CallContext& call) {
  if (composition.is_direct_message) {
    auto sent = api_.direct_messages.Create(
        credentials_, {.recipient_id = composition.recipient_id, .text = composition.text}, call);
    if (!sent) return sent.error();
    return SentDirectMessage(*sent, account_, config_);
  }
  auto posted = api_.posts.Create(credentials_,
                                  {.text = composition.text,
                                   .in_reply_to_post_id = composition.in_reply_to,
                                   .exclude_user_ids = composition.exclude_user_ids},
                                  call);
  if (!posted) return posted.error();
  return SentPost(*posted, account_, config_);
}

chp::Result<Look> RemoteMessages::LookFor(const Composition& composition, const Wanted& wanted,
                                          const chp::CallContext& call) {
  return composition.is_direct_message ? LookForDirectMessage(composition, wanted, call)
                                       : LookForPost(composition, wanted, call);
}

chp::Result<Look> RemoteMessages::LookForPost(const Composition& composition, const Wanted& wanted,
                                              const chp::CallContext& call) {
  const auto posts = api_.posts.OwnRecent(credentials_, kPostsPerLook, call);
  if (!posts) return posts.error();
  Look look{.candidates = {}, .complete = IsComplete(*posts, kPostsPerLook, wanted)};
  for (auto post = posts->rbegin(); post != posts->rend(); ++post) {
    if (!IsRecent(post->created_ms, wanted)) continue;
    if (post->in_reply_to_post_id != composition.in_reply_to) continue;
    if (HashOfRemote(post->text) != wanted.text_hash) continue;
    look.candidates.push_back(SentPost(*post, account_, config_));
  }
  return look;
}

chp::Result<Look> RemoteMessages::LookForDirectMessage(const Composition& composition,
                                                       const Wanted& wanted,
                                                       const chp::CallContext& call) {
  const auto messages = api_.direct_messages.Recent(credentials_, call);
  if (!messages) return messages.error();
  Look look{.candidates = {}, .complete = IsComplete(*messages, kDirectMessagesPerPage, wanted)};
  for (auto message = messages->rbegin(); message != messages->rend(); ++message) {
    if (!IsRecent(message->created_ms, wanted)) continue;
    if (message->sender.id != account_.external_id) continue;
    if (message->recipient.id != composition.recipient_id) continue;
    if (HashOfRemote(message->text) != wanted.text_hash) continue;
    look.candidates.push_back(SentDirectMessage(*message, account_, config_));
  }
  return look;
}

}  // namespace twitter
