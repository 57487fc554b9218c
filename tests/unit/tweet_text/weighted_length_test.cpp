// How X counts (x_api.md 6) and how links are found.
#include "twitter_channel/tweet_text/weighted_length.hpp"

#include <string>

#include <gtest/gtest.h>

#include "twitter_channel/tweet_text/comparable_text.hpp"
#include "twitter_channel/tweet_text/urls.hpp"

namespace twitter {
namespace {

struct LengthCase {
  std::string name;
  std::string text;
  std::size_t length;
};

class WeightedLengthOf : public ::testing::TestWithParam<LengthCase> {};

TEST_P(WeightedLengthOf, IsWhatXCounts) {
  EXPECT_EQ(WeightedLength(GetParam().text), GetParam().length);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, WeightedLengthOf,
    ::testing::Values(
        LengthCase{"Empty", "", 0}, LengthCase{"Digits", "123", 3},
        LengthCase{"HttpIsAWord", "123 http is not here", 20},
        LengthCase{"ShortLink", "123 http://host.com is not here", 39},
        LengthCase{"LongLink", "123 http://host.com/" + std::string(300, 'x') + " is not here", 39},
        LengthCase{"LinkAlone", "https://desk.com/" + std::string(300, 'x'), 23},
        LengthCase{"LinkAndComma",
                   "https://desk.com/" + std::string(300, 'x') + ", some other text", 40},
        LengthCase{"LinkInUpperCase", "HTTPS://DESK.COM", 23},
        LengthCase{"TwoLinks", "http://a.com http://b.com", 47},
        LengthCase{"LinkAfterHash", "#http://a.com", 13},
        LengthCase{"LinkInsideAWord", "xhttp://a.com", 13},
        LengthCase{"HostWithoutDomain", "123 http://host is not here", 27},
        LengthCase{"ProtocolAlone", "http://", 7}, LengthCase{"Accents", "caf\u00e9", 4},
        LengthCase{"AccentsTypedInTwoParts", "cafe\u0301", 4}, LengthCase{"Cjk", "\u6587\u5b57", 4},
        LengthCase{"CjkAfterALink", "http://a.com\u6587", 25}, LengthCase{"Emoji", "\U0001F600", 2},
        LengthCase{"Family", "\U0001F468\u200D\U0001F469\u200D\U0001F467", 2},
        LengthCase{"SkinTone", "\U0001F44B\U0001F3FD", 2},
        LengthCase{"FamilyInsideText", "a\U0001F468\u200D\U0001F469\u200D\U0001F467b", 4},
        LengthCase{"SkinToneInsideText", "a\U0001F44B\U0001F3FDb", 4},
        LengthCase{"JoinerWithoutSecondEmoji", "\U0001F469\u200Da", 4},
        LengthCase{"TwoJoinersJoinNothing", "\U0001F468\u200D\u200D\U0001F469", 6},
        LengthCase{"EmojiWithAccent", "\U0001F600\u0301\U0001F600", 5},
        LengthCase{"Flag", "\U0001F1E9\U0001F1EA", 2}, LengthCase{"Keycap", "1\uFE0F\u20E3", 2},
        LengthCase{"HeartWithSelector", "\u2764\uFE0F", 2},
        LengthCase{"TypographicQuotes", "\u201Chi\u201D", 4}, LengthCase{"Ellipsis", "\u2026", 2}),
    [](const auto& test) { return test.param.name; });

TEST(WeightedLength, ReadsMalformedBytes) { EXPECT_EQ(WeightedLength("a\xFF\xC3"), 5u); }

TEST(CodePointCount, CountsCodePoints) { EXPECT_EQ(CodePointCount("a\u00e9\U0001F600"), 3u); }

TEST(FindUrls, KeepsBalancedParentheses) {
  const std::string text = "see (http://a.com/x_(y)) now";
  ASSERT_EQ(FindUrls(text).size(), 1u);
  EXPECT_EQ(text.substr(FindUrls(text)[0].begin, FindUrls(text)[0].end - FindUrls(text)[0].begin),
            "http://a.com/x_(y)");
}

TEST(FindUrls, LeavesTrailingPunctuation) {
  EXPECT_EQ(FindUrls("http://a.com/x?!"), (std::vector<ByteRange>{{0, 14}}));
}

// A link is looked for in front of the dots that may stand inside a domain.
TEST(FindUrls, LooksAtEachDotThatMayStandInADomain) {
  EXPECT_EQ(FindUrls("One. Two... a..com -.com x.-com a.com"), (std::vector<ByteRange>{{32, 37}}));
  EXPECT_EQ(FindUrls("a.b a.b. c.x.com."), (std::vector<ByteRange>{{9, 16}}));
  EXPECT_TRUE(FindUrls(".com").empty());
  EXPECT_TRUE(FindUrls("com.").empty());
}

TEST(FindUrls, TakesTheProtocolInFrontOfALongDomain) {
  const std::string name(40, 'n');
  EXPECT_EQ(FindUrls("Look at this: HTTPS://" + name + ".com"), (std::vector<ByteRange>{{14, 66}}));
  EXPECT_EQ(FindUrls("Look at this: xhttps://" + name + ".com"), (std::vector<ByteRange>{}));
}

TEST(ComparableText, LinksAreAlike) {
  EXPECT_EQ(ComparableText("look: https://desk.com/1?a=b."),
            ComparableText("look: https://t.co/Ab1."));
}

TEST(ComparableText, LinksWithoutProtocolAreAlike) {
  EXPECT_EQ(ComparableText("look: desk.test/1"), ComparableText("look: https://t.co/Ab1"));
}

TEST(ComparableText, LeadingHandlesDoNotCount) {
  EXPECT_EQ(ComparableText("@jo @ann thanks"), ComparableText("thanks"));
}

TEST(ComparableText, HandlesInsideCount) {
  EXPECT_NE(ComparableText("thanks @jo"), ComparableText("thanks"));
}

TEST(ComparableText, WordsCount) { EXPECT_NE(ComparableText("yes"), ComparableText("no")); }

TEST(ComparableText, CompositionDoesNotCount) {
  EXPECT_EQ(ComparableText("cafe\u0301"), ComparableText("caf\u00e9"));
}

}  // namespace
}  // namespace twitter
