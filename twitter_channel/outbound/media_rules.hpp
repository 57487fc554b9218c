// Which files X takes with a post or a direct message (x_api.md 4.1 to 4.3). Pure: what can be said
// of a file before its bytes are seen.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/outbound/composer.hpp"

namespace twitter {

enum class MediaKind { kPhoto, kGif, kVideo };

// By "image/png" and the like, without parameters; nothing for what X does not take.
std::optional<MediaKind> MediaKindOf(std::string_view media_type);
// X's word for what the file is for: "tweet_image", "dm_video", ...
std::string MediaCategory(MediaKind kind, bool is_direct_message);

struct MediaSet {
  const std::vector<chp::Attachment>& files;
  bool is_direct_message = false;
  Generation generation = Generation::kCurrent;
};
// "compose.attachments_unsupported" (X API v1.1), "compose.media_type", "compose.media_empty",
// "compose.media_too_large", "compose.media_together" or "compose.alt_text_too_long"; nothing when
// X takes the files, or there are none.
std::optional<ComposeNote> MediaRefusal(const MediaSet& set);

// As the sentences about a file say its name.
inline std::string QuotedName(const chp::Attachment& file) { return '"' + file.filename + '"'; }

}  // namespace twitter
