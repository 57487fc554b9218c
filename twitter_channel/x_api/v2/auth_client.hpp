// OAuth 1.0a and 2.0 for API v2 (x_api.md 1.2, 1.3). Of OAuth 1.0a the three legs are the same; who
// a token belongs to says /2/users/me.
#pragma once

#include "twitter_channel/x_api/v1_1/auth_client.hpp"
#include "twitter_channel/x_api/v2/requests.hpp"

namespace twitter {

class V2AuthClient : public V11AuthClient {
 public:
  V2AuthClient(const V2Requests& requests, TokenRenewal& tokens)
      : V11AuthClient(requests), requests_(requests), tokens_(tokens) {}

  chp::Result<LinkedUser> VerifyCredentials(const Credentials& credentials,
                                            const chp::CallContext& call) override;
  chp::Result<TokenAnswer> Redeem(const App& app, const AuthorizationCode& code,
                                  const chp::CallContext& call) override;
  chp::Result<TokenAnswer> Exchange(const App& app, const OAuth1Token& token,
                                    const chp::CallContext& call) override;
  chp::Result<User> UserOf(const App& app, std::string_view access_token,
                           const chp::CallContext& call) override;
  chp::Result<void> Prepare(const Credentials& credentials, const chp::CallContext& call) override;
  chp::Result<void> Withdraw(const Credentials& credentials, const chp::CallContext& call) override;
  chp::Result<void> ProveClient(const App& app, const chp::CallContext& call) override;

 private:
  const V2Requests& requests_;
  TokenRenewal& tokens_;
};

}  // namespace twitter
