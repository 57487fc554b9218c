// No lock is held over I/O: while one call stands still inside a host service or at X, whichever it
// is, every other call of the same instance returns.
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "tests/stress/connection.hpp"

namespace stress {
namespace {

using twitter::testing::FakeCall;

constexpr std::chrono::seconds kForEver{60};

// Stops one thread the n-th time it passes, until it is released.
class Gate {
 public:
  explicit Gate(int stop_at) : left_(stop_at) {}

  void Pass() {
    if (std::this_thread::get_id() != watched_.load() || --left_ != 0) return;
    reached_.set_value(true);
    released_.get_future().wait();
  }
  // The calling thread is the one to be stopped.
  void Watch() { watched_ = std::this_thread::get_id(); }
  void Release() { released_.set_value(); }
  // False: the call ended before it had passed often enough.
  bool WaitUntilReached() { return reached_.get_future().get(); }
  void CallEnded() {
    if (left_ > 0) reached_.set_value(false);
  }

 private:
  std::atomic<std::thread::id> watched_{};
  int left_;
  std::promise<bool> reached_;
  std::promise<void> released_;
};

void EveryOtherCall(Connection& connection, bool configure) {
  if (configure) {
    EXPECT_TRUE(connection.Configure(kSettings).ok());
  }
  EXPECT_EQ(connection.Mention(kFirstPost + 1, kSettings.consumer_secret), 200u);
  EXPECT_TRUE(connection.Send("other", FakeCall()).ok());
  EXPECT_TRUE(connection.plugin().CheckHealth(FakeCall()).ok());
  EXPECT_TRUE(connection.plugin().Metrics().ok());
  EXPECT_TRUE(connection.plugin().Preview({}).ok());
}

using BlockedCall = std::function<void(Connection&)>;

struct Blocked {
  const char* name;
  BlockedCall call;
  bool is_configure = false;
};

class NoLockTest : public ::testing::TestWithParam<Blocked> {
 protected:
  // Runs the call and stops it at its n-th service call or request; false when it has fewer.
  static bool OthersRunWhileItStandsAt(int step) {
    Gate gate(step);
    Connection connection;
    EXPECT_TRUE(connection.Configure(kSettings).ok());
    connection.host.before_service = [&] { gate.Pass(); };
    connection.x->before_answer = [&](const chp::CallContext&) { gate.Pass(); };
    std::jthread blocked([&] {
      gate.Watch();
      GetParam().call(connection);
      gate.CallEnded();
    });
    if (!gate.WaitUntilReached()) return false;
    auto others = std::async(std::launch::async,
                             [&] { EveryOtherCall(connection, !GetParam().is_configure); });
    EXPECT_EQ(others.wait_for(kForEver), std::future_status::ready) << "at step " << step;
    gate.Release();
    return true;
  }
};

TEST_P(NoLockTest, HoldsNoOtherCallUpWhereverItStands) {
  int steps = 0;
  while (OthersRunWhileItStandsAt(steps + 1)) ++steps;
  EXPECT_GT(steps, 0);
}

INSTANTIATE_TEST_SUITE_P(
    ACall, NoLockTest,
    ::testing::Values(
        Blocked{"Webhook",
                [](Connection& it) { it.Mention(kFirstPost, kSettings.consumer_secret); }},
        Blocked{"Reply", [](Connection& it) { (void)it.Send("blocked", FakeCall()); }},
        Blocked{"Job", [](Connection& it) { (void)it.Reconcile(FakeCall()); }},
        Blocked{"Configure", [](Connection& it) { (void)it.Configure(kSettings); }, true}),
    [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace stress
