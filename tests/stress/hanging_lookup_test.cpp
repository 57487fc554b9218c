// The shipped library, destroyed and unloaded while a name lookup hangs. The lookup's thread is
// libcurl's own and runs libcurl's and the C library's code only; the plugin keeps libcurl loaded
// for it, so nothing of the plugin has to stay.
#include <chrono>
#include <dlfcn.h>
#include <fstream>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "plugin_api/cpp/host_side.hpp"
#include "tests/stress/locked_host.hpp"
#include "tests/support/fake_call.hpp"
#include "tests/support/within_a_second.hpp"
#include "tests/unit/http/name_lookup.hpp"

namespace stress {
namespace {

using twitter::testing::FakeCall;
using twitter::testing::kWithinASecond;
using twitter::testing::SlowResolver;
using Clock = std::chrono::steady_clock;

bool IsMapped(const std::string& name) {
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    if (line.find(name) != std::string::npos) return true;
  }
  return false;
}

struct Unload {
  void operator()(void* library) const { dlclose(library); }
};

TEST(HangingLookup, OutlivesDestroyAndUnloadWithoutHarm) {
  LockedHost host;
  std::unique_ptr<void, Unload> library(dlopen(PLUGIN_FILE, RTLD_NOW | RTLD_LOCAL));
  ASSERT_NE(library, nullptr) << dlerror();
  const auto entry = reinterpret_cast<chp_entry_fn>(dlsym(library.get(), CHP_ENTRY_SYMBOL));
  ASSERT_NE(entry, nullptr);
  const SlowResolver resolver;  // its end lets the lookup go on, and waits for it
  auto plugin = chp::PluginInstance::Init(*entry(), *host.table());
  ASSERT_TRUE(plugin.ok()) << plugin.error().message;
  const std::string config = std::string(R"({"app": {"consumer_key": "key", "oauth_token": "owner",
                      "api_base_url": "https://)") +
                             SlowResolver::kHost + R"("}})";
  constexpr const char* kSecrets =
      R"({"app": {"consumer_secret": "secret", "oauth_token_secret": "owner-secret"}})";
  ASSERT_TRUE((*plugin)->Configure(FakeCall(), {.json = config, .secrets_json = kSecrets}).ok());

  const FakeCall call([] { return SlowResolver::IsHanging(); });
  chp::ActionInput verify;
  verify.id = "app.verify";
  const auto verified = (*plugin)->RunAction(call, verify);
  ASSERT_FALSE(verified.ok());
  EXPECT_EQ(verified.error().code, chp::Code::kCancelled) << verified.error().message;

  const auto begin = Clock::now();
  plugin->reset();
  library.reset();
  EXPECT_LT(Clock::now() - begin, kWithinASecond);
  EXPECT_TRUE(SlowResolver::IsHanging());
  EXPECT_FALSE(IsMapped("libtwitter_channel.so"));
  EXPECT_TRUE(IsMapped("libcurl.so"));
}

}  // namespace
}  // namespace stress
