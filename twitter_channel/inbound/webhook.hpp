// The public webhook route: CRC challenges (GET) and events (POST). behaviour.md 2.3 and 2.4.
#pragma once

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"

namespace twitter {

// No network I/O: verify, decode, route, deliver, answer (plugin_abi.md A8).

class WebhookRoute {
 public:
  WebhookRoute(const chp::HostPorts& host) : host_(host) {}
  chp::Result<chp::InboundResponse> Handle(const chp::CallContext& call,
                                           const chp::InboundRequest& request, const Config& config);

 private:
  chp::HostPorts host_;
};

}  // namespace twitter
