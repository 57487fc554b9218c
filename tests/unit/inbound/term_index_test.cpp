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

TEST(TermIndex, APhraseIsFoundAcrossAnyWhiteSpace) {
  EXPECT_EQ(Find({{"acme  support", "1"}}, "the ACME\n Support team"), Rows{0});
}

TEST(TermIndex, AQuotedTermStandsAlone) {
  EXPECT_EQ(Find({{"\"art\"", "1"}}, "party smart artist"), Rows{});
  EXPECT_EQ(Find({{"\"art\"", "1"}}, "modern art."), Rows{0});
  EXPECT_EQ(Find({{"\"late parcel\"", "1"}}, "A LATE PARCEL!"), Rows{0});
}

TEST(TermIndex, AQuotedTermMayEndInASign) { EXPECT_EQ(Find({{"\"c++\"", "1"}}, "c++11"), Rows{0}); }

TEST(TermIndex, AWordAndTheSameWordInQuotesAreTwoRows) {
  const std::vector<SearchRule> rules{{"\"art\"", "1"}, {"art", "2"}};
  EXPECT_EQ(Find(rules, "party"), Rows{1});
  EXPECT_EQ(Find(rules, "art"), (Rows{0, 1}));
}

TEST(TermIndex, AHashtagIsNotTheBeginningOfALongerOne) {
  EXPECT_EQ(Find({{"#acme", "1"}}, "#acmefan #acme_fan a#acme"), Rows{});
  EXPECT_EQ(Find({{"#acme", "1"}}, "go #ACME, go"), Rows{0});
}

TEST(TermIndex, AHandleIsNotTheBeginningOfALongerOne) {
  EXPECT_EQ(Find({{"@acme", "1"}}, "@acmeshop jo@acme.example"), Rows{});
  EXPECT_EQ(Find({{"@acme", "1"}}, ".@acme: hi"), Rows{0});
}

TEST(TermIndex, ACashtagStandsAlone) { EXPECT_EQ(Find({{"$acm", "1"}}, "$ACME $ACM"), Rows{0}); }

TEST(TermIndex, AHashtagOfAnotherScriptStandsAlone) {
  EXPECT_EQ(Find({{"#寿司", "1"}}, "#寿司屋"), Rows{});
  EXPECT_EQ(Find({{"#寿司", "1"}}, "今日は #寿司 です"), Rows{0});
}

TEST(TermIndex, AMarkBelongsToTheWordBeforeIt) {
  EXPECT_EQ(Find({{"\"e\"", "1"}}, "e\xCC\xB1"), Rows{});
}

TEST(TermIndex, ComposedAndDecomposedLettersAreTheSame) {
  EXPECT_EQ(Find({{"caf\u00E9", "1"}}, "CAFE\u0301"), Rows{0});
}

TEST(TermIndex, FullWidthLettersAndSignsAreTheSame) {
  EXPECT_EQ(Find({{"#acme", "1"}}, "\uFF03\uFF21\uFF43\uFF4D\uFF45"), Rows{0});
}

TEST(TermIndex, InvisibleCharactersHideNothing) {
  EXPECT_EQ(Find({{"acme", "1"}}, "a\u200Bc\u202Em\u00ADe"), Rows{0});
}

TEST(TermIndex, BareSignsAndBlanksNeverMatch) {
  EXPECT_EQ(BuildTermIndex({{"#", "1"},
                            {"", "1"},
                            {" \t", "1"},
                            {" # ", "1"},
                            {"@", "1"},
                            {"\"\"", "1"},
                            {"\"#\"", "1"},
                            {"\uFF03", "1"}}),
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
