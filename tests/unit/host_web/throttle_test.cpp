// The token bucket that slows guessing down.
#include "host_stub/web/throttle.hpp"

#include <gtest/gtest.h>

namespace stub {
namespace {

TEST(Throttle, LetsABurstThrough) {
  Throttle throttle(3, 1000);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(throttle.Take("a", 0), 0);
}

TEST(Throttle, SaysHowLongToWait) {
  Throttle throttle(1, 1000);
  ASSERT_EQ(throttle.Take("a", 0), 0);
  EXPECT_EQ(throttle.Take("a", 400), 600);
}

TEST(Throttle, RefillsWithTime) {
  Throttle throttle(1, 1000);
  ASSERT_EQ(throttle.Take("a", 0), 0);
  EXPECT_EQ(throttle.Take("a", 1000), 0);
}

TEST(Throttle, CountsEachKeyAlone) {
  Throttle throttle(1, 1000);
  ASSERT_EQ(throttle.Take("a", 0), 0);
  EXPECT_EQ(throttle.Take("b", 0), 0);
}

TEST(Throttle, RefusesNewKeysWhileItIsFull) {
  Throttle throttle(1, 1000);
  for (int i = 0; i < 20'000; ++i) ASSERT_EQ(throttle.Take(std::to_string(i), 0), 0);
  EXPECT_GT(throttle.Take("new", 0), 0);
  EXPECT_EQ(throttle.Take("new", 1000), 0);
}

}  // namespace
}  // namespace stub
