// Times as today's API writes them.
#include <gtest/gtest.h>

#include "twitter_channel/x_api/v2/iso_time.hpp"

namespace twitter {
namespace {

TEST(IsoTime, ReadsMilliseconds) {
  EXPECT_EQ(ParseIsoTime("2026-08-12T18:00:00.042Z"), 1'786'557'600'042);
}

TEST(IsoTime, ReadsATimeWithoutFraction) { EXPECT_EQ(ParseIsoTime("1970-01-01T00:00:01Z"), 1'000); }

TEST(IsoTime, AShortFractionCountsFromTheLeft) {
  EXPECT_EQ(ParseIsoTime("1970-01-01T00:00:00.5Z"), 500);
}

class NoIsoTime : public ::testing::TestWithParam<const char*> {};

TEST_P(NoIsoTime, IsRefused) { EXPECT_EQ(ParseIsoTime(GetParam()), std::nullopt); }

INSTANTIATE_TEST_SUITE_P(IsoTime, NoIsoTime,
                         ::testing::Values("", "2026-08-12", "2026-08-12T18:00:00",
                                           "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z",
                                           "2026-08-12T24:00:00Z", "2026-08-12T18:60:00Z",
                                           "2026-08-12T18:00:00.Z", "2026-08-12T18:00:00.1234Z",
                                           "2026-08-12T18:00:00.-12Z", "2026-08-12T18:00:00+01:00",
                                           "Fri Dec 09 14:20:05 +0000 2022"));

}  // namespace
}  // namespace twitter
