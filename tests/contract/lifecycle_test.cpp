// Rule R4 and the thread tags: misuse by the host becomes a clear error, never a crash.
#include <thread>
#include <utility>

#include <gtest/gtest.h>

#include "tests/contract/scripted_channel.hpp"

namespace contract {
namespace {

// A script that runs `action` in the first call only: it may make calls itself.
std::function<chp::Result<void>()> Once(std::function<void()> action) {
  return [action = std::move(action), done = false]() mutable {
    if (!std::exchange(done, true)) action();
    return chp::Result<void>();
  };
}

bool Accused(const MemoryHost& host) {
  for (const LogLine& line : host.log) {
    if (line.level == CHP_LOG_HOST_MISBEHAVING) return true;
  }
  return false;
}

TEST(Lifecycle, TwoConfiguresAtOnceAreRefused) {
  Bench bench;
  chp_status second = CHP_OK;
  bench.channel().script = [&] {
    std::thread([&] {
      second = ScriptedPlugin().configure(bench.instance, &bench.call, &bench.config, nullptr);
    }).join();
    return chp::Result<void>();
  };
  EXPECT_EQ(bench.Configure(), CHP_OK);
  EXPECT_EQ(second, CHP_E_INVALID);
  EXPECT_TRUE(Accused(bench.host));
}

TEST(Lifecycle, ConfigureMayOverlapOtherCalls) {
  Bench bench;
  chp_status configured = CHP_E_INTERNAL;
  bench.channel().script = Once([&] {
    std::thread([&] {
      configured = ScriptedPlugin().configure(bench.instance, &bench.call, &bench.config, nullptr);
    }).join();
  });
  EXPECT_EQ(bench.OnInbound(), CHP_OK);
  EXPECT_EQ(configured, CHP_OK);
}

TEST(Lifecycle, ConfigureMayComeAgainAfterAFailure) {
  Bench bench;
  bench.channel().script = []() -> chp::Result<void> { throw 1; };
  EXPECT_EQ(bench.Configure(), CHP_E_INTERNAL);
  bench.channel().script = [] { return chp::Result<void>(); };
  EXPECT_EQ(bench.Configure(), CHP_OK);
}

TEST(Lifecycle, DestroyDuringACallKeepsTheInstance) {
  Bench bench;
  bench.channel().script = [&] {
    std::thread([&] { ScriptedPlugin().destroy(bench.instance); }).join();
    return chp::Result<void>();
  };
  EXPECT_EQ(bench.OnInbound(), CHP_OK);
  EXPECT_TRUE(Accused(bench.host));
}

TEST(Lifecycle, TheHostMayNotCallBackFromInsideAService) {
  Bench bench;
  chp_status nested = CHP_OK;
  bench.host.inside = [&] {
    bench.host.inside = nullptr;
    nested = ScriptedPlugin().configure(bench.instance, &bench.call, &bench.config, &bench.error);
  };
  bench.channel().script = [&]() -> chp::Result<void> {
    auto saved = bench.channel().host.accounts.Save({.account_json = "{}", .secrets_json = "{}"});
    return saved ? chp::Result<void>() : saved.error();
  };
  EXPECT_EQ(bench.RunAction(), CHP_OK);
  EXPECT_EQ(nested, CHP_E_INVALID);
  EXPECT_STREQ(bench.error.reason, "abi.reentered");
}

TEST(Lifecycle, CallsRunInParallel) {
  Bench bench;
  chp_status inner = CHP_E_INTERNAL;
  bench.channel().script = Once([&] {
    std::thread([&] {
      chp_error error = chp::Zeroed<chp_error>();
      inner = ScriptedPlugin().send_reply(bench.instance, &bench.call, &bench.reply, &bench.receipt,
                                          &error);
    }).join();
  });
  EXPECT_EQ(bench.OnInbound(), CHP_OK);
  EXPECT_EQ(inner, CHP_OK);
}

TEST(Threads, OfTheChannelsOwnMayNotCallTheHost) {
  Bench bench;
  chp::Result<void> seen;
  bench.channel().script = [&] {
    std::thread([&] { seen = bench.channel().host.jobs.Cancel("poll/1"); }).join();
    return chp::Result<void>();
  };
  EXPECT_EQ(bench.OnInbound(), CHP_OK);
  ASSERT_FALSE(seen.ok());
  EXPECT_EQ(seen.error().reason, "abi.foreign_thread");
}

TEST(Threads, OutsideOfACallSeeNoClockAndWriteNoLog) {
  Bench bench;
  EXPECT_EQ(bench.channel().host.clock.NowMs(), 0);
  bench.channel().host.log.Write(chp::LogLevel::kInfo, "nobody hears this", {});
  EXPECT_TRUE(bench.host.log.empty());
}

}  // namespace
}  // namespace contract
