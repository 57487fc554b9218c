// Ids of X as numbers and as times.
#include "twitter_channel/x_ids.hpp"

#include <gtest/gtest.h>

namespace twitter {
namespace {

TEST(XIds, AreComparedByValue) {
  EXPECT_TRUE(IsLowerId("9", "10"));
  EXPECT_TRUE(IsLowerId("99", "100"));
  EXPECT_FALSE(IsLowerId("100", "100"));
  EXPECT_FALSE(IsLowerId("2080761390344937796", "999"));
}

// x_api.md 9: 2080761390344937796 was given at 2026-07-24T21:05:48.792Z.
TEST(XIds, TheLowestOfATimeIsBelowAllOfIt) {
  EXPECT_FALSE(IsLowerId("2080761390344937796", LowestIdAt(1'784'927'148'792)));
  EXPECT_TRUE(IsLowerId("2080761390344937796", LowestIdAt(1'784'927'148'793)));
}

TEST(XIds, BeforeXCountedTimeThereIsNone) { EXPECT_EQ(LowestIdAt(0), "0"); }

}  // namespace
}  // namespace twitter
