// A text as the units that are counted and never cut: a link, else a grapheme (what a reader takes
// for one character, emoji sequences included).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "twitter_channel/tweet_text/borders.hpp"
#include "twitter_channel/tweet_text/byte_range.hpp"

namespace twitter {

struct TextUnit {
  ByteRange range;
  std::size_t weight = 0;
  bool operator==(const TextUnit&) const = default;
};

// Reads unit after unit. `text` and `links` (in order, as FindUrls gives them) must outlive it.
class UnitReader {
 public:
  UnitReader(std::string_view text, const std::vector<ByteRange>& links)
      : text_(text), links_(links) {}

  std::optional<TextUnit> Next();

 private:
  std::size_t GraphemeEnd(std::size_t begin);

  std::string_view text_;
  const std::vector<ByteRange>& links_;
  std::size_t position_ = 0;
  std::size_t next_link_ = 0;
  std::optional<Borders> graphemes_;  // made when the first sequence is met
};

}  // namespace twitter
