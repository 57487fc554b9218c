// A name is compared only with those of its length, and only if one of them begins with its letter.
#include "twitter_channel/x_api/unread_members.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace twitter {
namespace {

// Members of users, posts and media that no reader asks for, by length. Anything else is kept:
// what X adds tomorrow, ids that are member names, and whole values like "place".
constexpr std::array<std::string_view, 33> kUnread{"sizes",
                                                   "verified",
                                                   "following",
                                                   "time_zone",
                                                   "utc_offset",
                                                   "geo_enabled",
                                                   "quote_count",
                                                   "reply_count",
                                                   "contributors",
                                                   "filter_level",
                                                   "listed_count",
                                                   "friends_count",
                                                   "is_translator",
                                                   "notifications",
                                                   "favorite_count",
                                                   "statuses_count",
                                                   "default_profile",
                                                   "is_quote_status",
                                                   "translator_type",
                                                   "favourites_count",
                                                   "profile_banner_url",
                                                   "profile_link_color",
                                                   "profile_text_color",
                                                   "follow_request_sent",
                                                   "contributors_enabled",
                                                   "default_profile_image",
                                                   "profile_background_tile",
                                                   "profile_background_color",
                                                   "profile_sidebar_fill_color",
                                                   "profile_background_image_url",
                                                   "profile_sidebar_border_color",
                                                   "profile_use_background_image",
                                                   "profile_background_image_url_https"};

constexpr bool IsShorter(std::string_view a, std::string_view b) { return a.size() < b.size(); }
static_assert(std::is_sorted(kUnread.begin(), kUnread.end(), IsShorter));

// kFirst[n]: the index of the first name of n or more characters.
constexpr auto kFirst = [] {
  std::array<std::uint8_t, kUnread.back().size() + 2> first{};
  for (std::size_t length = 0; length < first.size(); ++length) {
    const auto shorter = [length](std::string_view name) { return name.size() < length; };
    first[length] =
        static_cast<std::uint8_t>(std::count_if(kUnread.begin(), kUnread.end(), shorter));
  }
  return first;
}();

// For each first letter the lengths of the names that begin with it, as bits: few wanted names have
// the first letter and the length of an unread one.
constexpr std::size_t Letter(char first) { return static_cast<unsigned char>(first) & 0x1FU; }
constexpr auto kLengths = [] {
  std::array<std::uint64_t, 32> lengths{};
  for (const std::string_view name : kUnread) {
    lengths[Letter(name.front())] |= std::uint64_t{1} << name.size();
  }
  return lengths;
}();

}  // namespace

bool IsUnreadMember(std::string_view name) {
  if (name.empty() || name.size() > kUnread.back().size()) return false;
  if (((kLengths[Letter(name.front())] >> name.size()) & 1U) == 0) return false;
  const auto* end = kUnread.begin() + kFirst[name.size() + 1];
  return std::find(kUnread.begin() + kFirst[name.size()], end, name) != end;
}

}  // namespace twitter
