// What only today's API does for us, in domain types; as ports.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

// A file on its way to X, for a post or a message to show (x_api.md 4.3).
struct NewMedia {
  std::string media_type;  // "video/mp4"
  std::string category;    // X's: "tweet_image", "dm_video", ...
  std::uint64_t size_bytes = 0;
};
struct BegunUpload {
  std::string media_id;
  std::int64_t lives_ms = 0;  // from now on
};
struct MediaPiece {
  std::string_view media_id;
  int index = 0;  // 0 to kMostMediaPieces - 1
  std::string_view bytes;
};
inline constexpr int kMostMediaPieces = 1000;
// What X makes of an uploaded file.
struct MediaProcessing {
  enum class State { kReady, kGoesOn, kFailed };
  State state = State::kReady;
  std::int64_t check_after_ms = 0;  // while it goes on
  std::string problem;              // X's words for why it failed; may be empty
};

// Uploads by the account's user. Nothing of it is seen on X before a post or message shows it, so
// each call may be repeated: a failing server is never kUncertain here. The ids last a day.
class MediaUploads {
 public:
  virtual ~MediaUploads() = default;
  virtual chp::Result<BegunUpload> Begin(const Credentials& credentials, const NewMedia& media,
                                         const chp::CallContext& call) = 0;
  // The same piece again replaces the one before.
  virtual chp::Result<void> Append(const Credentials& credentials, const MediaPiece& piece,
                                   const chp::CallContext& call) = 0;
  virtual chp::Result<MediaProcessing> Finish(const Credentials& credentials,
                                              std::string_view media_id,
                                              const chp::CallContext& call) = 0;
  // Of a finished upload.
  virtual chp::Result<MediaProcessing> Status(const Credentials& credentials,
                                              std::string_view media_id,
                                              const chp::CallContext& call) = 0;
  // The text for people who do not see it.
  virtual chp::Result<void> Describe(const Credentials& credentials, std::string_view media_id,
                                     std::string_view alt_text, const chp::CallContext& call) = 0;
};

// What is done to messages that are on X. Each may be repeated: the second time changes nothing.
class Moderation {
 public:
  virtual ~Moderation() = default;
  // kRejected "x.not_found" or "x.post_gone" when it is not there (any more).
  virtual chp::Result<void> DeletePost(const Credentials& credentials, std::string_view post_id,
                                       const chp::CallContext& call) = 0;
  // From the account's own view; the other person keeps it.
  virtual chp::Result<void> DeleteMessage(const Credentials& credentials,
                                          std::string_view message_id,
                                          const chp::CallContext& call) = 0;
  // An answer in a conversation that the account began: readers see it only when they ask for it.
  virtual chp::Result<void> SetHidden(const Credentials& credentials, std::string_view post_id,
                                      bool hidden, const chp::CallContext& call) = 0;
};

}  // namespace twitter
