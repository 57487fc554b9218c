// How a piece is taken from the front of the rest:
//
//   the furthest cut      behind the last atom that fits, and the white space behind it
//   a sentence's end      the last one that leaves the piece at least half full
//   a space               the same
//   between words         the last place where a line may be broken (Japanese, Thai, after hyphens)
//   between graphemes     the furthest that is harmless
//
// A cut between two characters that are no space changes what stands before the second: such a cut
// is harmless only if both sides hold the entities that the whole text has there.
#include "twitter_channel/tweet_text/split.hpp"

#include <algorithm>

#include <unicode/uchar.h>

#include "twitter_channel/tweet_text/borders.hpp"
#include "twitter_channel/tweet_text/characters.hpp"
#include "twitter_channel/tweet_text/code_points.hpp"
#include "twitter_channel/tweet_text/urls.hpp"

namespace twitter {
namespace {

constexpr std::size_t kAtomsLookedAhead = 300;  // longer than any name, shorter than any trouble

bool KeepsWordsTogether(UChar32 space) {
  return space == 0xA0 || space == 0x2007 || space == 0x202F;
}

// A mark that belongs to the character before it, whatever that is.
bool ContinuesGrapheme(UChar32 character) {
  if (character < 0x300) return false;
  const std::int32_t kind = u_getIntPropertyValue(character, UCHAR_GRAPHEME_CLUSTER_BREAK);
  return kind == U_GCB_EXTEND || kind == U_GCB_ZWJ || kind == U_GCB_SPACING_MARK;
}

bool IsAllSpace(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!IsSpace(NextCodePoint(text, at))) return false;
  }
  return true;
}

}  // namespace

TextSplitter::TextSplitter(std::string_view text)
    : text_(text),
      entities_(FindEntities(text)),
      sentences_(Borders(BorderKind::kSentence, text).All()) {
  ReadAtoms();
  while (!atoms_.empty() && atoms_.back().is_space) atoms_.pop_back();
  Restart();
}

void TextSplitter::Restart() {
  next_ = 0;
  while (next_ < atoms_.size() && atoms_[next_].is_space) ++next_;
}

TextSplitter::Atom TextSplitter::AtomOf(const TextUnit& unit) const {
  const UChar32 first = CodePointAt(text_, unit.range.begin);
  const bool is_space = IsSpace(first) && IsAllSpace(unit.range.In(text_));
  return {.range = unit.range,
          .weight_before = atoms_.empty() ? 0 : atoms_.back().weight_before + atoms_.back().weight,
          .weight = unit.weight,
          .is_space = is_space,
          .may_be_cut_behind = is_space && !KeepsWordsTogether(first)};
}

void TextSplitter::ReadAtoms() {
  const std::vector<ByteRange> links = FindUrls(text_);
  UnitReader units(text_, links);
  auto entity = entities_.begin();
  std::size_t whole_until = 0;
  while (const auto unit = units.Next()) {
    while (entity != entities_.end() && entity->range.end <= unit->range.begin) ++entity;
    const bool joins = unit->range.begin < whole_until ||
                       (!atoms_.empty() && !atoms_.back().is_space &&
                        ContinuesGrapheme(CodePointAt(text_, unit->range.begin)));
    if (joins) {
      atoms_.back().range.end = unit->range.end;
      atoms_.back().weight += unit->weight;
    } else {
      atoms_.push_back(AtomOf(*unit));
    }
    const bool in_entity = entity != entities_.end() && entity->range.begin < unit->range.end;
    whole_until = std::max(whole_until, in_entity ? entity->range.end : unit->range.end);
  }
}

std::size_t TextSplitter::BytesBefore(std::size_t atom) const {
  return atom < atoms_.size() ? atoms_[atom].range.begin
         : atoms_.empty()     ? 0
                              : atoms_.back().range.end;
}

std::size_t TextSplitter::WeightBetween(std::size_t begin, std::size_t end) const {
  while (end > begin && atoms_[end - 1].is_space) --end;
  if (begin >= end) return 0;
  return atoms_[end - 1].weight_before + atoms_[end - 1].weight - atoms_[begin].weight_before;
}

