// X's words for the kinds of media, the same in both generations.
#pragma once

#include <string_view>

#include "twitter_channel/domain.hpp"

namespace twitter {

inline MediaType MediaTypeNamed(std::string_view name) {
  if (name == "video") return MediaType::kVideo;
  if (name == "animated_gif") return MediaType::kAnimatedGif;
  return MediaType::kPhoto;
}

}  // namespace twitter
