#include "twitter_channel/domain.hpp"

#include <algorithm>
#include <array>

namespace twitter {
namespace {

// In the order of Source.
constexpr std::array<std::string_view, kSources> kSourceNames{
    "own", "direct_message", "repost", "reply", "mention", "quote", "search_term", "by_hand", ""};

}  // namespace

std::string_view SourceName(Source source) {
  return kSourceNames[static_cast<std::size_t>(source)];
}

std::optional<Source> SourceNamed(std::string_view name) {
  const auto* found = std::find(kSourceNames.begin(), kSourceNames.end(), name);
  if (name.empty() || found == kSourceNames.end()) return std::nullopt;
  return static_cast<Source>(found - kSourceNames.begin());
}

}  // namespace twitter
