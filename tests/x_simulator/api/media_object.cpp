#include "tests/x_simulator/api/media_object.hpp"

#include <algorithm>
#include <array>

#include "tests/x_simulator/api/entities.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

struct Variant {
  std::string_view suffix;  // of the file, behind the name of the still picture
  std::string_view content_type;
  int bitrate;  // -1: a playlist, which names none
};

// X gives the playlist anywhere in the list and the bitrates in no order.
constexpr std::array kVideo = {
    Variant{"_832.mp4", "video/mp4", 832'000}, Variant{".m3u8", "application/x-mpegURL", -1},
    Variant{"_2176.mp4", "video/mp4", 2'176'000}, Variant{"_320.mp4", "video/mp4", 320'000}};
constexpr std::array kGif = {Variant{".mp4", "video/mp4", 0}};

std::string Stem(const Photo& photo) { return photo.file.substr(0, photo.file.rfind('.')); }

std::vector<Variant> VariantsOf(const Photo& photo) {
  if (photo.type == "video") return {kVideo.begin(), kVideo.end()};
  if (photo.type == "animated_gif") return {kGif.begin(), kGif.end()};
  return {};
}

json::object Size(int width, std::string_view resize) {
  return {{"w", width}, {"h", width}, {"resize", resize}};
}

json::object VideoInfo(const Photo& photo, const std::string& folder) {
  json::array variants;
  for (const Variant& variant : VariantsOf(photo)) {
    json::object entry = {{"content_type", variant.content_type},
                          {"url", folder + Stem(photo) + std::string(variant.suffix)}};
    if (variant.bitrate >= 0) entry["bitrate"] = variant.bitrate;
    variants.push_back(entry);
  }
  json::object info = {{"aspect_ratio", {1, 1}}, {"variants", variants}};
  if (photo.type == "video") info["duration_millis"] = 10'000;
  return info;
}

}  // namespace

const std::string& MediaBase(const ObjectSource& source) {
  return source.state.media_base.empty() ? source.base_url : source.state.media_base;
}

json::object MediaObject(const Photo& photo, const std::string& folder, const json::array& indices,
                         const std::string& expanded_url) {
  json::object media = {
      {"id", Number(photo.id)},
      {"id_str", photo.id},
      {"indices", indices},
      {"media_url", folder + photo.file},
      {"media_url_https", folder + photo.file},
      {"url", photo.url},
      {"display_url", "pic.twitter.com/" + photo.url.substr(photo.url.rfind('/') + 1)},
      {"expanded_url", expanded_url},
      {"type", photo.type},
      {"sizes", {{"thumb", Size(32, "crop")}, {"large", Size(32, "fit")}}}};
  if (photo.type != "photo") media["video_info"] = VideoInfo(photo, folder);
  return media;
}

bool IsFileOf(const Photo& photo, const std::string& file) {
  if (photo.file == file) return true;
  const auto variants = VariantsOf(photo);
  return std::any_of(variants.begin(), variants.end(), [&](const Variant& variant) {
    return file == Stem(photo) + std::string(variant.suffix);
  });
}

}  // namespace xsim
