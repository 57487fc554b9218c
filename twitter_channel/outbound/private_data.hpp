// What looks like private data in a text that everybody could read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "twitter_channel/tweet_text/byte_range.hpp"

namespace twitter {

struct PrivateData {
  enum class Kind { kEmail, kPhone, kCard, kOrderNumber };
  Kind kind = Kind::kEmail;
  ByteRange range;
  bool operator==(const PrivateData&) const = default;
};

// In text order, each place once, but an address may begin within a number. Digits of every script
// count; links, names and tags are left out.
//   e-mail         a name, "@" and a domain X knows
//   card           13 to 19 digits whose check digit (Luhn) is right, in groups or not
//   phone          "+" and 8 to 15 digits, or "0" and 9 to 15 digits in all, in groups or not; or
//   groups
//                  that end in 3-3-4 digits
//   order number   one of the patterns: "#" is a digit, "?" a letter, all else itself, case ignored
std::vector<PrivateData> FindPrivateData(std::string_view text,
                                         const std::vector<std::string>& order_patterns);

}  // namespace twitter
