// X's OAuth 2.0 token endpoint: POST /2/oauth2/token and /2/oauth2/revoke (x_api.md 1.3), and the
// exchange of OAuth 1.0a tokens
// (docs.x.com/fundamentals/authentication/oauth-2-0/oauth-1-0a-token-exchange).
//
// A confidential client proves itself by Basic, a public one only names itself in the body.
//
// Errors. kAuth, scope account: "x.invalid_token", "x.code_refused" (400 or 401 about what was
// brought). kConfig, scope connection: "x.client_refused" (the client ID or secret is wrong).
// kUncertain: X may have done it: no whole answer, a 5xx, a page of HTML, fields missing.
// kRateLimited and transport errors as everywhere.
#pragma once

#include <string>

#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

class TokenEndpoint {
 public:
  explicit TokenEndpoint(const V11Requests& requests) : requests_(requests) {}

  chp::Result<TokenAnswer> Redeem(const App& app, const AuthorizationCode& code,
                                  const chp::CallContext& call) const;
  // Ends by its own limit of 10 s and by nothing else: what is spent must not be left unanswered.
  chp::Result<TokenAnswer> Refresh(const App& app, const std::string& refresh_token) const;
  chp::Result<TokenAnswer> Exchange(const App& app, const OAuth1Token& token,
                                    const chp::CallContext& call) const;
  // Success also when X does not know the token any more.
  chp::Result<void> Revoke(const App& app, const std::string& token,
                           const chp::CallContext& call) const;
  // Offers a code that nobody has given out: whether X objects to it or to us tells.
  chp::Result<void> ProveClient(const App& app, const chp::CallContext& call) const;

 private:
  chp::Result<TokenAnswer> AskFor(const App& app, Parameters form,
                                  const chp::CallContext& call) const;

  const V11Requests& requests_;
};

}  // namespace twitter
