// OAuth 1.0a for API v2 (x_api.md 1.2): the same three legs; who a token belongs to says
// /2/users/me.
#pragma once

#include "twitter_channel/x_api/v1_1/auth_client.hpp"

namespace twitter {

class V2AuthClient : public V11AuthClient {
 public:
  explicit V2AuthClient(const V11Requests& requests)
      : V11AuthClient(requests), requests_(requests) {}

  chp::Result<LinkedUser> VerifyCredentials(const Credentials& credentials,
                                            const chp::CallContext& call) override;

 private:
  const V11Requests& requests_;
};

}  // namespace twitter
