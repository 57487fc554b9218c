// Parts of control bodies that posts and messages share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xsim {

inline constexpr std::string_view kMediaTypesSentence =
    "The types of media are photo, video and animated_gif.";
inline constexpr std::string_view kPointSentence =
    "A point is \"longitude,latitude\" in degrees, for example \"-1.55,53.8\".";

bool AreMediaTypes(const std::vector<std::string>& types);
// Longitude and latitude; empty for an empty text; nothing when it is no point.
std::optional<std::vector<double>> ReadPoint(const std::string& text);

}  // namespace xsim
