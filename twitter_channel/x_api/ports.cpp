// What an implementation answers that has no OAuth 2.0.
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {
namespace {

chp::Error NeedsV2() {
  return {.code = chp::Code::kConfig,
          .reason = "oauth2.needs_v2",
          .message = "OAuth 2.0 works with X API v2 only; choose it, or OAuth 1.0a."};
}

}  // namespace

chp::Result<TokenAnswer> AuthClient::Redeem(const App& /*app*/, const AuthorizationCode& /*code*/,
                                            const chp::CallContext& /*call*/) {
  return NeedsV2();
}

chp::Result<TokenAnswer> AuthClient::Exchange(const App& /*app*/, const OAuth1Token& /*token*/,
                                              const chp::CallContext& /*call*/) {
  return NeedsV2();
}

chp::Result<User> AuthClient::UserOf(const App& /*app*/, std::string_view /*access_token*/,
                                     const chp::CallContext& /*call*/) {
  return NeedsV2();
}

chp::Result<void> AuthClient::Prepare(const Credentials& /*credentials*/,
                                      const chp::CallContext& /*call*/) {
  return {};  // a token that does not end
}

chp::Result<void> AuthClient::Withdraw(const Credentials& /*credentials*/,
                                       const chp::CallContext& /*call*/) {
  return {};  // there is nothing to end
}

chp::Result<void> AuthClient::ProveClient(const App& /*app*/, const chp::CallContext& /*call*/) {
  return NeedsV2();
}

}  // namespace twitter
