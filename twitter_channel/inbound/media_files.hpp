// Which files a message shows, and where they are.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "twitter_channel/domain.hpp"

namespace twitter {

// The manifest's limit of attachments.
constexpr std::size_t kMostFiles = 10;

struct MediaFile {
  MediaType kind = MediaType::kPhoto;
  std::string url;                  // the best there is
  std::vector<std::string> others;  // the same in lesser quality, best first: when `url` is refused
  std::string name;                 // a plain file name, unique within the message
  std::string media_type;           // expected; empty: not known
  std::string alt_text;
  std::string page;        // where a person can look at it
  bool is_signed = false;  // may need the account's signature
  bool operator==(const MediaFile&) const = default;
};

struct MediaFileList {
  std::vector<MediaFile> files;  // at most kMostFiles
  std::size_t left_out = 0;      // beyond those
  bool operator==(const MediaFileList&) const = default;
};

// Every photo in its original size, of a video or animated GIF the mp4 of the highest bitrate (its
// preview picture only when there is none). A repost shows what the post it repeats shows; what a
// quoted post shows is not taken. Pure.
MediaFileList FilesOf(const Post& post);
MediaFileList FilesOf(const DirectMessage& message);

}  // namespace twitter
