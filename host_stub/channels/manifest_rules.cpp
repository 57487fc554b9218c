// Small predicates without allocation; the list of the host's own paths is kRestWords.
#include "host_stub/channels/manifest_rules.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace stub {
namespace {

constexpr std::string_view kRestPrefix = "/api/v1/";
constexpr std::size_t kLongestPath = 200;
// First words below /api/v1/ that belong to the host.
constexpr std::array<std::string_view, 13> kRestWords = {
    "plugins",        "tickets",       "ticket_articles", "ticket_attachment", "users", "groups",
    "monitoring",     "reply_preview", "signin",          "signout",           "jobs",  "tokens",
    "getting_started"};

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsWordOrDash(char c) { return IsLower(c) || IsDigit(c) || c == '-'; }

template <class Accepts>
bool All(std::string_view text, Accepts accepts) {
  return !text.empty() && std::all_of(text.begin(), text.end(), accepts);
}

// Cuts the text before `separator` off the front of `rest`.
std::string_view TakeUntil(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view taken = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return taken;
}

bool IsPathCharacter(char c) {
  return IsLower(c) || (c >= 'A' && c <= 'Z') || IsDigit(c) || c == '_' || c == '-' || c == '/';
}

bool IsOwnExternalCredential(std::string_view rest, std::string_view slug) {
  if (TakeUntil(rest, '/') != slug) return false;
  return !rest.empty() && rest != "app_verify" && rest != "link_account";
}

bool IsOwnChannelPath(std::string_view word, std::string_view slug) {
  const std::string prefix = "channels_" + std::string(slug) + "_";
  if (!word.starts_with(prefix)) return false;
  const std::string_view name = word.substr(prefix.size());
  return !name.empty() && name != "enable" && name != "disable";
}

}  // namespace

bool IsReverseDns(std::string_view id) {
  if (id.empty() || !IsLower(id[0]) || id.ends_with('.')) return false;
  std::size_t words = 0;
  while (!id.empty()) {
    const std::string_view word = TakeUntil(id, '.');
    if (word.starts_with('-') || !All(word, IsWordOrDash)) return false;
    ++words;
  }
  return words >= 2;
}

bool IsPlatform(std::string_view platform) {
  const std::string_view system = TakeUntil(platform, '-');
  return (system == "linux" || system == "windows" || system == "macos") &&
         (platform == "x86_64" || platform == "aarch64");
}

bool IsArticleType(std::string_view type) {
  const auto fits = [](char c) { return IsWordOrDash(c) || c == '_' || c == ' '; };
  return All(type, fits) && IsWordOrDash(type[0]) && type[0] != '-';
}

bool IsSlug(std::string_view slug) {
  return slug.size() <= 32 && !slug.empty() && IsLower(slug[0]) &&
         All(slug, [](char c) { return IsLower(c) || IsDigit(c); });
}

bool IsVersion(std::string_view version) {
  std::string_view suffix = version;
  std::string_view numbers = TakeUntil(suffix, '-');
  if (version.ends_with('-')) return false;
  for (int i = 0; i < 3; ++i) {
    const std::string_view number = TakeUntil(numbers, '.');
    if (!All(number, IsDigit) || (number.size() > 1 && number[0] == '0')) return false;
  }
  const auto is_suffix = [](char c) {
    return IsLower(c) || (c >= 'A' && c <= 'Z') || IsDigit(c) || c == '.' || c == '-';
  };
  return numbers.empty() && (suffix.empty() || All(suffix, is_suffix));
}

bool IsInterfaceId(std::string_view id) {
  std::string_view revision = id;
  const std::string_view name = TakeUntil(revision, '/');
  const auto fits = [](char c) { return IsWordOrDash(c) || c == '.'; };
  return All(revision, IsDigit) && revision[0] != '0' && All(name, fits) && IsLower(name[0]);
}

bool IsPlainFileName(std::string_view name) {
  const auto fits = [](char c) {
    return IsWordOrDash(c) || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '+';
  };
  return All(name, fits) && name[0] != '.' && name[0] != '-' && name[0] != '+';
}

std::string_view RoutePathProblem(std::string_view path, std::string_view slug) {
  if (!path.starts_with(kRestPrefix) || path.size() == kRestPrefix.size()) {
    return "must start with /api/v1/";
  }
  if (path.size() > kLongestPath || !All(path, IsPathCharacter) ||
      path.find("//") != std::string_view::npos || path.ends_with('/')) {
    return "must be a plain path of letters, digits, _ and -, without a slash at the end";
  }
  std::string_view rest = path.substr(kRestPrefix.size());
  const std::string_view word = TakeUntil(rest, '/');
  if (word == "external_credentials") {
    return IsOwnExternalCredential(rest, slug)
               ? ""
               : "belongs to the host; below external_credentials/ only {slug}/ is free, except "
                 "app_verify and link_account";
  }
  if (word.starts_with("channels_")) {
    return IsOwnChannelPath(word, slug)
               ? ""
               : "belongs to the host or another plugin; allowed is channels_{slug}_ and a word "
                 "other than enable and disable";
  }
  const bool taken = std::find(kRestWords.begin(), kRestWords.end(), word) != kRestWords.end();
  return taken ? "belongs to the host; take channels_{slug}_ and a word" : "";
}

}  // namespace stub
