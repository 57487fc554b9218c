// For hosts written in C++: a loaded channel as a C++ object, and answers to what channels deliver.
// Reading arguments of host services is from_c.hpp, passing values to a channel to_c.hpp.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "plugin_api/channel_extensions.h"
#include "plugin_api/cpp/channel.hpp"
#include "plugin_api/cpp/ports.hpp"

namespace chp {

// For ingest: whether the host may store this message. kInvalid with "message.*" as reason when an
// id is missing or too long, text is not UTF-8, the link is not https, or JSON is not an object.
Result<void> CheckMessage(const Message& message);

// Write into the plugin's result structs, inside their struct_size only.
void WriteDelivery(const Delivery& delivery, chp_delivery* out) noexcept;
void WriteFound(const Found& found, chp_found* out) noexcept;
// kInvalid when one of the `count` result structs is missing or too small.
Result<void> CheckDeliveries(chp_delivery* const* results, std::size_t count);
Result<void> CheckFound(chp_found* const* results, std::size_t count);

// One instance of a plugin, called through its table. Every failure is an Error of the plugin, or
// kInternal when its answer breaks the contract. An extension it lacks is kUnsupported.
// The library and *host outlive it.
class PluginInstance final : public Channel {
 public:
  // Takes over an instance that plugin.init() made. The host has checked
  // that every member of `plugin` is there.
  PluginInstance(const chp_plugin& plugin, chp_instance* instance);
  // Makes one. [control]
  static Result<std::unique_ptr<PluginInstance>> Init(const chp_plugin& plugin,
                                                      const chp_host& host);
  ~PluginInstance() override;
  PluginInstance(const PluginInstance&) = delete;
  PluginInstance& operator=(const PluginInstance&) = delete;

  Result<void> Configure(const CallContext& call, const ConfigInput& config) override;
  Result<InboundResponse> OnInbound(const CallContext& call,
                                    const InboundRequest& request) override;
  Result<void> SendReply(const CallContext& call, const Reply& reply, Receipt& receipt) override;
  Result<void> RunJob(const CallContext& call, const Job& job) override;
  Result<std::string> RunAction(const CallContext& call, const ActionInput& action) override;
  Result<HealthReport> CheckHealth(const CallContext& call) override;
  Result<std::string> Metrics() override;
  Result<std::string> Preview(const Reply& reply) override;

 private:
  chp_plugin plugin_;
  chp_instance* instance_;
  std::optional<chp_job_runner> job_;
  std::optional<chp_actions> actions_;
  std::optional<chp_health> health_;
  std::optional<chp_compose> compose_;
};

}  // namespace chp
