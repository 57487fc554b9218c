// A channel made with MakePlugin whose every virtual does what a test says.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "plugin_api/cpp/instance.hpp"
#include "plugin_api/cpp/plugin.hpp"
#include "plugin_api/cpp/text.hpp"
#include "tests/contract/memory_host.hpp"

namespace contract {

class ScriptedChannel final : public chp::Channel {
 public:
  explicit ScriptedChannel(const chp::HostPorts& ports) : host(ports) {}

  chp::Result<void> Configure(const chp::CallContext& call,
                              const chp::ConfigInput& config) override;
  chp::Result<chp::InboundResponse> OnInbound(const chp::CallContext& call,
                                              const chp::InboundRequest& request) override;
  chp::Result<void> SendReply(const chp::CallContext& call, const chp::Reply& reply,
                              chp::Receipt& receipt) override;
  chp::Result<void> RunJob(const chp::CallContext& call, const chp::Job& job) override;
  chp::Result<std::string> RunAction(const chp::CallContext& call,
                                     const chp::ActionInput& action) override;
  chp::Result<chp::HealthReport> CheckHealth(const chp::CallContext& call) override;
  chp::Result<std::string> Metrics() override;
  chp::Result<std::string> Preview(const chp::Reply& reply) override;

  chp::HostPorts host;
  std::function<chp::Result<void>()> script = [] { return chp::Result<void>(); };  // in each call
  chp::InboundResponse response{.body = "{}", .headers = {}};
  chp::Receipt receipt;
  std::string output = "{}";  // of actions, health, metrics, preview
  // What the last call brought.
  std::string last_text;
  const char* last_body = nullptr;  // where the request's body lies
  bool cancelled = false;
};

// The table of a plugin that makes ScriptedChannels and offers every extension.
const chp_plugin& ScriptedPlugin();

// One instance of it on its own host, and arguments that every call accepts.
class Bench {
 public:
  Bench();
  ~Bench();
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  ScriptedChannel& channel() { return static_cast<ScriptedChannel&>(*instance->channel); }

  MemoryHost host;
  chp_instance* instance = nullptr;
  chp_error error = chp::Zeroed<chp_error>();
  chp_call call = chp::Zeroed<chp_call>();
  chp_config config = chp::Zeroed<chp_config>();
  chp_inbound inbound = chp::Zeroed<chp_inbound>();
  chp_reply reply = chp::Zeroed<chp_reply>();
  chp_job job = chp::Zeroed<chp_job>();
  chp_action action = chp::Zeroed<chp_action>();
  chp_response response = chp::Zeroed<chp_response>();
  chp_receipt receipt = chp::Zeroed<chp_receipt>();
  std::string bytes;  // what went into `sink`
  chp::StringSink string_sink{bytes};
  chp_sink sink = string_sink.Table();
  std::uint32_t health_state = 0;

  // What the calls below are given; a test puts a null or another struct here.
  struct Passed {
    chp_instance* self = nullptr;
    const chp_call* call;
    const chp_config* config;
    const chp_inbound* inbound;
    const chp_reply* reply;
    const chp_job* job;
    const chp_action* action;
    chp_response* response;
    chp_receipt* receipt;
    const chp_sink* sink;
    std::uint32_t* health_state;
    chp_error* error;
  };
  Passed pass{nullptr, &call,     &config,  &inbound, &reply,        &job,
              &action, &response, &receipt, &sink,    &health_state, &error};

  chp_status Configure();
  chp_status OnInbound();
  chp_status SendReply();
  chp_status RunJob();
  chp_status RunAction();
  chp_status CheckHealth();
  chp_status Metrics();
  chp_status Preview();
};

// Every call of the contract on a bench, by name.
struct NamedCall {
  const char* name;
  chp_status (Bench::*run)();
};
const std::vector<NamedCall>& AllCalls();

}  // namespace contract
