// Posts and direct messages as the simulated X keeps them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace xsim {

// Where in the text an entity stands: code points of the text as typed by the author, that is,
// before HTML escaping. `end` is one past the last.
struct Span {
  std::size_t start = 0;
  std::size_t end = 0;

  bool operator==(const Span&) const = default;
};

struct UrlEntity {
  Span span;
  std::string url;  // https://t.co/…
  std::string expanded_url;
  std::string display_url;

  bool operator==(const UrlEntity&) const = default;
};

struct MentionEntity {
  Span span;
  std::string user_id;

  bool operator==(const MentionEntity&) const = default;
};

struct HashtagEntity {
  Span span;
  std::string text;  // without #

  bool operator==(const HashtagEntity&) const = default;
};

struct Photo {
  std::string id;
  std::string url;   // its https://t.co/… in the text, one for all photos of a post
  std::string file;  // last segment of its address, "xyz.png"; of a film: of its still picture
  std::string type = "photo";  // photo, video, animated_gif
  std::string alt_text = {};

  bool operator==(const Photo&) const = default;
};

struct RichText {
  std::string text;  // UTF-8, links already shortened, not HTML-escaped
  std::vector<UrlEntity> urls;
  std::vector<MentionEntity> mentions;
  std::vector<HashtagEntity> hashtags;

  bool operator==(const RichText&) const = default;
};

struct Post {
  std::string id;
  std::string user_id;
  std::int64_t created_ms = 0;
  RichText content;
  Span display;       // what is shown: without the automatic mentions and the link to the photos
  std::string typed;  // as it came in, to recognise repetitions
  std::vector<Photo> photos;
  Span photo_span;
  std::string in_reply_to_status_id;
  std::string in_reply_to_user_id;
  std::string quote_of;
  std::string repost_of;
  std::string app_id;             // empty: written on x.com
  std::string place;              // full name, "Leeds, England"; empty: none
  std::vector<std::string> poll;  // its choices; empty: none
  std::vector<double> point;      // longitude and latitude, or empty
  bool deleted = false;
  bool hidden = false;  // by whoever began the conversation

  bool operator==(const Post&) const = default;
};

struct DirectMessage {
  std::string id;
  std::string sender_id;
  std::string recipient_id;
  std::int64_t created_ms = 0;
  RichText content;
  std::vector<Photo> photos;  // none or one
  Span photo_span;
  std::vector<double> point;  // longitude and latitude of a location attachment, or empty
  std::string quick_reply;    // metadata of the chosen option; empty: none was chosen
  std::string app_id;
  std::vector<std::string> hidden_for;  // users who deleted it from their view

  bool operator==(const DirectMessage&) const = default;
};

// Both lists are in the order of their ids.
struct Posts {
  std::vector<Post> list;
  std::vector<DirectMessage> direct_messages;

  // Deleted posts are found by neither.
  const Post* Find(std::string_view id) const;
  Post* Find(std::string_view id);
  DirectMessage* FindDirectMessage(std::string_view id);
  const DirectMessage* FindDirectMessage(std::string_view id) const;

  bool operator==(const Posts&) const = default;
};

bool IsHiddenFor(const DirectMessage& message, std::string_view user_id);
// Of those who take part, to whom did not hide it, and for 30 days.
bool IsVisibleTo(std::string_view user_id, const DirectMessage& message, std::int64_t now_ms);
// Ids are decimal numbers: the shorter is the smaller.
bool IsSmallerId(std::string_view left, std::string_view right);

}  // namespace xsim
