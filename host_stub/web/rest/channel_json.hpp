// Linked accounts ("channels") and app connections ("external credentials") as the REST API shows
// them. Secrets are never shown; of each only whether it is stored.
#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "host_stub/manifest.hpp"
#include "host_stub/store/connection_store.hpp"

namespace stub {

// "connecting", "up", "degraded" or "down".
std::string_view AccountStateName(chp::AccountState state);

boost::json::object ChannelJson(const Manifest& manifest, const Account& account);

// `webhook_url`: of the connection's own route; empty if the plugin has none.
boost::json::object CredentialJson(const ConnectionSnapshot& snapshot,
                                   std::string_view webhook_url);

}  // namespace stub
