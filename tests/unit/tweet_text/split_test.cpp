// Where a long text is cut.
#include "twitter_channel/tweet_text/split.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "twitter_channel/tweet_text/weighted_length.hpp"

namespace twitter {
namespace {

using Pieces = std::vector<std::string>;

// The pieces of `room` each; ends with "!" where something is heavier than the room.
Pieces Split(std::string_view text, std::size_t room) {
  Pieces pieces;
  TextSplitter splitter(text);
  while (!splitter.IsDone()) {
    const auto piece = splitter.Take(room, true);
    pieces.emplace_back(piece.value_or("!"));
    if (!piece) break;
  }
  return pieces;
}

TEST(TextSplitter, LeavesAShortTextWhole) {
  EXPECT_EQ(Split(" One. Two. ", 10), (Pieces{"One. Two."}));
}

TEST(TextSplitter, HasNothingToTakeOfWhiteSpace) { EXPECT_EQ(Split(" \n ", 10), Pieces{}); }

TEST(TextSplitter, CutsAtTheEndOfASentence) {
  EXPECT_EQ(Split("We looked. It is here.", 18), (Pieces{"We looked.", "It is here."}));
}

TEST(TextSplitter, CutsBetweenWordsWhereASentenceWouldLeaveAHalfEmptyPiece) {
  EXPECT_EQ(Split("No. It is at the station", 20), (Pieces{"No. It is at the", "station"}));
}

TEST(TextSplitter, CutsAtTheEndOfASentenceInJapanese) {
  EXPECT_EQ(Split("\u5C4A\u304D\u307E\u3057\u305F\u3002\u307E\u3060\u3067\u3059\u3002", 18),
            (Pieces{"\u5C4A\u304D\u307E\u3057\u305F\u3002", "\u307E\u3060\u3067\u3059\u3002"}));
}

TEST(TextSplitter, KeepsWordsJoinedByANoBreakSpace) {
  EXPECT_EQ(Split("it costs 10\u00A0000 EUR", 14), (Pieces{"it costs", "10\u00A0000 EUR"}));
}

TEST(TextSplitter, CutsALongWordBetweenGraphemes) {
  EXPECT_EQ(Split("aaaaaaaaaa", 4), (Pieces{"aaaa", "aaaa", "aa"}));
}

TEST(TextSplitter, NeverCutsALink) {
  EXPECT_EQ(Split("see http://acme.com/a.b?c=d", 26), (Pieces{"see", "http://acme.com/a.b?c=d"}));
}

TEST(TextSplitter, SaysThatALinkIsHeavierThanThePiece) {
  EXPECT_EQ(Split("http://acme.com", 22), Pieces{"!"});
}

TEST(TextSplitter, NeverCutsNamesAndTags) {
  EXPECT_EQ(Split("ask @acme_care", 10), (Pieces{"ask", "@acme_care"}));
  EXPECT_EQ(Split("ask #acme_care", 10), (Pieces{"ask", "#acme_care"}));
}

TEST(TextSplitter, NeverCutsAnEmojiSequence) {
  const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
  EXPECT_EQ(Split(family + family, 3), (Pieces{family, family}));
}

TEST(TextSplitter, NeverCutsAGrapheme) {
  const std::string syllable = "\u0915\u094D\u0937\u093F";
  EXPECT_EQ(Split(syllable + syllable, 5), (Pieces{syllable, syllable}));
}

TEST(TextSplitter, MakesNoNameOfAnAddress) {
  // Cut in front of the sign, the second piece would name somebody.
  for (const std::string& piece : Split("aaaaaa@jo", 6)) EXPECT_TRUE(FindMentions(piece).empty());
}

TEST(TextSplitter, LosesNothingButWhiteSpace) {
  const std::string text = "one two three \u0e01\u0e23\u0e38\u0e07\u0e40\u0e17\u0e1e four";
  std::string joined;
  for (const std::string& piece : Split(text, 7)) {
    EXPECT_LE(WeightedLength(piece), 7u);
    joined += piece;
  }
  std::string expected;
  for (const char byte : text) {
    if (byte != ' ') expected += byte;
  }
  std::erase(joined, ' ');
  EXPECT_EQ(joined, expected);
}

}  // namespace
}  // namespace twitter
