// Calls into one instance: counted, cancelled, and never overlapped by its end. The plugin is a
// table of functions in this file.
#include "host_stub/channels/instance.hpp"

#include <future>

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include "host_stub/channels/registry.hpp"
#include "plugin_api/cpp/text.hpp"
#include "tests/unit/host_channels/services_fixture.hpp"

// What the plugin under test does and notes; one per instance.
struct chp_instance {
  const chp_host* host = nullptr;
};

namespace stub {
namespace {

// Shared by the test and the plugin's functions, which have no other way to reach it.
struct Script {
  std::promise<void> entered;
  std::promise<void> may_leave;
  int configured = 0;
  int destroyed = 0;
  bool wait_for_cancel = false;
  bool save_account = false;
  bool call_from_foreign_thread = false;
  std::function<void()> on_destroy = [] {};
};

class InstanceTest : public testing::ServicesTest {
 protected:
  InstanceTest() {
    script_ = &script;
    table_.struct_size = sizeof table_;
    table_.abi_version = CHP_ABI_VERSION;
    table_.id = "org.example.fake";
    table_.init = &Init;
    table_.configure = &Configure;
    table_.on_inbound = &OnInbound;
    table_.send_reply = &SendReply;
    table_.destroy = &Destroy;
    table_.get_extension = [](chp_instance*, const char*) -> const void* { return nullptr; };
  }
  ~InstanceTest() override { script_ = nullptr; }

  std::shared_ptr<Instance> Start() {
    InstanceSetup setup;
    setup.plugin = &table_;
    setup.connection_id = connection_;
    setup.manifest = &manifest_;
    setup.on_config_changed = [this] { config_changes_seen_.push_back(script.configured); };
    auto started = Instance::Start(std::move(setup), Services());
    EXPECT_TRUE(started);
    return started ? std::move(started).value() : nullptr;
  }
  static chp::Result<chp::InboundResponse> Inbound(Instance& instance) {
    const CallLimits limits{.attempt = 1, .deadline = std::chrono::seconds(10)};
    return instance.Call(limits, [](chp::Channel& channel, const chp::CallContext& call) {
      return channel.OnInbound(call, {});
    });
  }

  Script script;
  std::vector<int> config_changes_seen_;

 private:
  static chp_status Init(const chp_host* host, chp_instance** out, chp_error*) {
    *out = new chp_instance{host};  // as a C plugin would: freed by destroy
    return CHP_OK;
  }
  static chp_status Configure(chp_instance*, const chp_call*, const chp_config*, chp_error*) {
    ++script_->configured;
    return CHP_OK;
  }
  static chp_status OnInbound(chp_instance* self, const chp_call* call, const chp_inbound*,
                              chp_response* out, chp_error*) {
    Script& script = *script_;
    out->http_status = 200;
    if (script.save_account) SaveAccount(*self);
    if (script.call_from_foreign_thread) {
      std::thread([self] { ClockService().now_ms(self->host->ctx); }).join();
    }
    script.entered.set_value();
    if (!script.wait_for_cancel) {
      script.may_leave.get_future().wait();
      return CHP_OK;
    }
    while (call->is_cancelled(call->ctx) == 0) {
    }
    return CHP_E_CANCELLED;
  }
  static void SaveAccount(const chp_instance& self) {
    auto save = chp::Zeroed<chp_account_save>();
    save.account_json = chp::Str(R"({"external_id":"7"})");
    std::string id;
    chp::StringSink sink(id);
    const chp_sink table = sink.Table();
    EXPECT_EQ(AccountsService().save(self.host->ctx, &save, &table), CHP_OK);
  }
  static chp_status SendReply(chp_instance*, const chp_call*, const chp_reply*, chp_receipt*,
                              chp_error*) {
    return CHP_E_UNSUPPORTED;
  }
  static void Destroy(chp_instance* self) {
    ++script_->destroyed;
    script_->on_destroy();
    delete self;
  }

