// Each extractor looks at every sign of its kind, in order: at what stands before it, at the name
// behind it, at what follows. `from` is where the name before ended: what it took stands before
// nothing else ("@a@b" names nobody).
#include "twitter_channel/tweet_text/entities.hpp"

#include <algorithm>

#include "twitter_channel/tweet_text/characters.hpp"
#include "twitter_channel/tweet_text/code_points.hpp"
#include "twitter_channel/tweet_text/urls.hpp"

namespace twitter {
namespace {

constexpr std::size_t kLongestListName = 25;
constexpr std::size_t kLongestSymbol = 6;
constexpr std::size_t kLongestSymbolSuffix = 2;
constexpr UChar32 kNextLine = 0x85;
constexpr UChar32 kMongolianSeparator = 0x180E;
constexpr UChar32 kByteOrderMark = 0xFEFF;

// The end of the run of characters that `belongs` takes, `most` at most.
template <class Belongs>
std::size_t RunEnd(std::string_view text, std::size_t begin, std::size_t most, Belongs belongs) {
  std::size_t end = begin;
  for (std::size_t count = 0; count < most && end < text.size(); ++count) {
    std::size_t next = end;
    if (!belongs(NextCodePoint(text, next))) break;
    end = next;
  }
  return end;
}

// The next place at or behind `at` where this sign, or its full-width form, may stand.
std::size_t NextSign(std::string_view text, std::size_t at, char sign) {
  constexpr char kFirstOfFullWidth = '\xEF';
  while (at < text.size() && text[at] != sign && text[at] != kFirstOfFullWidth) ++at;
  return at;
}

bool IsHandleCharacter(UChar32 character) {
  return IsAsciiAlphanumeric(character) || character == '_';
}

// "RT@name": a repost as it was written before there were reposts.
bool EndsWithOldRepost(std::string_view before, std::size_t from) {
  if (before.size() < 2) return false;
  const std::size_t begin = before.size() - 2;
  const bool is_repost = (before[begin] == 'r' || before[begin] == 'R') &&
                         (before[begin + 1] == 't' || before[begin + 1] == 'T');
  if (!is_repost || begin < from) return false;
  if (begin == 0) return true;
  const UChar32 ahead = CodePointBefore(before, begin);
  return begin > from && !IsHandleCharacter(ahead) && !IsOneOf(ahead, "+~.-");
}

bool MayPrecedeMention(std::string_view before, std::size_t from) {
  if (before.empty()) return true;
  const UChar32 last = CodePointBefore(before, before.size());
  if (before.size() > from && !IsHandleCharacter(last) && !IsAtSign(last) &&
      !IsOneOf(last, "!#$%&*")) {
    return true;
  }
  return EndsWithOldRepost(before, from);
}

bool EndsMention(std::string_view after) {
  if (after.empty()) return true;
  const UChar32 next = CodePointAt(after, 0);
  return !IsAtSign(next) && !IsLatinAccent(next) && !after.starts_with("://");
}

// The end of "/list-name" at `begin`; `begin` itself when there is none.
std::size_t ListEnd(std::string_view text, std::size_t begin) {
  if (begin + 1 >= text.size() || text[begin] != '/') return begin;
  if (!IsAsciiLetter(static_cast<unsigned char>(text[begin + 1]))) return begin;
  return RunEnd(text, begin + 1, kLongestListName,
                [](UChar32 next) { return IsHandleCharacter(next) || next == '-'; });
}

bool MayPrecedeHashtag(std::string_view before, std::size_t from) {
  if (before.empty()) return true;
  if (before.size() <= from) return false;
  const UChar32 last = CodePointBefore(before, before.size());
  if (last == kTextPresentation || last == kEmojiPresentation) return true;
  return !IsHashtagCharacter(last) && last != '&';
}

bool HasHashtagLetter(std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    if (IsHashtagLetter(NextCodePoint(name, at))) return true;
  }
  return false;
}

// The end of the name behind a hash sign; `begin` itself when it is none: an emoji keycap, digits.
std::size_t HashtagEnd(std::string_view text, std::size_t begin) {
  if (begin == text.size()) return begin;
  const UChar32 first = CodePointAt(text, begin);
  if (first == kEmojiPresentation || first == kCombiningKeycap) return begin;
  const std::size_t end = RunEnd(text, begin, text.size(), IsHashtagCharacter);
  return HasHashtagLetter(text.substr(begin, end - begin)) ? end : begin;
}

bool EndsHashtag(std::string_view after) {
  return after.empty() || (!IsHashSign(CodePointAt(after, 0)) && !after.starts_with("://"));
}

bool EndsCashtag(std::string_view text, std::size_t end) {
  if (end == text.size()) return true;
  const UChar32 next = CodePointAt(text, end);
  // JavaScript's white space, which is not quite that of twitter-text elsewhere.
  if (next == kNextLine || next == kMongolianSeparator) return false;
  return IsSpace(next) || next == kByteOrderMark || IsPunctuation(next);
}

// The end of "ABC" or "ABC.D"; `begin` itself when what follows belongs to a longer word.
std::size_t CashtagEnd(std::string_view text, std::size_t begin) {
  const std::size_t name = RunEnd(text, begin, kLongestSymbol, IsAsciiLetter);
  if (name == begin) return begin;
  if (name < text.size() && (text[name] == '.' || text[name] == '_')) {
    std::size_t end = RunEnd(text, name + 1, kLongestSymbolSuffix, IsAsciiLetter);
    for (; end > name + 1; --end) {
      if (EndsCashtag(text, end)) return end;
    }
  }
  return EndsCashtag(text, name) ? name : begin;
}

}  // namespace

