// What the channel talks about, whichever generation of X's API it came from: users, posts, direct
// messages and the events that bring them. Values only. Ids are decimal strings (x_api.md 9).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace twitter {

struct User {
  std::string id;
  std::string screen_name;  // without "@"; may be empty when X sent only the id
  std::string name;
  std::string avatar_url;
  std::string url;  // expanded where X says what it expands to
  std::string description;
  std::string location;
  std::string verified_type;           // blue, business, government or empty
  std::string subscription_type = {};  // Basic, Premium, PremiumPlus or empty; told of oneself only
  std::optional<std::int64_t> followers;
  bool is_protected = false;
  bool operator==(const User&) const = default;
};

// Offsets count code points of the text they belong to; `end` is exclusive.
struct Span {
  std::size_t start = 0;
  std::size_t end = 0;
  bool operator==(const Span&) const = default;
};

struct MentionEntity {
  std::string user_id;
  std::string screen_name;
  std::string name;
  Span span;
  bool operator==(const MentionEntity&) const = default;
};

struct UrlEntity {
  std::string url;  // the t.co link in the text
  std::string expanded_url;
  std::string display_url;
  Span span;
  bool operator==(const UrlEntity&) const = default;
};

struct TagEntity {
  std::string text;  // without "#" or "$"
  Span span;
  bool operator==(const TagEntity&) const = default;
};

enum class MediaType { kPhoto, kVideo, kAnimatedGif };
struct MediaVariant {
  std::string url;
  std::string content_type;
  std::int64_t bitrate = 0;
  bool operator==(const MediaVariant&) const = default;
};
struct Media {
  std::string id;
  MediaType type = MediaType::kPhoto;
  std::string short_url;     // the t.co link in the text
  std::string expanded_url;  // page on X
  std::string display_url;
  std::string url;  // the picture, or the preview of a video
  std::string alt_text;
  std::vector<MediaVariant> variants;
  bool operator==(const Media&) const = default;
};

struct Entities {
  std::vector<MentionEntity> mentions;
  std::vector<UrlEntity> urls;
  std::vector<TagEntity> hashtags;
  std::vector<TagEntity> cashtags;
  std::vector<Media> media;  // all of them, extended entities included
  bool operator==(const Entities&) const = default;
};

// What a post or message carries beside its text, and what people are shown of it as text.
struct Poll {
  std::vector<std::string> options;  // in order; empty: no poll
  bool operator==(const Poll&) const = default;
};
struct Card {  // the preview of a link
  std::string title;
  std::string description;
  bool operator==(const Card&) const = default;
};
struct Location {
  std::string name;         // of a place; may be empty
  std::string coordinates;  // "52.5, 13.4": latitude, longitude; may be empty
  bool operator==(const Location&) const = default;
};

// X shows this content in some countries only, or nowhere (a complaint about copyright, an order of
// a court).
struct Withholding {
  bool copyright = false;
  bool whole_account = false;
  std::vector<std::string> countries;  // two letters each; "XX" and "XY" mean everywhere
  bool any() const { return copyright || whole_account || !countries.empty(); }
  bool operator==(const Withholding&) const = default;
};

struct Post {
  std::string id;
  std::string text;   // the full text (extended_tweet, note_tweet), HTML-escaped as X sends it
  Entities entities;  // relative to `text`
  User author;
  std::int64_t created_ms = 0;
  std::string conversation_id;
  std::string in_reply_to_post_id;
  std::string in_reply_to_user_id;
  std::string quoted_post_id;
  std::string reposted_post_id;
  std::shared_ptr<const Post> quoted;    // when X sent it along
  std::shared_ptr<const Post> reposted;  // when X sent it along
  std::size_t display_start = 0;         // code points of leading reply mentions hidden by X
  std::string lang;
  std::vector<std::string> edit_ids;  // all versions, oldest first; may be empty
  Withholding withheld;
  // X named posts or files that belong to it without showing them: it is looked up.
  bool incomplete = false;
  Poll poll;
  Card card;
  // Shown to agents as they are (behaviour.md 5.5); JSON text, "{}" when absent or null.
  std::string geo_json = "{}";
  std::string place_json = "{}";
  std::string source;  // client that wrote it, HTML as X sends it
  bool possibly_sensitive = false;
  bool retweeted = false;
  bool favorited = false;
  bool truncated = false;  // as X said it, although `text` is full
  std::int64_t retweet_count = 0;
};

struct DirectMessage {
  std::string id;
  std::string text;  // HTML-escaped as X sends it
  Entities entities;
  std::string created_timestamp;  // X's own string of milliseconds
  std::int64_t created_ms = 0;
  User sender;
  User recipient;
  std::string conversation_id;  // "<lower id>-<higher id>" for one to one
  bool is_group = false;        // of more people: recipient is empty
  Location location;
  std::string app_id;  // the client that wrote it, when X says
  std::string app_name;
};

// Why a message concerns one of our accounts. It is computed from the message, never from the event
// that brought it; of several, the first in this order wins.
enum class Source {
  kOwn,
  kDirectMessage,
  kRepost,
  kReply,
  kMention,
  kQuote,
  kSearchTerm,
  kByHand,
  kNone
};
constexpr std::size_t kSources = 9;
// "own", "direct_message", ... (design.md, vocabulary), "by_hand" for a post that somebody chose;
// empty for kNone.
std::string_view SourceName(Source source);
std::optional<Source> SourceNamed(std::string_view name);

// ---- events ---------------------------------------------------------------------------------

struct PostCreated {
  Post post;
};
struct DirectMessageCreated {
  DirectMessage message;
};
struct PostDeleted {
  std::string post_id;
  std::string user_id;
  std::int64_t at_ms = 0;
};
// X told of a post without showing who wrote it, or what: it is looked up by its id.
struct PostAnnounced {
  std::string post_id;
};
// Somebody has read a conversation up to this message.
struct MessagesRead {
  std::string message_id;
  std::string reader_id;
  std::int64_t at_ms = 0;
};
// The account's owner withdrew the app's permission: its tokens are dead.
struct AccessRevoked {
  std::string user_id;
  std::string app_id;
};
// Known or unknown kinds that make no message; counted by kind.
struct OtherEvent {
  std::string kind;
  std::size_t count = 1;
};
using Event = std::variant<PostCreated, DirectMessageCreated, PostDeleted, PostAnnounced,
                           MessagesRead, AccessRevoked, OtherEvent>;

// An item of a body that could not be read. Never holds text of the message.
struct BadItem {
  std::string where;   // "tweet_create_events[2].user"
  std::string reason;  // one sentence
};

struct EventBody {
  std::string for_user_id;  // the account it was sent for; empty only for AccessRevoked
  std::vector<Event> events;
  std::vector<BadItem> bad;
  std::size_t further_bad = 0;  // beyond the first hundred, which `bad` names
};

}  // namespace twitter
