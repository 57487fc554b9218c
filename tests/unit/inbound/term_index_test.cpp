// Many search terms in one automaton.
#include "twitter_channel/term_index.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "twitter_channel/config.hpp"

namespace twitter {
namespace {

using Rows = std::vector<std::size_t>;

Rows Find(const std::vector<SearchRule>& rules, std::string_view text) {
  const auto index = BuildTermIndex(rules);
  return index ? index->Find(text) : Rows{};
}

TEST(TermIndex, FindsATermInsideAWord) { EXPECT_EQ(Find({{"cart", "1"}}, "discarted"), Rows{0}); }

TEST(TermIndex, ListsRowsInTheOrderOfTheAdmin) {
  EXPECT_EQ(Find({{"zebra", "1"}, {"apple", "2"}, {"mango", "3"}}, "apple zebra"), (Rows{0, 1}));
}

TEST(TermIndex, FindsATermThatEndsInsideALongerOne) {
  EXPECT_EQ(Find({{"she", "1"}, {"he", "2"}, {"hers", "3"}, {"his", "4"}}, "ushers"),
            (Rows{0, 1, 2}));
}

TEST(TermIndex, FindsATermAfterAFalseStart) {
  EXPECT_EQ(Find({{"abcabd", "1"}}, "abcabcabd"), Rows{0});
}

TEST(TermIndex, FindsATermThatIsThePrefixOfAnother) {
  EXPECT_EQ(Find({{"abcd", "1"}, {"ab", "2"}}, "xaby"), Rows{1});
}

TEST(TermIndex, IgnoresCase) { EXPECT_EQ(Find({{"aCmE", "1"}}, "ACMe!"), Rows{0}); }

TEST(TermIndex, IgnoresCaseOfOtherScripts) {
  EXPECT_EQ(Find({{"straße", "1"}, {"ΣΊΣΥΦΟΣ", "2"}}, "STRASSE σίσυφος"), (Rows{0, 1}));
}

TEST(TermIndex, FindsATermWithSpaces) {
  EXPECT_EQ(Find({{"acme support", "1"}}, "the ACME Support team"), Rows{0});
}

TEST(TermIndex, BareSignsAndBlanksNeverMatch) {
  EXPECT_EQ(BuildTermIndex({{"#", "1"}, {"", "1"}, {" \t", "1"}, {" # ", "1"}, {"@", "1"}}),
            nullptr);
}

TEST(TermIndex, ARowWithoutGroupLeavesTheTermToALaterRow) {
  EXPECT_EQ(Find({{"acme", ""}, {"Acme", "2"}}, "acme"), Rows{1});
}

TEST(TermIndex, ARepeatedTermBelongsToItsFirstRow) {
  EXPECT_EQ(Find({{"acme", "1"}, {"ACME", "2"}}, "acme"), Rows{0});
}

TEST(TermIndex, InvalidUtf8IsHarmless) {
  EXPECT_EQ(Find({{"acme", "1"}}, "\xFF\xC3 acme \xE2\x82"), Rows{0});
}

TEST(TermIndex, EmptyTextMatchesNothing) { EXPECT_EQ(Find({{"acme", "1"}}, ""), Rows{}); }

// Compares with a plain search over every row, for all texts of a small alphabet.
TEST(TermIndex, AgreesWithASearchOfEveryRow) {
  const std::vector<SearchRule> rules{{"a", "1"},   {"ab", "1"},  {"bab", "1"},  {"bc", "1"},
                                      {"bca", "1"}, {"caa", "1"}, {"abba", "1"}, {"ccc", "1"}};
  const auto index = BuildTermIndex(rules);
  for (int number = 0; number < 729; ++number) {
    std::string text;
    for (int rest = number, i = 0; i < 6; ++i, rest /= 3) {
      text.push_back(static_cast<char>('a' + rest % 3));
    }
    Rows expected;
    for (std::size_t row = 0; row < rules.size(); ++row) {
      if (text.find(rules[row].term) != std::string::npos) expected.push_back(row);
    }
    ASSERT_EQ(index->Find(text), expected) << text;
  }
}

}  // namespace
}  // namespace twitter
