// Who runs a task: a worker of his own as long as one is free, then the first who becomes free.
#include "host_stub/web/http_lane.hpp"

#include <future>
#include <latch>
#include <memory>
#include <string>
#include <thread>

#include <gtest/gtest.h>

namespace stub {
namespace {

// A task that says when it has begun and ends when it may.
class LongTask {
 public:
  std::function<void()> Body() {
    return [this] {
      begun_.set_value();
      may_end_.get_future().wait();
    };
  }
  void WaitUntilBegun() { begun_.get_future().wait(); }
  void End() { may_end_.set_value(); }

 private:
  std::promise<void> begun_;
  std::promise<void> may_end_;
};

TEST(HttpLaneTest, EveryTaskHasAWorkerOfItsOwnWhileOneIsFree) {
  constexpr int kWorkers = 3;
  HttpLane lane(kWorkers, kWorkers);
  for (int round = 0; round < 50; ++round) {
    std::latch all_inside(kWorkers);
    std::latch all_left(kWorkers);
    for (int i = 0; i < kWorkers; ++i) {
      ASSERT_TRUE(lane.TryPush([&] {
        all_inside.arrive_and_wait();
        all_left.count_down();
      }));
    }
    all_left.wait();
  }
}

TEST(HttpLaneTest, WaitingTasksRunInTheirOrder) {
  HttpLane lane(1, 3);
  LongTask first;
  ASSERT_TRUE(lane.TryPush(first.Body()));
  first.WaitUntilBegun();
  std::string order;
  std::promise<void> last_ran;
  ASSERT_TRUE(lane.TryPush([&] { order += 'a'; }));
  ASSERT_TRUE(lane.TryPush([&] { order += 'b'; }));
  ASSERT_TRUE(lane.TryPush([&] { last_ran.set_value(); }));
  EXPECT_FALSE(lane.TryPush([&] { order += 'c'; }));
  first.End();
  last_ran.get_future().wait();
  EXPECT_EQ(order, "ab");
}

TEST(HttpLaneTest, StopForgetsWhatWaitsAndWaitsForWhatRuns) {
  constexpr std::size_t kRoomForAll = 1'000'000;
  HttpLane lane(1, kRoomForAll);
  LongTask running;
  ASSERT_TRUE(lane.TryPush(running.Body()));
  running.WaitUntilBegun();
  auto owned = std::make_shared<int>(1);
  const std::weak_ptr<int> waiting = owned;
  bool ran = false;
  ASSERT_TRUE(lane.TryPush([&ran, owned = std::move(owned)] { ran = true; }));
  std::thread stopper([&lane] { lane.Stop(); });
  while (lane.TryPush([] {})) std::this_thread::yield();
  running.End();
  stopper.join();
  EXPECT_FALSE(ran);
  EXPECT_TRUE(waiting.expired());
}

}  // namespace
}  // namespace stub
