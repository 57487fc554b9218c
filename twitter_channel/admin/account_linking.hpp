// Linking an account: the action account.link sends the browser to X, the route oauth_callback
// takes it back. By OAuth 1.0a, three legs (behaviour.md 3, x_api.md 1.2), or by OAuth 2.0
// (oauth2_linking.hpp), as the app is configured; a linking that is under way ends as it began.
//
// The account is saved by its X id alone: a handle that changed hands links nothing of its former
// owner. Subscribing is the job reconcile's, after the host has configured the new account.
#pragma once

#include <string>
#include <string_view>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/admin/link_session.hpp"
#include "twitter_channel/admin/oauth2_linking.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

class AccountLinking {
 public:
  AccountLinking(const chp::HostPorts& host, const XApi& api)
      : host_(host), api_(api), sessions_(host.kv), oauth2_(host, api) {}

  // {"redirect_url"}. Errors carry the HTTP status for the host's answer.
  chp::Result<std::string> Begin(const chp::CallContext& call, std::string_view principal,
                                 const Config& config);
  // 302 into the panel, 422 or 502 as {"error"}, or the page for a person who pressed Cancel.
  chp::Result<chp::InboundResponse> Finish(const chp::CallContext& call,
                                           const chp::InboundRequest& request,
                                           const Config& config);

 private:
  // A redirect of X to us, in the session that began it.
  struct Return;

  chp::Result<std::string> ConsentUrl(const chp::CallContext& call, std::string_view principal,
                                      const Config& config);
  chp::Result<chp::InboundResponse> FinishOAuth1(const chp::CallContext& call, const Return& back,
                                                 const Config& config);
  chp::Result<chp::InboundResponse> FinishOAuth2(const chp::CallContext& call, const Return& back,
                                                 const Config& config);
  // `proof`: what only X can have put into the address.
  chp::Result<chp::InboundResponse> Refuse(const Return& back, std::string_view proof);
  chp::Result<LinkedUser> AskX(const chp::CallContext& call, std::string_view verifier,
                               const LinkSessions::Session& session, const Config& config);
  chp::Result<std::string> Save(const LinkedUser& linked, const Config& config);  // the account id

  chp::HostPorts host_;
  XApi api_;
  LinkSessions sessions_;
  OAuth2Linking oauth2_;
};

}  // namespace twitter
