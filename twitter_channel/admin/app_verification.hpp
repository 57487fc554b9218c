// Action app.verify: proves the app's keys and, when a dev environment is named, gets our webhook
// registered and valid at X. Order and texts are those of behaviour.md 2.2.
//
// The host runs it on a draft instance that was configured with the values to verify
// (plugin_abi.md A17). Errors: kConfig with the text for the admin; the store's errors pass
// through.
#pragma once

#include <string>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

class AppVerification {
 public:
  AppVerification(const chp::HostPorts& host, const XApi& api) : host_(host), api_(api) {}

  // {"attributes": {values to store, no secret}, "message": one sentence}.
  chp::Result<std::string> Run(const chp::CallContext& call, const Config& config);
  // Steps 1 to 3 only: are the two app keys and the callback URL right? Changes nothing.
  chp::Result<void> ProveKeys(const chp::CallContext& call, const Config& config);

 private:
  chp::Result<std::string> EnsureWebhook(const chp::CallContext& call, const Config& config);

  chp::HostPorts host_;
  XApi api_;
};

}  // namespace twitter
