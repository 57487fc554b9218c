// Where a list is gone on with.
#include "twitter_channel/inbound/poll_place.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_host.hpp"
#include "twitter_channel/x_ids.hpp"

namespace twitter::testing {
namespace {

class PollPlaceTest : public ::testing::Test {
 protected:
  PollPlaceStore Store() { return {host_.kv, "7", "mentions"}; }
  PollPlace ReadBack(std::string_view stored) {
    EXPECT_TRUE(host_.kv.Put({.key = "account/7/poll/mentions", .value = stored}).ok());
    return Store().Read().value();
  }

  FakeHost host_;
};

TEST_F(PollPlaceTest, IsReadAsItWasWritten) {
  const PollPlace place{.since_id = "12", .gaps = {{"3", "9", ""}, {"9", "11", "token\"1"}}};
  PollPlaceStore store = Store();
  ASSERT_TRUE(store.Read().ok());
  ASSERT_TRUE(store.Write(place).ok());
  EXPECT_EQ(Store().Read().value(), place);
}

TEST_F(PollPlaceTest, IsWrittenOnlyWhenItChanged) {
  PollPlaceStore store = Store();
  ASSERT_TRUE(store.Write({.since_id = "12", .gaps = {}}).ok());
  const int before = host_.kv.faults.operations();
  ASSERT_TRUE(store.Write({.since_id = "12", .gaps = {}}).ok());
  EXPECT_EQ(host_.kv.faults.operations(), before);
}

TEST_F(PollPlaceTest, OfTwoNodesOneGoesOn) {
  PollPlaceStore one = Store();
  PollPlaceStore other = Store();
  ASSERT_TRUE(one.Read().ok());
  ASSERT_TRUE(other.Read().ok());
  ASSERT_TRUE(one.Write({.since_id = "1", .gaps = {}}).ok());
  EXPECT_EQ(other.Write({.since_id = "2", .gaps = {}}).error().code, chp::Code::kConflict);
}

TEST_F(PollPlaceTest, APlaceOfAnOlderVersionIsAnId) {
  EXPECT_EQ(ReadBack("2087500000000000001").since_id, "2087500000000000001");
}

TEST_F(PollPlaceTest, ADamagedPlaceIsNone) {
  for (const char* damaged : {"", "{", "[]", "null", R"({"since_id":7,"gaps":[1,{}]})"}) {
    EXPECT_TRUE(ReadBack(damaged).since_id.empty()) << damaged;
  }
}

TEST_F(PollPlaceTest, MovesUpToTheNewestButNotIntoWhatMayStillAppear) {
  constexpr std::int64_t kNow = 1'750'000'000'000;
  const std::string settled = LowestIdAt(kNow - 60'000);
  PollPlace place{.since_id = LowestIdAt(kNow - 3'600'000), .gaps = {}};
  place.MoveUp(LowestIdAt(kNow - 1'000), kNow, 60'000);
  EXPECT_EQ(place.since_id, settled);
  const std::string old = LowestIdAt(kNow - 600'000);
  place.MoveUp(old, kNow, 60'000);
  EXPECT_EQ(place.since_id, settled) << "never back";
  PollPlace other{.since_id = "1", .gaps = {}};
  other.MoveUp(old, kNow, 60'000);
  EXPECT_EQ(other.since_id, old);
}

}  // namespace
}  // namespace twitter::testing