  static inline Script* script_ = nullptr;
  chp_plugin table_{};
};

TEST_F(InstanceTest, ItsEndDestroysOnce) {
  Start().reset();
  EXPECT_EQ(script.destroyed, 1);
}

TEST_F(InstanceTest, DestroyWaitsForTheRunningCall) {
  auto instance = Start();
  auto call = std::async(std::launch::async, [kept = instance] { return Inbound(*kept).ok(); });
  script.entered.get_future().wait();
  instance.reset();
  EXPECT_EQ(script.destroyed, 0);
  script.may_leave.set_value();
  EXPECT_TRUE(call.get());
  call = {};
  EXPECT_EQ(script.destroyed, 1);
}

TEST_F(InstanceTest, AClosedOneTakesNoCalls) {
  const auto instance = Start();
  instance->Close();
  const auto answer = Inbound(*instance);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, chp::Code::kCancelled);
}

TEST_F(InstanceTest, ARunningCallIsNotIdle) {
  const auto instance = Start();
  auto call = std::async(std::launch::async, [&] { return Inbound(*instance).ok(); });
  script.entered.get_future().wait();
  EXPECT_FALSE(instance->WaitUntilIdle(std::chrono::steady_clock::now()));
  script.may_leave.set_value();
  EXPECT_TRUE(instance->WaitUntilIdle(std::chrono::steady_clock::now() + std::chrono::seconds(60)));
  EXPECT_TRUE(call.get());
}

TEST_F(InstanceTest, ACancelledCallReturns) {
  script.wait_for_cancel = true;
  const auto instance = Start();
  auto call = std::async(std::launch::async, [&] { return Inbound(*instance); });
  script.entered.get_future().wait();
  instance->Cancel();
  const auto answer = call.get();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, chp::Code::kCancelled);
}

TEST_F(InstanceTest, ThePassedDeadlineCancels) {
  script.wait_for_cancel = true;
  const auto instance = Start();
  auto call = std::async(std::launch::async, [&] { return Inbound(*instance); });
  script.entered.get_future().wait();
  clock_->Advance(10'000);
  EXPECT_FALSE(call.get());
}

TEST_F(InstanceTest, ASavedAccountIsToldAfterTheCall) {
  script.save_account = true;
  const auto instance = Start();
  auto call = std::async(std::launch::async, [&] { return Inbound(*instance).ok(); });
  script.entered.get_future().wait();
  EXPECT_TRUE(config_changes_seen_.empty());
  script.may_leave.set_value();
  EXPECT_TRUE(call.get());
  EXPECT_EQ(config_changes_seen_.size(), 1u);
}

TEST_F(InstanceTest, ACallFromAForeignThreadIsReported) {
  std::ostringstream lines;
  const auto before = spdlog::default_logger();
  spdlog::set_default_logger(std::make_shared<spdlog::logger>(
      "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines)));
  script.call_from_foreign_thread = true;
  script.may_leave.set_value();
  EXPECT_TRUE(Inbound(*Start()));
  spdlog::set_default_logger(before);
  EXPECT_NE(lines.str().find("clock.now_ms was called from a thread that is not inside"),
            std::string::npos)
      << lines.str();
}

class RegistryTest : public InstanceTest {
 protected:
  RunningConnection Named(const std::shared_ptr<Instance>& instance) const {
    return {connection_, "scripted", "key", instance};
  }
  static bool IsClosed(Instance& instance) { return !Inbound(instance); }

  Registry registry_;
};

TEST_F(RegistryTest, AnInstanceThatComesAfterItsPluginWasSwitchedOffIsClosed) {
  registry_.OpenPlugin("scripted");
  registry_.ClosePlugin("scripted");
  const auto instance = Start();
  EXPECT_FALSE(registry_.Put(Named(instance)));
  EXPECT_EQ(registry_.Find(connection_), nullptr);
  EXPECT_TRUE(IsClosed(*instance));
}

TEST_F(RegistryTest, AnInstanceThatComesAfterTheEndIsClosed) {
  registry_.OpenPlugin("scripted");
  registry_.CloseAll();
  const auto instance = Start();
  registry_.Track(instance);
  EXPECT_TRUE(IsClosed(*instance));
  EXPECT_FALSE(registry_.Put(Named(instance)));
}

// destroy() may take long, and may call services: nobody may wait for it to find an instance.
TEST_F(RegistryTest, AReplacedInstanceIsDestroyedWithoutALock) {
  registry_.OpenPlugin("scripted");
  ASSERT_TRUE(registry_.Put(Named(Start())));
  script.on_destroy = [this] { EXPECT_NE(registry_.Find(connection_), nullptr); };
  ASSERT_TRUE(registry_.Put(Named(Start())));
  EXPECT_EQ(script.destroyed, 1);
  script.on_destroy = [] {};
}

}  // namespace
}  // namespace stub
