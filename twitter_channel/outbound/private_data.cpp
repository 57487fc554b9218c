// Numbers are read as runs of digits and the signs people put between them; what a run is, its
// digits say. Order numbers are tried at each place where a word begins.
#include "twitter_channel/outbound/private_data.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "twitter_channel/tweet_text/characters.hpp"
#include "twitter_channel/tweet_text/code_points.hpp"
#include "twitter_channel/tweet_text/domains.hpp"
#include "twitter_channel/tweet_text/entities.hpp"

namespace twitter {
namespace {

constexpr std::size_t kFewestCardDigits = 13;
constexpr std::size_t kMostCardDigits = 19;
constexpr std::size_t kFewestPhoneDigits = 8;     // with a plus
constexpr std::size_t kFewestDigitsWithZero = 9;  // so that 01.02.2026 is none
constexpr std::size_t kMostPhoneDigits = 15;
constexpr std::size_t kLongestGap = 3;  // signs between two groups of digits: ") ", " - "
constexpr std::array<std::size_t, 3> kAmericanGroups = {3, 3, 4};

using Kind = PrivateData::Kind;

struct Number {
  ByteRange range;
  std::string digits;               // as ASCII
  std::vector<std::size_t> groups;  // lengths
  bool has_plus = false;
};

int DigitValue(UChar32 character) {
  if (character < 0x80) return IsAsciiDigit(character) ? character - '0' : -1;
  return u_charDigitValue(character);
}

bool IsAsciiNonDigit(char byte) {
  return static_cast<signed char>(byte) >= 0 && !IsAsciiDigit(static_cast<unsigned char>(byte));
}

bool IsWordCharacter(UChar32 character) { return character == '_' || u_isalnum(character) != 0; }

bool IsGapSign(UChar32 character) {
  return IsOneOf(character, " -./()") || character == 0xA0 || character == 0x202F ||
         (character >= 0x2010 && character <= 0x2015);
}

// The next place at or behind `at` where a digit may stand.
std::size_t NextDigit(std::string_view text, std::size_t at) {
  while (at < text.size() && IsAsciiNonDigit(text[at])) ++at;
  return at;
}

// Where the next group of digits begins behind the signs at `position`; nothing: there is none.
std::optional<std::size_t> NextGroup(std::string_view text, std::size_t position) {
  for (std::size_t signs = 0; signs <= kLongestGap && position < text.size(); ++signs) {
    std::size_t next = position;
    const UChar32 character = NextCodePoint(text, next);
    if (DigitValue(character) >= 0) return position;
    if (!IsGapSign(character)) return std::nullopt;
    position = next;
  }
  return std::nullopt;
}

std::size_t ReadGroup(std::string_view text, std::size_t position, Number& number) {
  std::size_t length = 0;
  for (std::size_t next = position; position < text.size(); position = next, ++length) {
    const int value = DigitValue(NextCodePoint(text, next));
    if (value < 0) break;
    number.digits.push_back(static_cast<char>('0' + value));
  }
  number.groups.push_back(length);
  return position;
}

// The number whose first digit stands at `begin`, with as many groups as follow.
Number ReadNumber(std::string_view text, std::size_t begin) {
  Number number;
  number.range.begin = begin;
  std::optional<std::size_t> group = begin;
  while (group && number.digits.size() <= kMostCardDigits) {
    number.range.end = ReadGroup(text, *group, number);
    group = NextGroup(text, number.range.end);
  }
  std::size_t before = begin;
  while (before > 0 && IsOneOf(static_cast<unsigned char>(text[before - 1]), "( ")) --before;
  number.has_plus = before > 0 && text[before - 1] == '+';
  return number;
}

bool HasRightCheckDigit(std::string_view digits) {
  int sum = 0;
  bool doubles = false;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, doubles = !doubles) {
    const int value = *digit - '0';
    sum += !doubles ? value : value < 5 ? 2 * value : 2 * value - 9;
  }
  return sum % 10 == 0;
}

// "0000 0000 0000 0000": its check digit is right, and it is nobody's.
bool IsOneDigitRepeated(std::string_view digits) {
  return digits.find_first_not_of(digits[0]) == std::string_view::npos;
}

bool IsCard(std::string_view digits) {
  return digits.size() >= kFewestCardDigits && digits.size() <= kMostCardDigits &&
         !IsOneDigitRepeated(digits) && HasRightCheckDigit(digits);
}

bool IsPhone(const Number& number) {
  const std::size_t count = number.digits.size();
  const std::vector<std::size_t>& groups = number.groups;
  if (count > kMostPhoneDigits || IsOneDigitRepeated(number.digits)) return false;
  if (groups.size() >= 3 && std::equal(groups.end() - 3, groups.end(), kAmericanGroups.begin())) {
    return true;
  }
  return (number.has_plus && count >= kFewestPhoneDigits) ||
         (number.digits[0] == '0' && count >= kFewestDigitsWithZero);
}

// A card may stand behind other digits: "call 7, 4111 1111 1111 1111".
bool EndsInCard(const Number& number) {
  std::string_view digits = number.digits;
  for (const std::size_t group : number.groups) {
    if (IsCard(digits)) return true;
    digits.remove_prefix(group);
  }
  return false;
}

bool BeginsWord(std::string_view text, std::size_t position) {
  return position == 0 || !IsWordCharacter(CodePointBefore(text, position));
}

bool EndsWord(std::string_view text, std::size_t position) {
  return position == text.size() || !IsWordCharacter(CodePointAt(text, position));
}

bool Fits(UChar32 wanted, UChar32 character) {
  if (wanted == '#') return DigitValue(character) >= 0;
  if (wanted == '?') return u_isalpha(character) != 0;
  return u_tolower(wanted) == u_tolower(character);
}

// The end of what fits the pattern at `begin`, 0 when nothing does.
std::size_t PatternEnd(std::string_view text, std::size_t begin, std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size();) {
    if (begin >= text.size()) return 0;
    const UChar32 wanted = NextCodePoint(pattern, at);
    if (!Fits(wanted, NextCodePoint(text, begin))) return 0;
  }
  return EndsWord(text, begin) ? begin : 0;
}

