// Signs of the formats X serves.
#include "twitter_channel/inbound/file_type.hpp"

#include <array>

namespace twitter {
namespace {

struct Sign {
  std::string_view bytes;
  std::size_t at;
  std::string_view type;
};

constexpr std::array kSigns{
    Sign{"\xFF\xD8\xFF", 0, "image/jpeg"}, Sign{"\x89PNG\r\n\x1A\n", 0, "image/png"},
    Sign{"GIF87a", 0, "image/gif"},        Sign{"GIF89a", 0, "image/gif"},
    Sign{"WEBP", 8, "image/webp"},         Sign{"ftyp", 4, "video/mp4"}};

// Pictures that share mp4's container; no browser of an agent need know them.
constexpr std::array<std::string_view, 6> kOtherBrands{"avif", "avis", "heic",
                                                       "heix", "mif1", "msf1"};

}  // namespace

std::string_view FileTypeOf(std::string_view start) {
  const auto has = [start](std::size_t at, std::string_view bytes) {
    return start.size() >= at + bytes.size() && start.substr(at, bytes.size()) == bytes;
  };
  for (const std::string_view brand : kOtherBrands) {
    if (has(4, "ftyp") && has(8, brand)) return {};
  }
  for (const Sign& sign : kSigns) {
    const bool in_riff = sign.at != 8 || has(0, "RIFF");
    if (in_riff && has(sign.at, sign.bytes)) return sign.type;
  }
  return {};
}

}  // namespace twitter
