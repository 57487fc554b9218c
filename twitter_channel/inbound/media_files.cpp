// Addresses come from X, and names from addresses: both are taken as they are only where they are
// known to be harmless. Whether an address may be asked at all is decided where it is asked
// (x_api/v1_1/media_files).
#include "twitter_channel/inbound/media_files.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace twitter {
namespace {

constexpr std::size_t kLongestFileName = 100;
constexpr std::size_t kLongestExtension = 5;
constexpr std::size_t kMostOthers = 3;
constexpr std::string_view kPhotos = "https://pbs.twimg.com/media/";

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kTypesByExtension{
    {{"jpg", "image/jpeg"},
     {"jpeg", "image/jpeg"},
     {"png", "image/png"},
     {"gif", "image/gif"},
     {"webp", "image/webp"},
     {"mp4", "video/mp4"}}};

std::string_view TypeOf(std::string_view extension) {
  for (const auto& [known, type] : kTypesByExtension) {
    if (known == extension) return type;
  }
  return {};
}

// Of "https://host/a/b.jpg:large?x=1" it is "b.jpg".
std::string_view LastSegment(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  const std::size_t slash = url.rfind('/');
  if (slash == std::string_view::npos) return {};
  url.remove_prefix(slash + 1);
  return url.substr(0, url.find(':'));
}

std::string_view ExtensionOf(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return {};
  name.remove_prefix(dot + 1);
  return name.size() <= kLongestExtension ? name : std::string_view();
}

char Harmless(char c) {
  const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '.' || c == '-' || c == '_';
  return plain ? c : '_';
}

// Letters, digits, '.', '-' and '_'; never hidden, never empty, never long.
std::string CleanName(std::string_view segment) {
  std::string name(segment.substr(std::min(segment.size(), segment.find_first_not_of('.'))));
  std::transform(name.begin(), name.end(), name.begin(), Harmless);
  if (name.size() > kLongestFileName) {
    const std::string extension(ExtensionOf(name));
    name.resize(kLongestFileName - kLongestExtension - 1);
    if (!extension.empty()) name += "." + extension;
  }
  return name.empty() ? "file" : name;
}

// "a.jpg" -> "a-2.jpg"
std::string Numbered(const std::string& name, std::size_t number) {
  const std::size_t dot = name.rfind('.');
  const std::string tail = dot == std::string::npos ? "" : name.substr(dot);
  return name.substr(0, dot) + "-" + std::to_string(number) + tail;
}

// X keeps what was uploaded beside the size it usually shows; x_api.md 4.2.
std::string OriginalOf(const std::string& url) {
  const std::string_view segment = LastSegment(url);
  const std::string_view extension = ExtensionOf(segment);
  const bool plain =
      url.starts_with(kPhotos) && url.find_first_of("?#:", kPhotos.size()) == std::string::npos;
  if (!plain || !TypeOf(extension).starts_with("image/") || extension == "gif") return url;
  return url.substr(0, url.size() - extension.size() - 1) + "?format=" + std::string(extension) +
         "&name=orig";
}

bool LeadsToX(std::string_view page) {
  return page.starts_with("https://twitter.com/") || page.starts_with("https://x.com/");
}

MediaFile Begin(const Media& media, std::string_view url) {
  MediaFile file;
  file.kind = media.type;
  file.name = CleanName(LastSegment(url));
  file.media_type = TypeOf(ExtensionOf(file.name));
  file.alt_text = media.alt_text;
  return file;
}

MediaFile Picture(const Media& media) {
  MediaFile file = Begin(media, media.url);
  file.kind = MediaType::kPhoto;
  file.url = OriginalOf(media.url);
  if (file.url != media.url) file.others.push_back(media.url);
  return file;
}

MediaFile FileOf(const Media& media) {
  std::vector<MediaVariant> films;
  for (const MediaVariant& variant : media.variants) {
    if (variant.content_type == "video/mp4" && !variant.url.empty()) films.push_back(variant);
  }
  if (media.type == MediaType::kPhoto || films.empty()) return Picture(media);
  const auto better = [](const MediaVariant& a, const MediaVariant& b) {
    return a.bitrate > b.bitrate;
  };
  std::stable_sort(films.begin(), films.end(), better);
  MediaFile file = Begin(media, films.front().url);
  file.media_type = "video/mp4";
  file.url = films.front().url;
  for (std::size_t i = 1; i < films.size() && i <= kMostOthers; ++i) {
    file.others.push_back(films[i].url);
  }
  return file;
}

MediaFileList ListOf(const std::vector<Media>& media, const std::string& page, bool is_signed) {
  MediaFileList list;
  const auto has = [&list](const auto member, const std::string& value) {
    return std::any_of(list.files.begin(), list.files.end(),
                       [&](const MediaFile& file) { return file.*member == value; });
  };
  for (const Media& item : media) {
    MediaFile file = FileOf(item);
    if (file.url.empty() || has(&MediaFile::url, file.url)) continue;
    if (list.files.size() == kMostFiles) {
      ++list.left_out;
      continue;
    }
    const std::string name = file.name;
    for (std::size_t n = 2; has(&MediaFile::name, file.name); ++n) file.name = Numbered(name, n);
    file.page = LeadsToX(item.expanded_url) ? item.expanded_url : page;
    file.is_signed = is_signed;
    list.files.push_back(std::move(file));
  }
  return list;
}

}  // namespace

MediaFileList FilesOf(const Post& post) {
  const bool repeats = post.reposted && !post.reposted->entities.media.empty();
  const Entities& entities = repeats ? post.reposted->entities : post.entities;
  return ListOf(entities.media, "https://twitter.com/_/status/" + post.id, false);
}

MediaFileList FilesOf(const DirectMessage& message) {
  return ListOf(message.entities.media, "https://twitter.com/messages/" + message.conversation_id,
                true);
}

}  // namespace twitter