class Finder {
 public:
  Finder(std::string_view text, const std::vector<std::string>& patterns)
      : text_(text), patterns_(patterns), entities_(FindEntities(text)), domains_(text) {}

  std::vector<PrivateData> Find() {
    auto entity = entities_.begin();
    for (std::size_t at = 0; at < text_.size();) {
      while (entity != entities_.end() && entity->range.end <= at) ++entity;
      const bool in_entity = entity != entities_.end() && entity->range.begin <= at;
      at = in_entity ? entity->range.end : FindAt(at);
    }
    FindEmails();
    std::stable_sort(found_.begin(), found_.end(), [](const auto& left, const auto& right) {
      return left.range.begin < right.range.begin;
    });
    return std::move(found_);
  }

 private:
  // Where to look next.
  std::size_t FindAt(std::size_t begin) {
    std::size_t next = begin;
    const UChar32 character = NextCodePoint(text_, next);
    if (patterns_.empty() && DigitValue(character) < 0) return NextDigit(text_, next);
    if (!BeginsWord(text_, begin)) return next;
    for (const std::string& pattern : patterns_) {
      const std::size_t end = PatternEnd(text_, begin, pattern);
      if (end != 0) return Found(Kind::kOrderNumber, {begin, end});
    }
    if (DigitValue(character) < 0) return next;
    const Number number = ReadNumber(text_, begin);
    if (EndsInCard(number)) return Found(Kind::kCard, number.range);
    if (IsPhone(number)) return Found(Kind::kPhone, number.range);
    // One group on: what is no number as a whole may hold one.
    Number group;
    return ReadGroup(text_, begin, group);
  }

  std::size_t Found(Kind kind, ByteRange range) {
    found_.push_back({kind, range});
    return range.end;
  }

  // X links the domain of an address, so links are looked at too.
  void FindEmails() {
    for (std::size_t sign = text_.find('@'); sign != std::string_view::npos;
         sign = text_.find('@', sign + 1)) {
      const std::size_t end = domains_.EndAt(sign + 1);
      std::size_t begin = sign;
      for (std::size_t before = sign; before > 0; begin = before) {
        const UChar32 character = PreviousCodePoint(text_, before);
        if (u_isalnum(character) == 0 && !IsOneOf(character, "._%+-'")) break;
      }
      if (end != 0 && begin < sign) found_.push_back({Kind::kEmail, {begin, end}});
    }
  }

  std::string_view text_;
  const std::vector<std::string>& patterns_;
  std::vector<Entity> entities_;
  DomainReader domains_;
  std::vector<PrivateData> found_;
};

}  // namespace

std::vector<PrivateData> FindPrivateData(std::string_view text,
                                         const std::vector<std::string>& order_patterns) {
  return Finder(text, order_patterns).Find();
}

}  // namespace twitter
