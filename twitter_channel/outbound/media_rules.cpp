// The table of types, and the rules one after the other.
#include "twitter_channel/outbound/media_rules.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "twitter_channel/tweet_text/weighted_length.hpp"

namespace twitter {
namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;
constexpr std::size_t kMostPhotos = 4;
constexpr std::size_t kLongestAltText = 1000;  // code points

struct TypeRow {
  std::string_view type;
  MediaKind kind;
};
constexpr std::array kTypes{
    TypeRow{"image/jpeg", MediaKind::kPhoto}, TypeRow{"image/png", MediaKind::kPhoto},
    TypeRow{"image/webp", MediaKind::kPhoto}, TypeRow{"image/gif", MediaKind::kGif},
    TypeRow{"video/mp4", MediaKind::kVideo},  TypeRow{"video/quicktime", MediaKind::kVideo}};

std::uint64_t LargestOf(MediaKind kind) {
  switch (kind) {
    case MediaKind::kPhoto:
      return 5 * kMiB;
    case MediaKind::kGif:
      return 15 * kMiB;
    default:
      return 512 * kMiB;
  }
}

std::optional<ComposeNote> RefusalOfFile(const chp::Attachment& file) {
  const auto kind = MediaKindOf(file.media_type);
  if (!kind) {
    return ComposeNote{"compose.media_type",
                       "X takes JPEG, PNG, WebP, GIF, MP4 and MOV files, and " + QuotedName(file) +
                           " is none: remove it or put a link into the text."};
  }
  if (file.size_bytes == 0) {
    return ComposeNote{"compose.media_empty",
                       "The file " + QuotedName(file) + " is empty: remove it or attach it again."};
  }
  if (file.size_bytes > LargestOf(*kind)) {
    return ComposeNote{"compose.media_too_large",
                       "The file " + QuotedName(file) + " is too large: X takes at most " +
                           std::to_string(LargestOf(*kind) / kMiB) + " MB of this kind."};
  }
  if (CodePointCount(file.alt_text) > kLongestAltText) {
    return ComposeNote{"compose.alt_text_too_long",
                       "The description of " + QuotedName(file) + " is too long: X takes at most " +
                           std::to_string(kLongestAltText) + " characters."};
  }
  return std::nullopt;
}

std::optional<ComposeNote> RefusalTogether(const MediaSet& set) {
  const bool only_photos = std::all_of(set.files.begin(), set.files.end(), [](const auto& file) {
    return MediaKindOf(file.media_type) == MediaKind::kPhoto;
  });
  const std::size_t most = only_photos && !set.is_direct_message ? kMostPhotos : 1;
  if (set.files.size() <= most) return std::nullopt;
  return ComposeNote{
      "compose.media_together",
      set.is_direct_message
          ? "A direct message takes one file: send the others in messages of their own."
          : "A post takes four photos, or one GIF, or one video: remove some files."};
}

}  // namespace

std::optional<MediaKind> MediaKindOf(std::string_view media_type) {
  const auto* row = std::find_if(kTypes.begin(), kTypes.end(),
                                 [&](const TypeRow& known) { return known.type == media_type; });
  if (row == kTypes.end()) return std::nullopt;
  return row->kind;
}

std::string MediaCategory(MediaKind kind, bool is_direct_message) {
  const std::string where = is_direct_message ? "dm_" : "tweet_";
  if (kind == MediaKind::kPhoto) return where + "image";
  return where + (kind == MediaKind::kGif ? "gif" : "video");
}

std::optional<ComposeNote> MediaRefusal(const MediaSet& set) {
  if (set.files.empty()) return std::nullopt;
  if (set.generation == Generation::kLegacy) {
    return ComposeNote{"compose.attachments_unsupported",
                       "Files cannot be sent with X API v1.1: remove the attachments or put a link "
                       "into the text."};
  }
  for (const chp::Attachment& file : set.files) {
    if (auto refusal = RefusalOfFile(file)) return refusal;
  }
  return RefusalTogether(set);
}

}  // namespace twitter
