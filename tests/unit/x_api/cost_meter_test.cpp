// What X billed, per account and day, through restarts, several processes and a failing store.
#include "twitter_channel/x_api/cost_meter.hpp"

#include <gtest/gtest.h>

#include "tests/support/fake_kv.hpp"

namespace twitter {
namespace {

Bill Of(Charge charge, std::int64_t count = 1) {
  Bill bill;
  bill.Add(charge, count);
  return bill;
}

class CostMeterTest : public ::testing::Test {
 protected:
  void Paid(CostMeter& meter, std::string_view account, const Bill& bill) {
    meter.Count(account, bill);
    ASSERT_TRUE(meter.Store(account).ok());
  }
  testing::FakeClock clock_;
  testing::FakeKv kv_{clock_};
  CostMeter meter_{kv_, clock_};
};

TEST_F(CostMeterTest, KeepsEachAccountAndDay) {
  Paid(meter_, "7", Of(Charge::kPostWrite));
  Paid(meter_, "8", Of(Charge::kDmWrite, 2));
  clock_.Advance(86'400'000);
  Paid(meter_, "7", Of(Charge::kPostWrite));
  EXPECT_EQ(meter_.Days().value(),
            (std::vector<DayBill>{{"2025-06-16", "7", Of(Charge::kPostWrite)},
                                  {"2025-06-15", "7", Of(Charge::kPostWrite)},
                                  {"2025-06-15", "8", Of(Charge::kDmWrite, 2)}}));
}

TEST_F(CostMeterTest, GoesOnAfterARestart) {
  Paid(meter_, "7", Of(Charge::kPostWrite));
  CostMeter again(kv_, clock_);
  Paid(again, "7", Of(Charge::kPostWrite));
  EXPECT_EQ(again.Today().value(), Of(Charge::kPostWrite, 2));
}

TEST_F(CostMeterTest, AddsUpWhatSeveralProcessesPay) {
  CostMeter other(kv_, clock_);
  for (int i = 0; i < 5; ++i) {
    Paid(meter_, "7", Of(Charge::kPostWrite));
    Paid(other, "7", Of(Charge::kPostWrite));
  }
  EXPECT_EQ(CostMeter(kv_, clock_).Today().value(), Of(Charge::kPostWrite, 10));
}

TEST_F(CostMeterTest, TodayIncludesWhatWasJustCounted) {
  ASSERT_TRUE(meter_.Today().ok());
  meter_.Count("7", Of(Charge::kPostWrite));
  EXPECT_EQ(meter_.Today().value(), Of(Charge::kPostWrite));
  EXPECT_EQ(meter_.LastKnownToday(), Of(Charge::kPostWrite));
}

TEST_F(CostMeterTest, TodayBeginsAnewAtMidnightUtc) {
  Paid(meter_, "7", Of(Charge::kPostWrite));
  clock_.Advance(MsToMidnight(clock_.now_ms));
  EXPECT_EQ(meter_.Today().value(), Bill());
}

TEST_F(CostMeterTest, LosesNothingWhileTheStoreFails) {
  meter_.Count("7", Of(Charge::kPostWrite));
  for (int step = 1; step <= 2; ++step) {
    kv_.faults.FailAt(step, testing::StoreFailure());
    EXPECT_FALSE(meter_.Store("7").ok());
  }
  ASSERT_TRUE(meter_.Store("7").ok());
  EXPECT_EQ(CostMeter(kv_, clock_).Today().value(), Of(Charge::kPostWrite));
}

TEST_F(CostMeterTest, WhatWasKnownIsKnownWhileTheStoreFails) {
  Paid(meter_, "7", Of(Charge::kPostWrite));
  ASSERT_TRUE(meter_.Today().ok());
  Paid(meter_, "7", Of(Charge::kPostWrite));
  clock_.Advance(60'000);
  kv_.faults.FailFrom(1, testing::StoreFailure());
  EXPECT_FALSE(meter_.Today().ok());
  EXPECT_EQ(meter_.LastKnownToday(), Of(Charge::kPostWrite, 2));
  clock_.Advance(86'400'000);
  EXPECT_FALSE(meter_.Today().ok());
  EXPECT_EQ(meter_.LastKnownToday(), Bill());
}

TEST_F(CostMeterTest, DeliveriesAreStoredOnceAMinute) {
  meter_.CountDelivery("7", Of(Charge::kPostDelivery));
  const int before = kv_.faults.operations();
  for (int i = 0; i < 100; ++i) meter_.CountDelivery("7", Of(Charge::kPostDelivery));
  EXPECT_EQ(kv_.faults.operations(), before);
  clock_.Advance(60'000);
  meter_.CountDelivery("7", Of(Charge::kPostDelivery));
  EXPECT_EQ(CostMeter(kv_, clock_).Today().value(), Of(Charge::kPostDelivery, 102));
}

TEST_F(CostMeterTest, ForgetsAfterFortyDays) {
  Paid(meter_, "7", Of(Charge::kPostWrite));
  clock_.Advance(std::int64_t{41} * 86'400'000);
  EXPECT_TRUE(meter_.Days().value().empty());
}

TEST(UtcDay, IsTheDateInUtc) {
  EXPECT_EQ(UtcDay(1'767'225'599'999), "2025-12-31");
  EXPECT_EQ(UtcDay(1'767'225'600'000), "2026-01-01");
}

}  // namespace
}  // namespace twitter
