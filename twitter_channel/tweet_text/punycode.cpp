// RFC 3492, section 6.3, counting digits instead of writing them.
#include "twitter_channel/tweet_text/punycode.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "twitter_channel/tweet_text/code_points.hpp"

namespace twitter {
namespace {

// RFC 3492, section 5.
constexpr std::uint64_t kBase = 36;
constexpr std::uint64_t kLowest = 1;
constexpr std::uint64_t kHighest = 26;
constexpr std::uint64_t kSkew = 38;
constexpr std::uint64_t kDamp = 700;
constexpr std::uint64_t kFirstBias = 72;
constexpr std::uint64_t kFirstCodePoint = 0x80;
constexpr std::size_t kPrefixLength = 4;  // "xn--"

std::uint64_t Threshold(std::uint64_t place, std::uint64_t bias) {
  return place <= bias ? kLowest : std::min(place - bias, kHighest);
}

std::size_t DigitsOf(std::uint64_t delta, std::uint64_t bias) {
  std::size_t digits = 1;
  for (std::uint64_t place = kBase; delta >= Threshold(place, bias); place += kBase, ++digits) {
    const std::uint64_t threshold = Threshold(place, bias);
    delta = (delta - threshold) / (kBase - threshold);
  }
  return digits;
}

std::uint64_t Adapted(std::uint64_t delta, std::uint64_t count, bool is_first) {
  delta /= is_first ? kDamp : 2;
  delta += delta / count;
  std::uint64_t steps = 0;
  for (; delta > (kBase - kLowest) * kHighest / 2; steps += kBase) delta /= kBase - kLowest;
  return steps + (kBase - kLowest + 1) * delta / (delta + kSkew);
}

std::uint64_t SmallestFrom(const std::vector<std::uint64_t>& characters, std::uint64_t least) {
  std::uint64_t smallest = std::numeric_limits<std::uint64_t>::max();
  for (const std::uint64_t character : characters) {
    if (character >= least) smallest = std::min(smallest, character);
  }
  return smallest;
}

// Of the characters beyond ASCII, of which there is at least one.
std::size_t LengthBeyondAscii(const std::vector<std::uint64_t>& characters, std::size_t ascii) {
  std::size_t length = 0;
  std::uint64_t bias = kFirstBias;
  std::uint64_t delta = 0;
  std::uint64_t code_point = kFirstCodePoint;
  for (std::size_t handled = ascii; handled < characters.size(); ++delta, ++code_point) {
    const std::uint64_t next = SmallestFrom(characters, code_point);
    delta += (next - code_point) * (handled + 1);
    code_point = next;
    for (const std::uint64_t character : characters) {
      if (character < code_point) ++delta;
      if (character != code_point) continue;
      length += DigitsOf(delta, bias);
      bias = Adapted(delta, handled + 1, handled == ascii);
      delta = 0;
      ++handled;
    }
  }
  return length;
}

// The dots of other scripts divide as the dot does.
bool IsDot(UChar32 character) {
  return character == 0x3002 || character == 0xFF0E || character == 0xFF61;
}

std::size_t LengthOf(const std::vector<std::uint64_t>& characters) {
  const auto ascii = static_cast<std::size_t>(
      std::count_if(characters.begin(), characters.end(),
                    [](std::uint64_t character) { return character < kFirstCodePoint; }));
  if (ascii == characters.size()) return ascii;
  const std::size_t delimiter = ascii > 0 ? 1 : 0;
  return kPrefixLength + ascii + delimiter + LengthBeyondAscii(characters, ascii);
}

}  // namespace

std::size_t PunycodeLength(std::string_view label, std::size_t most) {
  const bool is_ascii = std::all_of(label.begin(), label.end(), [](char byte) {
    return static_cast<unsigned char>(byte) < kFirstCodePoint;
  });
  if (is_ascii) return std::min(label.size(), most + 1);
  std::size_t length = 0;
  std::vector<std::uint64_t> characters;
  for (std::size_t at = 0; at < label.size();) {
    const UChar32 character = NextCodePoint(label, at);
    if (IsDot(character)) {
      length += LengthOf(characters) + 1;
      characters.clear();
    } else {
      characters.push_back(static_cast<std::uint64_t>(character));
    }
    if (length + characters.size() > most) return most + 1;
  }
  return length + LengthOf(characters);
}

}  // namespace twitter
