// Cuts a long text into pieces of limited weight: at the end of a sentence where that leaves no
// piece half empty, else between words, else between graphemes. Never inside a link, @name, #tag,
// $symbol, emoji sequence or grapheme, and never so that a piece names or links what the whole text
// does not.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "twitter_channel/tweet_text/entities.hpp"
#include "twitter_channel/tweet_text/text_units.hpp"

namespace twitter {

// White space around the text and at the cuts is left out. `text` (UTF-8 in NFC, else links may
// weigh less than X counts) must outlive it and the pieces, which are views into it.
class TextSplitter {
 public:
  explicit TextSplitter(std::string_view text);

  void Restart();  // as if nothing had been taken
  bool IsDone() const { return next_ == atoms_.size(); }
  std::string_view Rest() const { return Between(next_, atoms_.size()); }  // in no piece yet
  std::size_t RestWeight() const { return WeightBetween(next_, atoms_.size()); }
  // The next piece, `room` heavy at most; the whole rest only if it `may_be_last`. Nothing when the
  // next thing that must not be cut is heavier.
  std::optional<std::string_view> Take(std::size_t room, bool may_be_last);

 private:
  // What is never cut: a unit, or an entity of several.
  struct Atom {
    ByteRange range;
    std::size_t weight_before = 0;  // of all atoms in front
    std::size_t weight = 0;
    bool is_space = false;
    bool may_be_cut_behind = false;  // a space that is not there to keep words together
  };

  void ReadAtoms();
  Atom AtomOf(const TextUnit& unit) const;
  std::string_view Between(std::size_t begin, std::size_t end) const;  // without space around
  std::size_t WeightBetween(std::size_t begin, std::size_t end) const;
  std::size_t BytesBefore(std::size_t atom) const;
  std::optional<std::size_t> AtomAt(std::size_t position) const;

  // Cuts stand in front of the atom of that number. 0: there is none.
  std::size_t Furthest(std::size_t room) const;
  std::size_t BestCut(std::size_t furthest);
  std::size_t LastSpace(std::size_t furthest) const;
  std::size_t LastBorder(const std::vector<std::size_t>& borders, std::size_t furthest,
                         std::size_t least_weight) const;
  const std::vector<std::size_t>& WordBorders();
  bool IsHarmless(std::size_t cut) const;

  std::string_view text_;
  std::vector<Entity> entities_;
  std::vector<Atom> atoms_;
  std::size_t next_ = 0;                // the first atom of the rest
  std::vector<std::size_t> sentences_;  // their borders
  std::vector<std::size_t> words_;      // the same; read when they are needed
};

}  // namespace twitter
