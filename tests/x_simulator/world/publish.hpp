// How a post and a direct message come to be: X's rules for writing, whoever writes.
#pragma once

#include <string>
#include <vector>

#include "tests/x_simulator/base/refusal.hpp"
#include "tests/x_simulator/world/world.hpp"

namespace xsim {

struct PostDraft {
  std::string user_id;
  std::string text;
  std::string in_reply_to_status_id;
  // Puts the mentions of the answered post in front. Without it a reply counts as one only when the
  // text names the author of the answered post (x_api.md 4.1, v1.1).
  bool populate_mentions = false;
  std::vector<std::string> excluded_user_ids;
  std::string quote_of;
  std::string repost_of;
  std::vector<std::string> media;  // types: up to four photos, or one video or animated_gif
  std::string place;
  std::vector<std::string> poll;
  std::vector<double> point;
  std::string app_id;
  bool refuse_repetition = false;
  std::vector<Photo> uploads = {};  // in place of `media`; url and file are made

  bool operator==(const PostDraft&) const = default;
};

struct MessageDraft {
  std::string sender_id;
  std::string recipient_id;
  std::string text;
  std::string media;  // photo, video, animated_gif; empty: none
  std::string app_id;
  std::vector<double> point = {};
  std::string quick_reply = {};
  std::string upload_id = {};  // of `media`, when it was uploaded

  bool operator==(const MessageDraft&) const = default;
};

OrRefusal<Post> Publish(State& state, const PostDraft& draft);
OrRefusal<DirectMessage> SendMessage(State& state, const MessageDraft& draft);
// 144 when there is no such post of that user.
OrRefusal<Post> DeletePost(State& state, const std::string& id, const std::string& user_id);

}  // namespace xsim
