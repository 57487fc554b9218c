#include "tests/x_simulator/world/uploads.hpp"

#include <algorithm>

namespace xsim {
namespace {

constexpr std::int64_t kMegabyte = 1 << 20;
constexpr std::int64_t kUsableMs = std::int64_t{24} * 3'600'000;

bool HasAt(std::string_view bytes, std::size_t at, std::string_view sign) {
  return bytes.size() >= at + sign.size() && bytes.substr(at, sign.size()) == sign;
}

}  // namespace

std::string_view Upload::Type() const {
  if (category.ends_with("_gif")) return "animated_gif";
  return category.ends_with("_video") ? "video" : "photo";
}

bool Upload::IsUsable(std::int64_t now_ms) const {
  return finalized && !fails && now_ms >= ready_ms && now_ms < begun_ms + kUsableMs;
}

Upload* Uploads::Find(std::string_view id, std::string_view user_id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Upload& upload) {
    return upload.id == id && upload.user_id == user_id;
  });
  return found == list.end() ? nullptr : &*found;
}

std::int64_t LargestUpload(std::string_view media_type, std::string_view category) {
  const bool known = category.starts_with("tweet_") || category.starts_with("dm_");
  const std::string_view kind = known ? category.substr(category.find('_') + 1) : "";
  const bool picture = media_type == "image/jpeg" || media_type == "image/png" ||
                       media_type == "image/webp" || media_type == "image/gif";
  if (kind == "image" && picture) return 5 * kMegabyte;
  if (kind == "gif" && media_type == "image/gif") return 15 * kMegabyte;
  const bool film = media_type == "video/mp4" || media_type == "video/quicktime";
  return kind == "video" && film ? 512 * kMegabyte : 0;
}

bool BeginsAs(std::string_view media_type, std::string_view bytes) {
  if (media_type == "image/jpeg") return HasAt(bytes, 0, "\xFF\xD8\xFF");
  if (media_type == "image/png") return HasAt(bytes, 0, "\x89PNG");
  if (media_type == "image/gif") return HasAt(bytes, 0, "GIF8");
  if (media_type == "image/webp") return HasAt(bytes, 0, "RIFF") && HasAt(bytes, 8, "WEBP");
  return media_type == "video/quicktime" || HasAt(bytes, 4, "ftyp");
}

}  // namespace xsim
