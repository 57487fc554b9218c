// One works, the others take what comes out. Who waits is seen by the calls that ask whether they
// are cancelled, so no test waits for a time.
#include "twitter_channel/auth/single_flight.hpp"

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/fake_call.hpp"

namespace twitter {
namespace {

using testing::FakeCall;

// A flight that stays in the air until it is let go.
class SingleFlightTest : public ::testing::Test {
 protected:
  SingleFlightTest() {
    first_ = std::thread([this] {
      outcome_ = flights_.Do("7", call_, [this]() -> SingleFlight::Outcome {
        ++worked_;
        begun_.set_value();
        let_go_.get_future().wait();
        return std::string("fresh");
      });
    });
    begun_.get_future().wait();
  }
  ~SingleFlightTest() override {
    if (first_.joinable()) LetGo();
  }
  void LetGo() {
    let_go_.set_value();
    first_.join();
  }
  SingleFlight::Outcome Work() {
    ++worked_;
    return std::string("second");
  }

  SingleFlight flights_;
  FakeCall call_;
  std::atomic<int> worked_ = 0;
  std::promise<void> begun_;
  std::promise<void> let_go_;
  std::optional<SingleFlight::Outcome> outcome_;
  std::thread first_;
};

TEST_F(SingleFlightTest, WhoComesMeanwhileGetsTheSameOutcomeWithoutWorking) {
  constexpr int kOthers = 3;
  std::atomic<int> waiting = 0;
  std::promise<void> all_wait;
  std::vector<std::thread> others;
  std::atomic<int> fresh = 0;
  for (int i = 0; i < kOthers; ++i) {
    others.emplace_back([&] {
      bool has_asked = false;
      FakeCall call([&] {
        if (!std::exchange(has_asked, true) && ++waiting == kOthers) all_wait.set_value();
        return false;
      });
      const auto got = flights_.Do("7", call, [&] { return Work(); });
      if (got && *got == "fresh") ++fresh;
    });
  }
  all_wait.get_future().wait();
  LetGo();
  for (std::thread& other : others) other.join();
  EXPECT_EQ(worked_, 1);
  EXPECT_EQ(fresh, kOthers);
  EXPECT_EQ(outcome_->value(), "fresh");
}

TEST_F(SingleFlightTest, WhoWaitsCanBeCancelledAndTheWorkGoesOn) {
  FakeCall cancelled([] { return true; });
  const auto got = flights_.Do("7", cancelled, [&] { return Work(); });
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, chp::Code::kCancelled);
  EXPECT_EQ(got.error().reason, "oauth2.cancelled");
  LetGo();
  EXPECT_EQ(outcome_->value(), "fresh");
  EXPECT_EQ(worked_, 1);
}

TEST_F(SingleFlightTest, AnotherKeyDoesNotWait) {
  EXPECT_EQ(flights_.Do("8", call_, [&] { return Work(); }).value(), "second");
}

TEST_F(SingleFlightTest, AfterLandingTheNextOneWorksAgain) {
  LetGo();
  EXPECT_EQ(flights_.Do("7", call_, [&] { return Work(); }).value(), "second");
}

TEST(SingleFlightFailureTest, WorkThatThrowsLeavesNobodyWaiting) {
  SingleFlight flights;
  FakeCall call;
  EXPECT_THROW(
      (void)flights.Do(
          "7", call, []() -> SingleFlight::Outcome { throw std::runtime_error("out of memory"); }),
      std::runtime_error);
  EXPECT_EQ(
      flights.Do("7", call, [] { return SingleFlight::Outcome(std::string("again")); }).value(),
      "again");
}

TEST(SingleFlightFailureTest, WhoWaitsForWorkThatThrowsIsToldToComeBack) {
  SingleFlight flights;
  FakeCall call;
  std::promise<void> waits;
  std::optional<SingleFlight::Outcome> got;
  std::thread other;
  const auto fail = [&]() -> SingleFlight::Outcome {
    other = std::thread([&] {
      bool has_asked = false;
      FakeCall waiting([&] {
        if (!std::exchange(has_asked, true)) waits.set_value();
        return false;
      });
      got = flights.Do("7", waiting, []() -> SingleFlight::Outcome { return std::string("no"); });
    });
    waits.get_future().wait();
    throw std::runtime_error("out of memory");
  };
  EXPECT_THROW((void)flights.Do("7", call, fail), std::runtime_error);
  other.join();
  ASSERT_FALSE(*got);
  EXPECT_EQ(got->error().code, chp::Code::kTransient);
  EXPECT_EQ(got->error().reason, "oauth2.renewal_failed");
}

}  // namespace
}  // namespace twitter