std::string_view TextSplitter::Between(std::size_t begin, std::size_t end) const {
  while (end > begin && atoms_[end - 1].is_space) --end;
  if (begin >= end) return {};
  return text_.substr(atoms_[begin].range.begin,
                      atoms_[end - 1].range.end - atoms_[begin].range.begin);
}

std::optional<std::size_t> TextSplitter::AtomAt(std::size_t position) const {
  const auto found = std::lower_bound(
      atoms_.begin(), atoms_.end(), position,
      [](const Atom& atom, std::size_t place) { return atom.range.begin < place; });
  if (found == atoms_.end() || found->range.begin != position) return std::nullopt;
  return static_cast<std::size_t>(found - atoms_.begin());
}

std::optional<std::string_view> TextSplitter::Take(std::size_t room, bool may_be_last) {
  std::size_t furthest = Furthest(room);
  if (furthest == atoms_.size() && may_be_last) {
    const std::string_view piece = Rest();
    next_ = atoms_.size();
    return piece;
  }
  if (furthest == atoms_.size()) --furthest;  // something has to be left
  const std::size_t cut = furthest > next_ ? BestCut(furthest) : 0;
  if (cut == 0) return std::nullopt;
  const std::string_view piece = Between(next_, cut);
  next_ = cut;
  while (next_ < atoms_.size() && atoms_[next_].is_space) ++next_;
  return piece;
}

std::size_t TextSplitter::Furthest(std::size_t room) const {
  std::size_t atom = next_;
  while (atom < atoms_.size() &&
         (atoms_[atom].is_space || WeightBetween(next_, atom + 1) <= room)) {
    ++atom;
  }
  return atom;
}

std::size_t TextSplitter::BestCut(std::size_t furthest) {
  const std::size_t half = WeightBetween(next_, furthest) / 2;
  const std::size_t sentence = LastBorder(sentences_, furthest, half);
  if (sentence != 0) return sentence;
  const std::size_t space = LastSpace(furthest);
  if (space != 0 && WeightBetween(next_, space) >= half) return space;
  const std::size_t word = std::max(space, LastBorder(WordBorders(), furthest, 1));
  if (word != 0) return word;
  for (std::size_t cut = furthest; cut > next_; --cut) {
    if (IsHarmless(cut)) return cut;
  }
  return 0;
}

std::size_t TextSplitter::LastSpace(std::size_t furthest) const {
  for (std::size_t cut = furthest; cut > next_; --cut) {
    if (atoms_[cut - 1].may_be_cut_behind) return cut;
  }
  return 0;
}

std::size_t TextSplitter::LastBorder(const std::vector<std::size_t>& borders, std::size_t furthest,
                                     std::size_t least_weight) const {
  auto behind = std::upper_bound(borders.begin(), borders.end(), BytesBefore(furthest));
  while (behind != borders.begin() && *--behind > BytesBefore(next_)) {
    const auto cut = AtomAt(*behind);
    if (!cut) continue;  // inside of a name or link
    if (WeightBetween(next_, *cut) < least_weight) return 0;
    if (IsHarmless(*cut)) return *cut;
  }
  return 0;
}

const std::vector<std::size_t>& TextSplitter::WordBorders() {
  if (words_.empty()) words_ = Borders(BorderKind::kWord, text_).All();
  return words_;
}

bool TextSplitter::IsHarmless(std::size_t cut) const {
  if (atoms_[cut - 1].is_space || atoms_[cut].is_space) return true;
  const std::size_t begin = BytesBefore(next_);
  const std::size_t middle = BytesBefore(cut);
  const std::size_t end = BytesBefore(std::min(cut + kAtomsLookedAhead, atoms_.size()));
  auto expected =
      std::partition_point(entities_.begin(), entities_.end(),
                           [begin](const Entity& entity) { return entity.range.begin < begin; });
  for (const Entity& entity : FindEntities(text_.substr(begin, middle - begin))) {
    const ByteRange range{entity.range.begin + begin, entity.range.end + begin};
    if (expected == entities_.end() || expected->range != range) return false;
    ++expected;
  }
  if (expected != entities_.end() && expected->range.begin < middle) return false;
  const std::vector<Entity> behind = FindEntities(text_.substr(middle, end - middle));
  const std::size_t first = behind.empty() ? end : behind.front().range.begin + middle;
  return first == (expected == entities_.end() ? end : std::min(end, expected->range.begin));
}

}  // namespace twitter
