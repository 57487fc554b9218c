// OAuth 1.0a, three legs, and whose token it is (x_api.md 1.2).
#pragma once

#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

// Errors besides the port's: kConfig "x.callback_not_confirmed" when X does not say that it took
// our callback URL; kTransient "x.bad_answer" when an answer is not what the protocol says.
class V11AuthClient : public AuthClient {
 public:
  explicit V11AuthClient(const V11Requests& requests) : requests_(requests) {}

  chp::Result<RequestToken> RequestTokenFor(const App& app, std::string_view callback_url,
                                            const chp::CallContext& call) override;
  chp::Result<OAuth1Token> AccessToken(const App& app, const OAuth1Token& request_token,
                                       std::string_view verifier,
                                       const chp::CallContext& call) override;
  chp::Result<LinkedUser> VerifyCredentials(const Credentials& credentials,
                                            const chp::CallContext& call) override;

 private:
  const V11Requests& requests_;
};

}  // namespace twitter
