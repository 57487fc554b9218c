#include "tests/x_simulator/world/publish.hpp"

#include <algorithm>
#include <optional>

#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/unicode.hpp"
#include "tests/x_simulator/world/post_text.hpp"

namespace xsim {
namespace {

constexpr std::size_t kPostLimit = 280;
constexpr std::size_t kLongPostLimit = 25'000;
constexpr std::size_t kMessageLimit = 10'000;
// How many of the author's latest posts a new one must differ from.
constexpr std::size_t kRepetitionsSought = 20;
constexpr std::size_t kMostPhotos = 4;

std::optional<Refusal> CheckAuthor(const User* author) {
  if (author == nullptr) return Refusal{50, {}};
  if (author->suspended) return Refusal{64, {}};
  if (author->locked) return Refusal{326, {}};
  return std::nullopt;
}

// x_api.md 4.1; of Basic, X's pages say different things: it does not pay for long posts here.
std::size_t PostLimit(const User& author) {
  const bool pays = author.verified || author.subscription_type.starts_with("Premium");
  return pays ? kLongPostLimit : kPostLimit;
}

bool Contains(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool Mentions(const RichText& content, const std::string& user_id) {
  return std::any_of(content.mentions.begin(), content.mentions.end(),
                     [&](const MentionEntity& mention) { return mention.user_id == user_id; });
}

// "@author @others " for a reply: the author of the answered post first, then whom it mentions,
// without the writer and without those the text names anyway.
std::string MentionPrefix(const State& state, const PostDraft& draft, const Post& parent) {
  const RichText own = EnrichText(DecodeUtf8(draft.text).value_or(U""), state.users);
  std::vector<std::string> ids{parent.user_id};
  for (const MentionEntity& mention : parent.content.mentions) {
    const bool excluded = Contains(draft.excluded_user_ids, mention.user_id);
    if (!excluded && !Contains(ids, mention.user_id)) ids.push_back(mention.user_id);
  }
  std::string prefix;
  for (const std::string& id : ids) {
    const User* user = state.users.Find(id);
    if (user == nullptr || id == draft.user_id || Mentions(own, id)) continue;
    prefix += "@" + user->screen_name + " ";
  }
  return prefix;
}

bool IsRepetition(const State& state, const Post& written) {
  std::size_t sought = 0;
  for (auto post = state.posts.list.rbegin(); post != state.posts.list.rend(); ++post) {
    if (post->user_id != written.user_id || post->deleted) continue;
    if (++sought > kRepetitionsSought) return false;
    if (post->typed == written.typed && post->photos.empty() && written.photos.empty()) return true;
  }
  return false;
}

void AddPhotos(State& state, const PostDraft& draft, Post& post) {
  if (draft.media.empty() && draft.uploads.empty()) return;
  const std::string url = NewShortUrl();
  post.photo_span = AppendLink(post.content, url);
  for (const std::string& type : draft.media) {
    const std::string id = state.NextId();
    post.photos.push_back({id, url, id + ".png", type});
  }
  for (const Photo& upload : draft.uploads) {
    post.photos.push_back({upload.id, url, upload.id + ".png", upload.type, upload.alt_text});
  }
}

void AddQuote(const State& state, Post& post) {
  const Post* quoted = state.posts.Find(post.quote_of);
  if (quoted == nullptr) return;
  const User* author = state.users.Find(quoted->user_id);
  UrlEntity entity;
  entity.url = NewShortUrl();
  entity.expanded_url = "https://twitter.com/" + author->screen_name + "/status/" + quoted->id;
  entity.display_url = "twitter.com/" + author->screen_name + "/status/…";
  entity.span = AppendLink(post.content, entity.url);
  post.content.urls.push_back(entity);
}

// The text of a repost: "RT @author: …", cut at 140 code points.
void FillRepost(const State& state, Post& post) {
  constexpr std::size_t kRepostText = 140;
  const Post* original = state.posts.Find(post.repost_of);
  const User* author = state.users.Find(original->user_id);
  const auto whole = DecodeUtf8("RT @" + author->screen_name + ": " + original->content.text);
  std::u32string text = whole.value_or(U"");
  if (text.size() > kRepostText) text = text.substr(0, kRepostText - 1) + U"…";
  post.content.text = EncodeUtf8(text);
  post.content.mentions = {{{3, 4 + author->screen_name.size()}, author->id}};
  post.display = {0, text.size()};
}

std::optional<Refusal> CheckReferences(const State& state, const PostDraft& draft) {
  for (const std::string* id : {&draft.in_reply_to_status_id, &draft.quote_of, &draft.repost_of}) {
    if (id->empty() || state.posts.Find(*id) != nullptr) continue;
    return Refusal{id == &draft.in_reply_to_status_id ? 385 : 144, {}};
  }
  std::vector<std::string> types = draft.media;
  for (const Photo& upload : draft.uploads) types.push_back(upload.type);
  const bool film = std::any_of(types.begin(), types.end(),
                                [](const std::string& type) { return type != "photo"; });
  if (types.size() > (film ? 1 : kMostPhotos)) return Refusal{324, {}};
  return std::nullopt;
}

void FillText(State& state, const PostDraft& draft, const std::u32string& text, Post& post) {
  const Post* parent = state.posts.Find(draft.in_reply_to_status_id);
  const std::string prefix =
      parent != nullptr && draft.populate_mentions ? MentionPrefix(state, draft, *parent) : "";
  const std::u32string hidden = DecodeUtf8(prefix).value_or(U"");
  post.typed = prefix + draft.text;
  post.content = EnrichText(hidden + text, state.users);
  if (parent != nullptr &&
      (parent->user_id == draft.user_id || Mentions(post.content, parent->user_id))) {
    post.in_reply_to_status_id = parent->id;
    post.in_reply_to_user_id = parent->user_id;
  }
  AddQuote(state, post);
  const std::size_t end = DecodeUtf8(post.content.text).value_or(U"").size();
  post.display = {hidden.size(), end};
  AddPhotos(state, draft, post);
}

std::optional<Refusal> CheckRecipient(const State& state, const MessageDraft& draft) {
  const User* recipient = state.users.Find(draft.recipient_id);
  if (recipient == nullptr) return Refusal{50, {}};
  if (recipient->suspended) return Refusal{349, {}};
  // Whoever wrote first may always be answered.
  const auto& messages = state.posts.direct_messages;
  const bool wrote_before =
      std::any_of(messages.begin(), messages.end(), [&](const DirectMessage& message) {
        return message.sender_id == recipient->id && message.recipient_id == draft.sender_id;
      });
  if (wrote_before || recipient->dm_policy == "everyone") return std::nullopt;
  return Refusal{recipient->dm_policy == "followers" ? 150 : 349, {}};
}

}  // namespace

OrRefusal<Post> Publish(State& state, const PostDraft& draft) {
  const User* author = state.users.Find(draft.user_id);
  if (auto refusal = CheckAuthor(author)) return *refusal;
  const auto text = DecodeUtf8(draft.text);
  if (!text) return Refusal{44, "status parameter is invalid."};
  if (auto refusal = CheckReferences(state, draft)) return *refusal;
  Post post;
  post.id = state.NextId();
  post.user_id = draft.user_id;
  post.created_ms = state.now_ms;
  post.quote_of = draft.quote_of;
  post.repost_of = draft.repost_of;
  post.app_id = draft.app_id;
  post.place = draft.place;
  post.poll = draft.poll;
  post.point = draft.point;
  if (draft.repost_of.empty()) {
    if (text->empty() && draft.media.empty() && draft.uploads.empty())
      return Refusal{38, "status parameter is missing."};
    if (WeightedLength(*text) > PostLimit(*author)) return Refusal{186, {}};
    FillText(state, draft, *text, post);
    if (draft.refuse_repetition && IsRepetition(state, post)) return Refusal{187, {}};
  } else {
    FillRepost(state, post);
  }
  state.posts.list.push_back(post);
  return post;
}

OrRefusal<DirectMessage> SendMessage(State& state, const MessageDraft& draft) {
  if (auto refusal = CheckAuthor(state.users.Find(draft.sender_id))) return *refusal;
  if (auto refusal = CheckRecipient(state, draft)) return *refusal;
  const auto text = DecodeUtf8(draft.text);
  if (!text || (text->empty() && draft.media.empty() && draft.point.empty())) {
    return Refusal{151, "There was an error sending your message: text is missing or invalid."};
  }
  if (text->size() > kMessageLimit) return Refusal{354, {}};
  DirectMessage message;
  message.id = state.NextId();
  message.sender_id = draft.sender_id;
  message.recipient_id = draft.recipient_id;
  message.created_ms = state.now_ms;
  message.content = EnrichText(*text, state.users);
  message.app_id = draft.app_id;
  message.point = draft.point;
  message.quick_reply = draft.quick_reply;
  if (!draft.media.empty()) {
    const std::string id = draft.upload_id.empty() ? state.NextId() : draft.upload_id;
    message.photos = {{id, NewShortUrl(), RandomText(8) + ".png", draft.media}};
    message.photo_span = AppendLink(message.content, message.photos.front().url);
  }
  state.posts.direct_messages.push_back(message);
  return message;
}

OrRefusal<Post> DeletePost(State& state, const std::string& id, const std::string& user_id) {
  Post* post = state.posts.Find(id);
  if (post == nullptr || post->user_id != user_id) return Refusal{144, {}};
  post->deleted = true;
  return *post;
}

}  // namespace xsim
