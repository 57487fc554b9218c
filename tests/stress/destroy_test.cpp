// destroy() at every point of an instance's life. The host is accused in its log when the glue
// keeps an instance because a call seems to run: no test here may see that.
#include <atomic>
#include <latch>
#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/stress/connection.hpp"

namespace stress {
namespace {

using twitter::testing::FakeCall;

// Ends the instance; then nothing may hold its HTTP client any more.
void ExpectCleanEnd(Connection& connection) {
  connection.End();
  EXPECT_EQ(connection.Accusations(), 0);
  EXPECT_EQ(connection.x.use_count(), 1);
}

TEST(Destroy, OfNothingIsNothing) { TableWith(nullptr).destroy(nullptr); }

TEST(Destroy, AfterInit) {
  Connection connection;
  ExpectCleanEnd(connection);
}

TEST(Destroy, AfterAFailedInit) {
  LockedHost host;
  chp_host without_services = *host.table();
  without_services.get_service = [](void*, const char*) -> const void* { return nullptr; };
  const auto http = std::make_shared<RecordingX>();
  EXPECT_FALSE(chp::PluginInstance::Init(TableWith(http), without_services).ok());
  TableWith(nullptr);
  EXPECT_EQ(http.use_count(), 1);
}

TEST(Destroy, AfterAFailedConfigure) {
  Connection connection;
  connection.host.memory.statuses["jobs.schedule"] = CHP_E_TRANSIENT;
  EXPECT_FALSE(connection.Configure(kSettings).ok());
  ExpectCleanEnd(connection);
}

TEST(Destroy, AfterConfigure) {
  Connection connection;
  ASSERT_TRUE(connection.Configure(kSettings).ok());
  ExpectCleanEnd(connection);
}

TEST(Destroy, AfterACallThatWasCancelledAtX) {
  Connection connection;
  ASSERT_TRUE(connection.Configure(kSettings).ok());
  const auto sent = connection.Send("reply", FakeCall([] { return true; }));
  ASSERT_FALSE(sent.ok());
  EXPECT_EQ(sent.error().code, chp::Code::kCancelled);
  ExpectCleanEnd(connection);
}

TEST(Destroy, AfterACallThatFailedAtTheHost) {
  Connection connection;
  ASSERT_TRUE(connection.Configure(kSettings).ok());
  connection.host.memory.statuses["kv.get"] = CHP_E_TRANSIENT;
  EXPECT_FALSE(connection.Send("reply", FakeCall()).ok());
  ExpectCleanEnd(connection);
}

// The thread that sees the last call return destroys at once, while the others still run on.
TEST(Destroy, RightAfterTheLastOfManyCallsReturned) {
  constexpr int kRounds = 50;
  constexpr int kCallers = 4;
  for (int round = 0; round < kRounds; ++round) {
    Connection connection;
    ASSERT_TRUE(connection.Configure(kSettings).ok());
    std::latch begin(kCallers);
    std::atomic<int> inside = kCallers;
    std::vector<std::jthread> callers;
    for (int caller = 0; caller < kCallers; ++caller) {
      callers.emplace_back([&, caller] {
        begin.arrive_and_wait();
        const auto post = kFirstPost + static_cast<std::uint64_t>(caller);
        EXPECT_EQ(connection.Mention(post, kSettings.consumer_secret), 200u);
        if (--inside == 0) connection.End();
      });
    }
    callers.clear();
    ExpectCleanEnd(connection);
  }
}

}  // namespace
}  // namespace stress
