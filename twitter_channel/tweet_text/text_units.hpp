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

  std::optional<TextUnit> Next() {
    if (!IsPlain(position_) || !IsPlain(position_ + 1)) return NextOfAny();
    const std::size_t begin = position_++;
    return TextUnit{{begin, position_}, 1};
  }

 private:
  // An ASCII character in front of the next link that joins no other one.
  bool IsPlain(std::size_t position) const {
    return position < NextLink() && static_cast<signed char>(text_[position]) >= 0 &&
           text_[position] != '\r';
  }
  std::size_t NextLink() const {
    return next_link_ < links_.size() ? links_[next_link_].begin : text_.size();
  }
  std::optional<TextUnit> NextOfAny();
  std::size_t GraphemeEnd(std::size_t begin);

  std::string_view text_;
  const std::vector<ByteRange>& links_;
  std::size_t position_ = 0;
  std::size_t next_link_ = 0;
  std::optional<Borders> graphemes_;  // made when the first sequence is met
};

}  // namespace twitter
