#include "tests/x_simulator/world/post_text.hpp"

#include <optional>

#include "tests/x_simulator/base/crypto.hpp"
#include "tests/x_simulator/base/unicode.hpp"

namespace xsim {
namespace {

constexpr std::size_t kShortUrlLength = 23;

bool IsAsciiWord(char32_t point) {
  return (point >= U'a' && point <= U'z') || (point >= U'A' && point <= U'Z') ||
         (point >= U'0' && point <= U'9') || point == U'_';
}

// Letters of every script may stand in a hashtag; punctuation and spaces beyond ASCII that occur in
// ordinary text end it.
bool IsHashtagWord(char32_t point) {
  if (point < 0x80) return IsAsciiWord(point);
  const bool spaces_and_punctuation = point <= 0xBF || (point >= 0x2000 && point <= 0x206F) ||
                                      (point >= 0x3000 && point <= 0x3004) ||
                                      (point >= 0xFF00 && point <= 0xFF0F) || point >= 0x1F000;
  return !spaces_and_punctuation;
}

bool IsUrlEnd(char32_t point) {
  return point <= U' ' || point == U'"' || point == U'<' || point == U'>' || point == 0x3000 ||
         point == 0xA0;
}

bool StartsWith(std::u32string_view text, std::size_t at, std::u32string_view prefix) {
  return text.substr(at, prefix.size()) == prefix;
}

// One past the end of the link that begins here, or nothing.
std::optional<std::size_t> FindUrlEnd(std::u32string_view text, std::size_t start) {
  std::size_t host = 0;
  if (StartsWith(text, start, U"https://")) host = start + 8;
  if (StartsWith(text, start, U"http://")) host = start + 7;
  if (host == 0 || (start > 0 && IsAsciiWord(text[start - 1]))) return std::nullopt;
  std::size_t end = host;
  while (end < text.size() && !IsUrlEnd(text[end])) ++end;
  constexpr std::u32string_view kTrailing = U".,;:!?'\")]}…";
  while (end > host && kTrailing.find(text[end - 1]) != kTrailing.npos) --end;
  return end > host ? std::optional(end) : std::nullopt;
}

std::string DisplayUrl(std::string_view url) {
  constexpr std::size_t kShown = 26;
  url.remove_prefix(url.find("://") + 3);
  if (url.ends_with('/')) url.remove_suffix(1);
  const auto points = DecodeUtf8(url).value_or(U"");
  if (points.size() <= kShown) return std::string(url);
  return EncodeUtf8(points.substr(0, kShown)) + "…";
}

class Enricher {
 public:
  Enricher(std::u32string_view typed, const Users& users) : typed_(typed), users_(users) {}

  RichText Run() {
    while (at_ < typed_.size()) {
      if (TakeUrl() || TakeMention() || TakeHashtag()) continue;
      out_ += typed_[at_++];
    }
    result_.text = EncodeUtf8(out_);
    return result_;
  }

 private:
  bool TakeUrl() {
    const auto end = FindUrlEnd(typed_, at_);
    if (!end) return false;
    UrlEntity entity;
    entity.expanded_url = EncodeUtf8(typed_.substr(at_, *end - at_));
    entity.display_url = DisplayUrl(entity.expanded_url);
    entity.url = NewShortUrl();
    entity.span = {out_.size(), out_.size() + kShortUrlLength};
    out_ += *DecodeUtf8(entity.url);
    result_.urls.push_back(entity);
    at_ = *end;
    return true;
  }

  bool TakeMention() {
    if (typed_[at_] != U'@' || FollowsWord()) return false;
    std::size_t end = at_ + 1;
    while (end < typed_.size() && IsAsciiWord(typed_[end])) ++end;
    const User* user = users_.FindByName(EncodeUtf8(typed_.substr(at_ + 1, end - at_ - 1)));
    if (user == nullptr) return false;
    result_.mentions.push_back({Take(end), user->id});
    return true;
  }

  bool TakeHashtag() {
    if (typed_[at_] != U'#' || FollowsWord()) return false;
    std::size_t end = at_ + 1;
    bool has_letter = false;
    while (end < typed_.size() && IsHashtagWord(typed_[end])) {
      has_letter = has_letter || typed_[end] < U'0' || typed_[end] > U'9';
      ++end;
    }
    if (!has_letter) return false;
    const std::string text = EncodeUtf8(typed_.substr(at_ + 1, end - at_ - 1));
    result_.hashtags.push_back({Take(end), text});
    return true;
  }

  bool FollowsWord() const { return at_ > 0 && IsHashtagWord(typed_[at_ - 1]); }

  Span Take(std::size_t end) {
    const Span span{out_.size(), out_.size() + end - at_};
    out_ += typed_.substr(at_, end - at_);
    at_ = end;
    return span;
  }

  std::u32string_view typed_;
  const Users& users_;
  std::size_t at_ = 0;
  std::u32string out_;
  RichText result_;
};

// In hundredths.
std::size_t Weight(char32_t point) {
  const bool light = point <= 4351 || (point >= 8192 && point <= 8205) ||
                     (point >= 8208 && point <= 8223) || (point >= 8242 && point <= 8247);
  return light ? 100 : 200;
}

bool ModifiesEmoji(char32_t point) {
  return point == 0x200D || point == 0xFE0F || (point >= 0x1F3FB && point <= 0x1F3FF);
}

}  // namespace

RichText EnrichText(std::u32string_view typed, const Users& users) {
  return Enricher(typed, users).Run();
}

std::size_t WeightedLength(std::u32string_view typed) {
  std::size_t hundredths = 0;
  std::size_t at = 0;
  while (at < typed.size()) {
    if (const auto end = FindUrlEnd(typed, at)) {
      hundredths += kShortUrlLength * 100;
      at = *end;
      continue;
    }
    const bool joined = at > 0 && typed[at - 1] == 0x200D;
    if (!ModifiesEmoji(typed[at]) && !joined) hundredths += Weight(typed[at]);
    ++at;
  }
  return (hundredths + 99) / 100;
}

Span AppendLink(RichText& content, std::string_view short_url) {
  if (!content.text.empty()) content.text += ' ';
  const std::size_t start = DecodeUtf8(content.text).value_or(U"").size();
  content.text += short_url;
  return {start, start + short_url.size()};
}

std::string NewShortUrl() { return "https://t.co/" + RandomText(10); }

}  // namespace xsim
