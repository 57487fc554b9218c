// Requests to X API v2: signed like those to v1.1, or by the access token of an account's OAuth 2.0
// grant, renewed when it is time and when X refuses it.
//
// A refused token is replaced once. A read waits for that and is asked once more; a write, which
// did nothing, comes back at once as kAgain "x.token_renewed": one write per call (plugin_abi.md
// A20).
#pragma once

#include "twitter_channel/auth/token_renewal.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"
#include "twitter_channel/x_api/v2/token_endpoint.hpp"

namespace twitter {

// `http`, `clock` and `tokens` must outlive it. Threads: any number at once.
class V2Requests : public V11Requests {
 public:
  V2Requests(HttpClient& http, const chp::Clock& clock, NonceSource nonce, TokenRenewal& tokens,
             RequestWatch* watch = nullptr)
      : V11Requests(http, clock, std::move(nonce), watch), tokens_(tokens) {}

  chp::Result<HttpResponse> Ask(const Credentials& credentials, const V11Request& request,
                                const chp::CallContext& call) const override;
  chp::Result<HttpResponse> Fetch(const Credentials& credentials, const MediaRequest& request,
                                  const BodySink& sink,
                                  const chp::CallContext& call) const override;

  // An access token that is good is there now, or none is needed.
  chp::Result<void> Prepare(const Credentials& credentials, const chp::CallContext& call) const;

  const TokenEndpoint& endpoint() const { return endpoint_; }

 private:
  class Issuer;
  class User;

  TokenRenewal& tokens_;
  TokenEndpoint endpoint_{*this};
};

}  // namespace twitter
