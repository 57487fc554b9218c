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

// The fields of the first line that accuses the host; "" when it is not accused.
std::string Accusation(const MemoryHost& host) {
  for (const LogLine& line : host.log) {
    if (line.level == CHP_LOG_HOST_MISBEHAVING) return line.fields;
  }
  return "";
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
  EXPECT_EQ(Accusation(bench.host), R"({"reason":"abi.control_overlap"})");
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
  EXPECT_EQ(Accusation(bench.host), R"({"reason":"abi.destroy_overlap"})");
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

struct ChannelWithoutJobs {
  static constexpr const char* kId = "org.example.jobless";
  static constexpr const char* kVersion = "1.0.0";
  static constexpr const char* kManifestJson = "{}";
  static constexpr std::uint32_t kFlags = 0;
  static constexpr chp::Extensions kExtensions{};
  static std::unique_ptr<chp::Channel> Create(const chp::HostPorts& ports) {
    return std::make_unique<ScriptedChannel>(ports);
  }
};

TEST(Lifecycle, AChannelWithoutJobsRunsOnAHostWithoutAQueue) {
  constexpr chp_plugin plugin = chp::MakePlugin<ChannelWithoutJobs>();
  MemoryHost host;
  host.hidden.insert(CHP_SVC_JOBS);
  Bench bench;
  chp_instance* instance = nullptr;
  ASSERT_EQ(plugin.init(&host.host, &instance, &bench.error), CHP_OK) << bench.error.message;
  auto& channel = static_cast<ScriptedChannel&>(*instance->channel);
  channel.script = [&] { return channel.host.jobs.Cancel("poll/1"); };
  EXPECT_EQ(plugin.configure(instance, &bench.call, &bench.config, &bench.error),
            CHP_E_UNSUPPORTED);
  EXPECT_STREQ(bench.error.reason, "host.no_jobs");
  plugin.destroy(instance);
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
