// Times of v1.1.
#include <gtest/gtest.h>

#include "twitter_channel/x_api/v1_1/time.hpp"

namespace twitter {
namespace {

TEST(V11Time, ReadsUtc) {
  EXPECT_EQ(ParseV11Time("Mon May 19 14:01:46 +0000 2025"), 1'747'663'306'000);
}

TEST(V11Time, HonoursTheOffset) {
  EXPECT_EQ(ParseV11Time("Mon May 19 15:31:46 +0130 2025"), 1'747'663'306'000);
  EXPECT_EQ(ParseV11Time("Mon May 19 12:31:46 -0130 2025"), 1'747'663'306'000);
}

TEST(V11Time, ReadsALeapDay) {
  EXPECT_EQ(ParseV11Time("Thu Feb 29 00:00:00 +0000 2024"), 1'709'164'800'000);
}

class BadTime : public ::testing::TestWithParam<const char*> {};
TEST_P(BadTime, IsRefused) { EXPECT_EQ(ParseV11Time(GetParam()), std::nullopt); }
INSTANTIATE_TEST_SUITE_P(
    V11Time, BadTime,
    ::testing::Values("", "yesterday", "2025-05-19T14:01:46.000Z", "Mon May 19 14:01:46 +0000 202",
                      "Mon Mai 19 14:01:46 +0000 2025", "Mon ayJ 19 14:01:46 +0000 2025",
                      "Sat Feb 29 00:00:00 +0000 2025", "Mon May 32 14:01:46 +0000 2025",
                      "Mon May 19 24:01:46 +0000 2025", "Mon May 19 14:60:46 +0000 2025",
                      "Mon May 19 14:01:61 +0000 2025", "Mon May 19 14:01:46 *0000 2025",
                      "Mon May -9 14:01:46 +0000 2025", "Mon May 19 14:01:46 +0000 20x5"));

TEST(TimeOfId, IsInsideTheId) { EXPECT_EQ(TimeOfId("2080761390344937796"), 1'784'927'148'792); }

TEST(TimeOfId, IsUnknownForOldIdsAndNonsense) {
  EXPECT_EQ(TimeOfId("20"), 0);
  EXPECT_EQ(TimeOfId(""), 0);
  EXPECT_EQ(TimeOfId("x"), 0);
}

}  // namespace
}  // namespace twitter
