#include "tests/x_simulator/control/media_input.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace xsim {

bool AreMediaTypes(const std::vector<std::string>& types) {
  return std::all_of(types.begin(), types.end(), [](const std::string& type) {
    return type == "photo" || type == "video" || type == "animated_gif";
  });
}

std::optional<std::vector<double>> ReadPoint(const std::string& text) {
  if (text.empty()) return std::vector<double>();
  double longitude = 0;
  double latitude = 0;
  const char* end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, longitude);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != ',') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, latitude);
  const bool whole = second.ec == std::errc() && second.ptr == end;
  if (!whole || !(std::abs(longitude) <= 180) || !(std::abs(latitude) <= 90)) return std::nullopt;
  return std::vector<double>{longitude, latitude};
}

}  // namespace xsim
