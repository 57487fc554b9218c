// Linking an account by OAuth 2.0 (x_api.md 1.3): consent with PKCE and state, then the code for a
// pair of tokens.
//
// Order of what is written, so that a stop anywhere loses nothing: the pair under the new grant's
// id, then the account with that grant id, then the pair under the account (auth/token_store.hpp).
// An account that was linked by OAuth 1.0a keeps its settings and its old token, which can bring
// new tokens when those of OAuth 2.0 are lost.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/admin/link_session.hpp"
#include "twitter_channel/auth/token_store.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

class OAuth2Linking {
 public:
  OAuth2Linking(const chp::HostPorts& host, const XApi& api)
      : host_(host), api_(api), sessions_(host.kv), store_(host.kv) {}

  // X's page for the browser. kConfig when the app is not set up for OAuth 2.0.
  chp::Result<std::string> Begin(std::string_view principal, const Config& config);

  // What X's redirect brought, each empty when it was absent or there twice.
  struct Answer {
    std::string state;
    std::string code;
    std::string error;  // "access_denied": the person pressed Cancel
  };
  // The account id. Nothing is changed on an error.
  chp::Result<std::string> Finish(const chp::CallContext& call, const Answer& answer,
                                  const LinkSessions::Session& session, const Config& config);

  // An account of OAuth 1.0a gets a grant without asking anybody: X exchanges its token.
  chp::Result<void> Move(const chp::CallContext& call, const Config& config,
                         const Account& account);

 private:
  // The account id.
  chp::Result<std::string> Save(const TokenAnswer& tokens, const User& user);
  void ReportNew(std::string_view account_id, const TokenAnswer& tokens, const Account* known);

  chp::HostPorts host_;
  XApi api_;
  LinkSessions sessions_;
  TokenStore store_;
};

// Whether the app is set up for OAuth 2.0; kConfig otherwise, naming what is missing.
chp::Result<void> CheckOAuth2App(const App& app);

}  // namespace twitter
