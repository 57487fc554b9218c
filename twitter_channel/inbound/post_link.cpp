// The hosts under which X shows posts, and "/status/<id>" somewhere in the path (x_api.md 9).
#include "twitter_channel/inbound/post_link.hpp"

#include <algorithm>
#include <array>

#include "twitter_channel/http/ascii.hpp"
#include "twitter_channel/x_api/v1_1/json_fields.hpp"

namespace twitter {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

constexpr std::array<std::string_view, 7> kHosts{
    "x.com",           "www.x.com",          "mobile.x.com", "twitter.com",
    "www.twitter.com", "mobile.twitter.com", "m.twitter.com"};

std::string_view Trimmed(std::string_view text) {
  const std::size_t start = text.find_first_not_of(kBlanks);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(kBlanks) - start + 1);
}

std::string_view WithoutScheme(std::string_view link) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (LowerAscii(link.substr(0, scheme.size())) == scheme) return link.substr(scheme.size());
  }
  return link;
}

// The next part of a path, which is cut off it.
std::string_view NextPart(std::string_view& path) {
  const std::size_t end = path.find('/');
  const std::string_view part = path.substr(0, end);
  path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
  return part;
}

}  // namespace

std::optional<std::string> PostIdIn(std::string_view written) {
  std::string_view rest = Trimmed(written);
  if (IsXId(rest)) return std::string(rest);
  rest = WithoutScheme(rest);
  rest = rest.substr(0, rest.find_first_of("?#"));
  const std::string host = LowerAscii(NextPart(rest));
  if (std::find(kHosts.begin(), kHosts.end(), host) == kHosts.end()) return std::nullopt;
  while (!rest.empty()) {
    const std::string_view part = NextPart(rest);
    if (part != "status" && part != "statuses") continue;
    const std::string_view id = NextPart(rest);
    return IsXId(id) ? std::optional(std::string(id)) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace twitter
