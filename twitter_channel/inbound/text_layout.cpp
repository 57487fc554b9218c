// One pass over the text. At each position there is either a link (looked up among the entities),
// an escaped character, or a byte to copy. Links are found by their own shape, not by the entities'
// offsets, because X counts those in several ways and repeats of a link have no entity of their
// own.
#include "twitter_channel/inbound/text_layout.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "twitter_channel/x_api/v1_1/object_parts.hpp"

namespace twitter {
namespace {

constexpr std::size_t kTitleCodePoints = 80;
constexpr std::size_t kLongestLink = 512;
// Of the longest post with all its links many times over; the manifest's limit of a message's text.
constexpr std::size_t kLongestWithTargets = std::size_t{128} << 10;
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

using LinkTargets = std::unordered_map<std::string_view, std::string_view>;

LinkTargets LinkTargetsOf(const Entities& entities) {
  LinkTargets targets;
  const auto add = [&targets](std::string_view link, std::string_view expanded,
                              std::string_view display) {
    const std::string_view target = expanded.empty() ? display : expanded;
    if (!target.empty()) targets.try_emplace(link, target);
  };
  for (const UrlEntity& url : entities.urls) add(url.url, url.expanded_url, url.display_url);
  for (const Media& media : entities.media) {
    add(media.short_url, media.expanded_url, media.display_url);
  }
  return targets;
}

bool IsAlphanumeric(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z');
}
bool IsVisibleAscii(char byte) { return byte > ' ' && byte <= '~'; }

// The link that `text` begins with, or nothing. Only the letters and digits after "t.co/" belong
// to one of X's short links: punctuation may follow without a space.
std::string_view LinkAtStart(std::string_view text) {
  constexpr std::array<std::string_view, 2> kShort{"https://t.co/", "http://t.co/"};
  for (const std::string_view prefix : kShort) {
    if (!text.starts_with(prefix)) continue;
    const auto end = std::find_if_not(text.begin() + prefix.size(), text.end(), IsAlphanumeric);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
  }
  if (!text.starts_with("http://") && !text.starts_with("https://")) return {};
  text = text.substr(0, kLongestLink);
  const auto end = std::find_if_not(text.begin(), text.end(), IsVisibleAscii);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

struct Escape {
  std::string_view code;
  char plain;
};

// The escape that `text` begins with, or nothing. X escapes & < >; quotes are seen in old payloads.
const Escape* EscapeAtStart(std::string_view text) {
  static constexpr std::array<Escape, 5> kEscapes{
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}}};
  for (const Escape& escape : kEscapes) {
    if (text.starts_with(escape.code)) return &escape;
  }
  return nullptr;
}

// Where an escape or a link may begin.
constexpr auto kMayBeSpecial = [](char byte) { return byte == '&' || byte == 'h'; };

// Appends the readable form of what `text` begins with; returns how many bytes that took.
std::size_t AppendNext(std::string_view text, const LinkTargets& targets, std::string& readable) {
  if (text.front() == '&') {
    if (const Escape* escape = EscapeAtStart(text)) {
      readable.push_back(escape->plain);
      return escape->code.size();
    }
  }
  if (text.front() == 'h' && !targets.empty()) {
    const std::string_view link = LinkAtStart(text);
    const auto target = link.empty() ? targets.end() : targets.find(link);
    if (target != targets.end()) {
      const bool fits = readable.size() + target->second.size() <= kLongestWithTargets;
      readable.append(fits ? target->second : link);
      return link.size();
    }
  }
  readable.push_back(text.front());
  return 1;
}

constexpr auto kIsAscii = [](char byte) { return static_cast<unsigned char>(byte) < 0x80; };

// Embeddings, overrides, isolates and marks of writing direction: in a list of titles they would
// turn their neighbours round.
void DropDirectionMarks(std::string& text) {
  if (std::all_of(text.begin(), text.end(), kIsAscii)) return;
  // NOLINTBEGIN(misc-misleading-bidirectional): they are what is looked for
  constexpr std::array<std::string_view, 12> kMarks{"\xE2\x80\x8E", "\xE2\x80\x8F", "\xD8\x9C",
                                                    "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC",
                                                    "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA6",
                                                    "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9"};
  // NOLINTEND(misc-misleading-bidirectional)
  for (const std::string_view mark : kMarks) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
      text.erase(at, mark.size());
    }
  }
}

bool IsContinuationByte(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// The bytes of a title's first code points. As many bytes as code points are missing are looked at
// together: they hold no more.
std::size_t TitleBytes(std::string_view text) {
  std::size_t missing = kTitleCodePoints;
  std::size_t end = 0;
  while (missing > 0 && end < text.size()) {
    const std::string_view next = text.substr(end, missing);
    missing -= CodePoints(next);
    end += next.size();
  }
  while (end < text.size() && IsContinuationByte(text[end])) ++end;
  return end;
}

}  // namespace

std::string ReadableText(std::string_view text, const Entities& entities) {
  const LinkTargets targets = LinkTargetsOf(entities);
  std::string readable;
  readable.reserve(text.size());
  while (!text.empty()) {
    const auto special = std::find_if(text.begin(), text.end(), kMayBeSpecial);
    readable.append(text.begin(), special);
    text.remove_prefix(static_cast<std::size_t>(special - text.begin()));
    if (!text.empty()) text.remove_prefix(AppendNext(text, targets, readable));
  }
  std::erase(readable, '\0');  // at the end: a link's target may hold one too
  return readable;
}

std::string ReadableText(const Post& post) {
  if (post.reposted && post.text.ends_with(kEllipsis)) {
    std::string author = post.reposted->author.screen_name;
    std::erase(author, '\0');
    return "RT @" + author + ": " + ReadableText(post.reposted->text, post.reposted->entities);
  }
  return ReadableText(post.text, post.entities);
}

std::string TitleFrom(std::string_view text) {
  const std::size_t end = TitleBytes(text);
  std::string title(text.substr(0, end));
  if (end < text.size()) title += "...";
  // Writes every byte, so that the compiler can do sixteen at once.
  std::transform(title.begin(), title.end(), title.begin(),
                 [](char byte) { return byte >= '\t' && byte <= '\r' ? ' ' : byte; });
  DropDirectionMarks(title);
  return title;
}

}  // namespace twitter
