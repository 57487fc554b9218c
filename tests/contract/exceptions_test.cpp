// Rule R3: whatever a channel throws, the host sees a code and no text of the exception.
#include <new>
#include <stdexcept>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/contract/scripted_channel.hpp"

namespace contract {
namespace {

constexpr const char* kCanary = "canary-of-a-secret";

struct Thrown {
  const char* name;
  chp::Result<void> (*script)();
  chp_status expected;
  const char* reason;
};

const Thrown kThrown[] = {
    {"exception", []() -> chp::Result<void> { throw std::runtime_error(kCanary); }, CHP_E_INTERNAL,
     "abi.exception"},
    {"int", []() -> chp::Result<void> { throw 42; }, CHP_E_INTERNAL, "abi.exception"},
    {"bad_alloc", []() -> chp::Result<void> { throw std::bad_alloc(); }, CHP_E_TRANSIENT,
     "abi.out_of_memory"},
};

class Exceptions : public testing::TestWithParam<std::tuple<std::size_t, std::size_t>> {
 protected:
  const NamedCall& call() const { return AllCalls()[std::get<0>(GetParam())]; }
  const Thrown& thrown() const { return kThrown[std::get<1>(GetParam())]; }
};

TEST_P(Exceptions, BecomeACode) {
  Bench bench;
  bench.channel().script = thrown().script;
  EXPECT_EQ((bench.*call().run)(), thrown().expected);
}

TEST_P(Exceptions, KeepTheirTextToThemselves) {
  Bench bench;
  bench.channel().script = thrown().script;
  static_cast<void>((bench.*call().run)());
  EXPECT_EQ(std::string_view(bench.error.message).find(kCanary), std::string_view::npos);
}

TEST_P(Exceptions, LeaveTheInstanceUsable) {
  Bench bench;
  bench.channel().script = thrown().script;
  static_cast<void>((bench.*call().run)());
  bench.channel().script = [] { return chp::Result<void>(); };
  EXPECT_EQ((bench.*call().run)(), CHP_OK);
}

INSTANTIATE_TEST_SUITE_P(OfEveryVirtual, Exceptions,
                         testing::Combine(testing::Range<std::size_t>(0, 8),
                                          testing::Range<std::size_t>(0, 3)),
                         [](const auto& parameter) {
                           return std::string(AllCalls()[std::get<0>(parameter.param)].name) + "_" +
                                  kThrown[std::get<1>(parameter.param)].name;
                         });

TEST(ExceptionToken, TellsMissingMemoryFromABug) {
  for (const Thrown& thrown : kThrown) {
    Bench bench;
    bench.channel().script = thrown.script;
    static_cast<void>(bench.SendReply());
    EXPECT_STREQ(bench.error.reason, thrown.reason);
  }
}

struct ThrowingPlugin {
  static constexpr const char* kId = "org.example.throwing";
  static constexpr const char* kVersion = "1.0.0";
  static constexpr const char* kManifestJson = "{}";
  static constexpr std::uint32_t kFlags = 0;
  static constexpr chp::Extensions kExtensions{};
  static std::unique_ptr<chp::Channel> Create(const chp::HostPorts&) {
    throw std::runtime_error(kCanary);
  }
};

struct EmptyPlugin : ThrowingPlugin {
  static std::unique_ptr<chp::Channel> Create(const chp::HostPorts&) { return nullptr; }
};

TEST(Create, ThatThrowsIsAnInternalErrorAndNoInstance) {
  constexpr chp_plugin plugin = chp::MakePlugin<ThrowingPlugin>();
  MemoryHost host;
  auto error = chp::Zeroed<chp_error>();
  chp_instance* instance = nullptr;
  EXPECT_EQ(plugin.init(&host.host, &instance, &error), CHP_E_INTERNAL);
  EXPECT_EQ(instance, nullptr);
}

TEST(Create, ThatMakesNothingIsAnInternalError) {
  constexpr chp_plugin plugin = chp::MakePlugin<EmptyPlugin>();
  MemoryHost host;
  auto error = chp::Zeroed<chp_error>();
  chp_instance* instance = nullptr;
  EXPECT_EQ(plugin.init(&host.host, &instance, &error), CHP_E_INTERNAL);
  EXPECT_STREQ(error.reason, "abi.no_channel");
}

TEST(Create, OffersOnlyTheExtensionsOfItsTraits) {
  constexpr chp_plugin plugin = chp::MakePlugin<EmptyPlugin>();
  for (const char* id : {CHP_EXT_JOB, CHP_EXT_ACTIONS, CHP_EXT_HEALTH, CHP_EXT_COMPOSE}) {
    EXPECT_EQ(plugin.get_extension(nullptr, id), nullptr) << id;
  }
}

TEST(Create, KnowsNoExtensionByAnotherName) {
  EXPECT_EQ(ScriptedPlugin().get_extension(nullptr, "chp.job/2"), nullptr);
  EXPECT_EQ(ScriptedPlugin().get_extension(nullptr, ""), nullptr);
  EXPECT_EQ(ScriptedPlugin().get_extension(nullptr, nullptr), nullptr);
}

// A host written in C++ that breaks R3 itself does not take the channel down either.
TEST(HostServices, ThatThrowAreStoppedAtTheBarrier) {
  Bench bench;
  bench.host.inside = [] { throw std::runtime_error(kCanary); };
  bench.channel().script = [&]() -> chp::Result<void> {
    auto value = bench.channel().host.kv.Get("key");
    return value ? chp::Result<void>() : value.error();
  };
  EXPECT_EQ(bench.SendReply(), CHP_E_INTERNAL);
}

}  // namespace
}  // namespace contract
