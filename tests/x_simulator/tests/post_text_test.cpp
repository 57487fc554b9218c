// What X recognises in a text, and how it counts.
#include "tests/x_simulator/world/post_text.hpp"

#include <string>

#include <gtest/gtest.h>

namespace xsim {
namespace {

Users KnownUsers() {
  Users users;
  User acme;
  acme.id = "1";
  acme.screen_name = "acme";
  users.list = {acme};
  return users;
}

RichText Enrich(std::u32string_view typed) { return EnrichText(typed, KnownUsers()); }

TEST(EnrichText, LinkBecomesShortAndKeepsWhereItLeads) {
  const RichText text = Enrich(U"see https://example.com/a.");
  ASSERT_EQ(text.urls.size(), 1U);
  EXPECT_EQ(text.urls[0].expanded_url, "https://example.com/a");
  EXPECT_EQ(text.urls[0].span, (Span{4, 27}));
  EXPECT_EQ(text.text, "see " + text.urls[0].url + ".");
}

TEST(EnrichText, PositionsAfterALinkAreThoseOfTheShortText) {
  const RichText text = Enrich(U"https://example.com/a/long/one/indeed @acme");
  ASSERT_EQ(text.mentions.size(), 1U);
  EXPECT_EQ(text.mentions[0].span, (Span{24, 29}));
}

TEST(EnrichText, OnlyExistingHandlesOutsideWordsAreMentions) {
  const RichText text = Enrich(U"@nobody mail@acme @ACME");
  ASSERT_EQ(text.mentions.size(), 1U);
  EXPECT_EQ(text.mentions[0].span, (Span{18, 23}));
}

TEST(EnrichText, HashtagNeedsALetterAndMayHaveAccents) {
  const RichText text = Enrich(U"#1 #café, a#b #2nd");
  ASSERT_EQ(text.hashtags.size(), 2U);
  EXPECT_EQ(text.hashtags[0].text, "café");
  EXPECT_EQ(text.hashtags[1].text, "2nd");
}

TEST(EnrichText, SchemeAloneIsNoLink) { EXPECT_TRUE(Enrich(U"https:// http://.").urls.empty()); }

TEST(WeightedLength, CountsAsXDoes) {
  EXPECT_EQ(WeightedLength(U"Hi http://test.co"), 26U);
  EXPECT_EQ(WeightedLength(U"Hello, world! 👋"), 16U);
  EXPECT_EQ(WeightedLength(U"日本"), 4U);
  EXPECT_EQ(WeightedLength(U""), 0U);
}

TEST(WeightedLength, JoinedEmojiCountsOnce) { EXPECT_EQ(WeightedLength(U"👩🏽‍💻"), 2U); }

}  // namespace
}  // namespace xsim