std::vector<Entity> FindMentions(std::string_view text) {
  std::vector<Entity> found;
  std::size_t from = 0;
  for (std::size_t at = NextSign(text, 0, '@'); at < text.size(); at = NextSign(text, at, '@')) {
    const std::size_t sign = at;
    if (!IsAtSign(NextCodePoint(text, at))) continue;
    const std::size_t name = RunEnd(text, at, kLongestHandle, IsHandleCharacter);
    if (name == at || !MayPrecedeMention(text.substr(0, sign), from)) continue;
    const std::size_t end = ListEnd(text, name);
    if (EndsMention(text.substr(end))) {
      found.push_back({end > name ? Entity::Kind::kList : Entity::Kind::kMention, {sign, end}});
    }
    at = from = end;
  }
  return found;
}

std::vector<Entity> FindHashtags(std::string_view text) {
  std::vector<Entity> found;
  std::size_t from = 0;
  for (std::size_t at = NextSign(text, 0, '#'); at < text.size(); at = NextSign(text, at, '#')) {
    const std::size_t sign = at;
    if (!IsHashSign(NextCodePoint(text, at))) continue;
    if (!MayPrecedeHashtag(text.substr(0, sign), from)) continue;
    const std::size_t end = HashtagEnd(text, at);
    if (end == at) continue;
    if (EndsHashtag(text.substr(end))) found.push_back({Entity::Kind::kHashtag, {sign, end}});
    at = from = end;
  }
  return found;
}

std::vector<Entity> FindCashtags(std::string_view text) {
  std::vector<Entity> found;
  std::size_t from = 0;
  for (std::size_t sign = text.find('$'); sign != std::string_view::npos;
       sign = text.find('$', sign + 1)) {
    const bool may_begin = sign == 0 || (sign > from && IsSpace(CodePointBefore(text, sign)));
    const std::size_t end = may_begin ? CashtagEnd(text, sign + 1) : sign + 1;
    if (end == sign + 1) continue;
    found.push_back({Entity::Kind::kCashtag, {sign, end}});
    from = end;
  }
  return found;
}

std::vector<Entity> FindEntities(std::string_view text) {
  std::vector<Entity> all;
  for (const ByteRange& url : FindUrls(text)) all.push_back({Entity::Kind::kUrl, url});
  for (const auto find : {FindMentions, FindHashtags, FindCashtags}) {
    const std::vector<Entity> found = find(text);
    all.insert(all.end(), found.begin(), found.end());
  }
  std::stable_sort(all.begin(), all.end(), [](const Entity& left, const Entity& right) {
    return left.range.begin < right.range.begin;
  });
  std::vector<Entity> apart;
  for (const Entity& entity : all) {
    if (apart.empty() || apart.back().range.end <= entity.range.begin) apart.push_back(entity);
  }
  return apart;
}

}  // namespace twitter
