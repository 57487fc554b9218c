// Cleaning up at X before the host drops an account or the connection (plugin_abi.md A6).
// Idempotent: what is gone already counts as removed.
#pragma once

#include <string_view>

#include "plugin_api/cpp/error.hpp"
#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

// Action account.remove: unsubscribes and ends an OAuth 2.0 grant. A dead token has no subscription
// left. An OAuth 1.0a token stays: X has one per user and app, and the app's owner manages webhooks
// with the same one.
chp::Result<void> RemoveAccount(const XApi& api, const Config& config, std::string_view account_id,
                                const chp::CallContext& call);
// Action connection.remove: deletes our webhook, never another system's.
chp::Result<void> RemoveConnection(const XApi& api, const Config& config,
                                   const chp::CallContext& call);

}  // namespace twitter
