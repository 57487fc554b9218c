// The form in which texts are compared when we look for what we may have sent.
#include "twitter_channel/tweet_text/comparable_text.hpp"

#include <cstddef>

#include "twitter_channel/tweet_text/characters.hpp"
#include "twitter_channel/tweet_text/weighted_length.hpp"

namespace twitter {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n\v\f";
constexpr std::string_view kHandleCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
constexpr std::string_view kLinkMark = "\x01";

std::string_view SkipWhiteSpace(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kWhiteSpace);
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

// X replaces "example.com/x" and "https://example.com/x" by a link of its own; both have a dot
// inside, as has the link. Words like "3.50" are marked on either side alike.
bool MayHoldLink(std::string_view word) {
  for (std::size_t at = 1; at + 1 < word.size(); ++at) {
    if (word[at] == '.' && word[at - 1] != '.' && word[at + 1] != '.') return true;
  }
  return false;
}

}  // namespace

LeadingHandles SplitLeadingHandles(std::string_view text) {
  LeadingHandles split{.handles = {}, .rest = SkipWhiteSpace(text)};
  while (split.rest.starts_with('@')) {
    const std::string_view after = split.rest.substr(1);
    const std::size_t end = after.find_first_not_of(kHandleCharacters);
    const std::string_view handle = after.substr(0, end);
    const bool ends =
        end == std::string_view::npos || kWhiteSpace.find(after[end]) != std::string_view::npos;
    if (handle.empty() || handle.size() > kLongestHandle || !ends) break;
    split.handles.emplace_back(handle);
    split.rest = SkipWhiteSpace(after.substr(handle.size()));
  }
  return split;
}

std::string ComparableText(std::string_view text) {
  const std::string normalized = ToNfc(text);
  std::string_view rest = SplitLeadingHandles(normalized).rest;
  std::string comparable;
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find_first_of(kWhiteSpace));
    if (!comparable.empty()) comparable.push_back(' ');
    comparable.append(MayHoldLink(word) ? kLinkMark : word);
    rest = SkipWhiteSpace(rest.substr(word.size()));
  }
  return comparable;
}

}  // namespace twitter
