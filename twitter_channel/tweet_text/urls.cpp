// A domain has a dot between two of its characters. In front of each such dot, at each place that
// may precede a link, it is tried whether one begins behind it: protocol, domain, port, path,
// query. What looked like one and is none (a label too long, a domain without protocol in letters X
// does not link) is passed over as a whole.
#include "twitter_channel/tweet_text/urls.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "twitter_channel/tweet_text/characters.hpp"
#include "twitter_channel/tweet_text/code_points.hpp"
#include "twitter_channel/tweet_text/domains.hpp"
#include "twitter_channel/tweet_text/url_tail.hpp"

namespace twitter {
namespace {

constexpr std::array<std::string_view, 2> kProtocols = {"https://", "http://"};
constexpr std::size_t kLongestUrl = 4096;  // UTF-16 units, the protocol counted twice
constexpr std::string_view kShortener = "t.co";
constexpr std::size_t kLongestShortLink = 40;

struct Candidate {
  std::size_t begin = 0;
  std::size_t protocol = 0;  // its length
  ByteRange domain;
  bool has_path = false;
  std::size_t end = 0;
};

bool MayPrecedeUrl(UChar32 character) {
  return !IsAsciiAlphanumeric(character) && character != '$' && !IsAtSign(character) &&
         !IsHashSign(character) && !IsInvalidInPosts(character);
}

bool EqualsIgnoringCase(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char left, char right) {
           return (left >= 'A' && left <= 'Z' ? left + 32 : left) == right;
         });
}

std::size_t ProtocolLength(std::string_view text) {
  for (const std::string_view protocol : kProtocols) {
    if (EqualsIgnoringCase(text.substr(0, protocol.size()), protocol)) return protocol.size();
  }
  return 0;
}

std::size_t Utf16Length(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    length += static_cast<std::size_t>(U16_LENGTH(NextCodePoint(text, at)));
  }
  return length;
}

// "https://t.co/Ab1" ends with its letters and digits; one with too many is no link.
std::optional<std::size_t> ShortLinkEnd(std::string_view text, const Candidate& url) {
  const std::size_t slash = url.domain.end;
  if (!EqualsIgnoringCase(url.domain.In(text), kShortener)) return url.end;
  if (slash == url.end || text[slash] != '/') return url.end;
  std::size_t end = slash + 1;
  while (end < url.end && IsAsciiAlphanumeric(static_cast<unsigned char>(text[end]))) ++end;
  if (end == slash + 1) return url.end;
  if (end - slash - 1 > kLongestShortLink) return std::nullopt;
  return QueryEnd(text.substr(0, url.end), end);
}

class UrlFinder {
 public:
  explicit UrlFinder(std::string_view text) : text_(text), domains_(text) {}

  std::vector<ByteRange> Find() {
    std::size_t position = 0;
    for (std::size_t dot = InnerDot(0); dot < text_.size();
         dot = InnerDot(std::max(position, dot + 1))) {
      position = std::max(position, FirstPlace(dot));
      while (position < dot) position = LookBehind(position);
    }
    return std::move(found_);
  }

 private:
  // The next dot at or behind `from` that may stand inside a domain, else the text's end.
  std::size_t InnerDot(std::size_t from) const {
    for (std::size_t dot = text_.find('.', from); dot != std::string_view::npos;
         dot = text_.find('.', dot + 1)) {
      if (dot == 0 || dot + 1 == text_.size()) continue;
      if (IsDomainCharacter(CodePointBefore(text_, dot)) &&
          IsDomainCharacter(CodePointAt(text_, dot + 1))) {
        return dot;
      }
    }
    return text_.size();
  }

  // The first place that may precede a link whose first dot is this one.
  std::size_t FirstPlace(std::size_t dot) const {
    std::size_t place = dot;
    for (std::size_t before = dot; before > 0; place = before) {
      const UChar32 character = PreviousCodePoint(text_, before);
      if (!IsOneOf(character, "-_") && !IsDomainCharacter(character)) break;
    }
    for (std::size_t left = kProtocols[0].size() + 1; left > 0 && place > 0; --left) {
      PreviousCodePoint(text_, place);
    }
    return place;
  }

  // Tries whether a link begins behind the character at `position`. Where to look next.
  std::size_t LookBehind(std::size_t position) {
    std::size_t next = position;
    const UChar32 before = NextCodePoint(text_, next);
    std::optional<Candidate> url;
    // To twitter-text such a character is two, of which the second may begin the domain.
    if (U_IS_SUPPLEMENTARY(before)) url = ReadAt(position);
    if (!url && MayPrecedeUrl(before)) url = ReadAt(next);
    const bool is_preceded = url.has_value();
    if (!url && position == 0) url = ReadAt(0);
    if (!url) return next;
    Accept(*url, is_preceded && IsOneOf(before, "-_./"));
    return url->end;
  }

  std::optional<Candidate> ReadAt(std::size_t begin) {
    if (begin >= text_.size()) return std::nullopt;
    Candidate url;
    url.begin = begin;
    url.protocol = ProtocolLength(text_.substr(begin));
    url.domain.begin = begin + url.protocol;
    url.domain.end = domains_.EndAt(url.domain.begin);
    if (url.domain.end == 0) return std::nullopt;
    const std::size_t port = PortEnd(text_, url.domain.end);
    const std::size_t path = PathEnd(text_, port);
    url.has_path = path > port;
    url.end = QueryEnd(text_, path);
    return url;
  }

  void Accept(const Candidate& url, bool follows_a_word) {
    constexpr std::string_view kAssumed = kProtocols[0];
    const std::size_t protocol = url.protocol != 0 ? url.protocol : kAssumed.size();
    const std::string_view whole = text_.substr(url.begin, url.end - url.begin);
    if (!IsEncodable(url.domain.In(text_)) || protocol + Utf16Length(whole) > kLongestUrl) return;
    if (url.protocol != 0) {
      const auto end = ShortLinkEnd(text_, url);
      if (end) found_.push_back({url.begin, *end});
    } else if (!follows_a_word) {
      AcceptLatin(url);
    }
  }

  void AcceptLatin(const Candidate& url) {
    const std::vector<ByteRange> domains = LatinDomains(url.domain.In(text_));
    for (const ByteRange& domain : domains) {
      found_.push_back({url.domain.begin + domain.begin, url.domain.begin + domain.end});
    }
    if (!domains.empty() && url.has_path) found_.back().end = url.end;
  }

  std::string_view text_;
  DomainReader domains_;
  std::vector<ByteRange> found_;
};

}  // namespace

std::vector<ByteRange> FindUrls(std::string_view text) { return UrlFinder(text).Find(); }

}  // namespace twitter
