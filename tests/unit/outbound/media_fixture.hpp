// Files of an agent, as the host keeps them.
#pragma once

#include <string>

#include "tests/support/fake_host.hpp"

namespace twitter::testing {

inline constexpr std::string_view kJpegStart = "\xFF\xD8\xFF\xE0 a picture";
inline constexpr std::string_view kGifStart = "GIF89a moving picture";
inline constexpr std::string_view kMp4Start{
    "\0\0\0\x18"
    "ftypmp42 film",
    17};

inline chp::Attachment Picture(const std::string& id) {
  return {.blob_id = id,
          .filename = id,
          .media_type = "image/jpeg",
          .alt_text = "What " + id + " shows",
          .size_bytes = 300'000};
}
inline chp::Attachment Gif(const std::string& id) {
  return {.blob_id = id,
          .filename = id,
          .media_type = "image/gif",
          .alt_text = {},
          .size_bytes = 700'000};
}
inline chp::Attachment Clip(const std::string& id) {
  return {.blob_id = id,
          .filename = id,
          .media_type = "video/mp4",
          .alt_text = {},
          .size_bytes = 2'500'000};
}

// So that the host has the file that the attachment tells of.
inline chp::Attachment Kept(FakeHost& host, const chp::Attachment& file) {
  const std::string_view start = file.media_type == "image/jpeg"  ? kJpegStart
                                 : file.media_type == "image/gif" ? kGifStart
                                                                  : kMp4Start;
  host.blobs.Keep(file.blob_id, start, file.size_bytes);
  return file;
}

}  // namespace twitter::testing
