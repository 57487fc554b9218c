// OAuth 2.0 scopes: which this channel asks for, and which of them an account's use lacks
// (x_api.md 1.3, 1.5).
#pragma once

#include <string>
#include <string_view>

#include "plugin_api/cpp/error.hpp"
#include "twitter_channel/config.hpp"

namespace twitter {

// All that an account may come to need, separated by spaces. X shows each in words and its user
// allows all or none: an account is asked once, not again with each setting.
std::string WantedScopes();

// What of `granted` (separated by spaces) is missing for what the account is set to do, separated
// by ", ", in the order X lists them; empty: nothing.
std::string MissingScopes(std::string_view granted, const AccountSettings& settings);

// kConfig "oauth2.scopes_missing", naming them and what to do.
chp::Error ScopesMissing(std::string_view missing);

}  // namespace twitter
