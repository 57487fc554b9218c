// A domain goes on as far as there is a top-level domain at its end: "a.com.x" is "a.com". How far
// is known first for its last label, so labels are read forwards and judged backwards.
#include "twitter_channel/tweet_text/domains.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "twitter_channel/tweet_text/characters.hpp"
#include "twitter_channel/tweet_text/code_points.hpp"
#include "twitter_channel/tweet_text/punycode.hpp"
#include "twitter_channel/tweet_text/top_level_domains.hpp"

namespace twitter {
namespace {

constexpr std::size_t kLongestTopLevelDomain = 33;  // bytes
constexpr std::string_view kPunycodePrefix = "xn--";
constexpr std::size_t kLongestLabel = 63;

bool IsLatinDomainCharacter(UChar32 character) {
  return character == '-' || IsAsciiAlphanumeric(character) || IsLatinAccentOfAnyCase(character);
}

std::vector<std::string_view> SplitNames(std::string_view names) {
  std::vector<std::string_view> split;
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find(' ', begin), names.size());
    split.push_back(names.substr(begin, end - begin));
    begin = end + 1;
  }
  return split;
}

bool IsTopLevelDomain(std::string_view name) {
  static const std::vector<std::string_view> kNames = SplitNames(kTopLevelDomains);
  return std::binary_search(kNames.begin(), kNames.end(), name);
}

bool MayFollowTopLevelDomain(std::string_view text, std::size_t end) {
  if (end == text.size()) return true;
  const UChar32 next = CodePointAt(text, end);
  return !IsAsciiAlphanumeric(next) && !IsOneOf(next, "@+-");
}

// Letters beyond ASCII never become ASCII ones.
UChar32 Lower(UChar32 character) {
  const UChar32 lower = u_tolower(character);
  return character >= 0x80 && lower < 0x80 ? character : lower;
}

// NOLINTNEXTLINE(readability-function-size): ICU's macro is
void AppendUtf8(UChar32 character, std::string& text) {
  std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
  std::size_t size = 0;
  // NOLINTNEXTLINE(readability-simplify-subscript-expr): the macro takes a pointer
  U8_APPEND_UNSAFE(bytes.data(), size, static_cast<std::uint32_t>(character));
  text.append(reinterpret_cast<const char*>(bytes.data()), size);
}

// The end of "xn--..." at `begin`, else 0.
std::size_t PunycodeEnd(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && IsPunycode(static_cast<unsigned char>(text[end]))) ++end;
  if (end <= begin + kPunycodePrefix.size()) return 0;
  for (std::size_t at = 0; at < kPunycodePrefix.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[begin + at]);
    if (u_tolower(byte) != kPunycodePrefix[at]) return 0;
  }
  return end;
}

// The end of the longest top-level domain at `begin`, 0 when there is none.
std::size_t TopLevelDomainEnd(std::string_view text, std::size_t begin) {
  std::string name;
  std::size_t longest = 0;
  for (std::size_t end = begin; end < text.size();) {
    const UChar32 character = NextCodePoint(text, end);
    if (!IsDomainCharacter(character)) break;
    AppendUtf8(Lower(character), name);
    if (name.size() > kLongestTopLevelDomain) break;
    if (MayFollowTopLevelDomain(text, end) && IsTopLevelDomain(name)) longest = end;
  }
  return longest != 0 ? longest : PunycodeEnd(text, begin);
}

}  // namespace

bool IsDomainCharacter(UChar32 character) {
  if (IsAsciiAlphanumeric(character)) return true;  // nearly all are
  return !IsPunctuation(character) && !IsSpace(character) && !IsInvalidInPosts(character) &&
         !IsDirectionalMark(character);
}

DomainReader::Run DomainReader::ReadRun(std::size_t begin) const {
  Run run{.begin = begin, .end = begin, .after_underscore = 0, .is_label = false};
  UChar32 last = '-';
  for (std::size_t next = begin; next < text_.size(); run.end = next) {
    const UChar32 character = NextCodePoint(text_, next);
    if (character == '_') {
      run.after_underscore = next;
    } else if (character != '-' && !IsDomainCharacter(character)) {
      break;
    }
    last = character;
  }
  const bool ends_well = run.end > begin && last != '-' && last != '_';
  run.is_label = ends_well && run.end < text_.size() && text_[run.end] == '.';
  return run;
}

std::size_t DomainReader::EndAt(std::size_t begin) {
  if (begin >= text_.size() || !IsDomainCharacter(CodePointAt(text_, begin))) return 0;
  if (begin < run_.begin || begin >= run_.end) run_ = ReadRun(begin);
  if (!run_.is_label) return 0;
  const std::size_t rest = run_.end + 1;
  const std::size_t end = EndBehind(rest);
  if (end != 0) return end;
  return run_.after_underscore > begin ? 0 : TopLevelDomainEnd(text_, rest);
}

std::size_t DomainReader::EndBehind(std::size_t label) {
  const auto find = [&] {
    return std::lower_bound(chain_.begin(), chain_.end(), label,
                            [](const Link& link, std::size_t place) { return link.begin < place; });
  };
  auto found = find();
  if (found == chain_.end() || found->begin != label) {
    ReadChain(label);
    found = find();
  }
  return found->domain_end;
}

void DomainReader::ReadChain(std::size_t label) {
  chain_.clear();
  std::vector<Run> runs;
  do {
    runs.push_back(ReadRun(label));
    chain_.push_back({.begin = label, .domain_end = 0});
    label = runs.back().end + 1;
  } while (runs.back().is_label && IsDomainCharacter(CodePointAt(text_, runs.back().begin)));
  std::size_t end = 0;
  for (std::size_t index = runs.size() - 1; index-- > 0;) {
    if (end == 0 && runs[index].after_underscore == 0) {
      end = TopLevelDomainEnd(text_, runs[index].end + 1);
    }
    chain_[index].domain_end = end;
  }
}

std::vector<ByteRange> LatinDomains(std::string_view domain) {
  std::vector<ByteRange> found;
  for (std::size_t begin = 0; begin < domain.size();) {
    std::size_t domain_end = 0;
    std::size_t label = begin;
    std::size_t end = begin;
    while (end < domain.size()) {
      std::size_t next = end;
      const UChar32 character = NextCodePoint(domain, next);
      const bool ends_label = character == '.' && end > label;
      if (!ends_label && !IsLatinDomainCharacter(character)) break;
      end = next;
      if (!ends_label) continue;
      label = end;
      domain_end = std::max(domain_end, TopLevelDomainEnd(domain, label));
    }
    if (domain_end != 0) found.push_back({begin, domain_end});
    if (domain_end == 0 && end < domain.size()) NextCodePoint(domain, end);
    begin = domain_end != 0 ? domain_end : end;
  }
  return found;
}

bool IsEncodable(std::string_view domain) {
  if (domain.starts_with(kPunycodePrefix) && LatinDomains(domain).empty()) return false;
  while (true) {
    const std::string_view label = domain.substr(0, domain.find('.'));
    const std::size_t length = PunycodeLength(label, kLongestLabel);
    if (length == 0 || length > kLongestLabel) return false;
    if (label.size() == domain.size()) return true;
    domain.remove_prefix(label.size() + 1);
  }
}

}  // namespace twitter
