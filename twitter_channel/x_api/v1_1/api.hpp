// All ports of X API v1.1 over one HTTP client, wired.
#pragma once

#include <utility>

#include "twitter_channel/x_api/app_bearer.hpp"
#include "twitter_channel/x_api/v1_1/auth_client.hpp"
#include "twitter_channel/x_api/v1_1/direct_messages.hpp"
#include "twitter_channel/x_api/v1_1/media_files.hpp"
#include "twitter_channel/x_api/v1_1/posts.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"
#include "twitter_channel/x_api/v1_1/search.hpp"
#include "twitter_channel/x_api/v1_1/subscriptions.hpp"
#include "twitter_channel/x_api/v1_1/users.hpp"
#include "twitter_channel/x_api/v1_1/webhooks.hpp"

namespace twitter {

// `http`, `clock` and `watch` must outlive it. Threads: any number at once.
class V11Api {
 public:
  V11Api(HttpClient& http, const chp::Clock& clock, NonceSource nonce,
         RequestWatch* watch = nullptr)
      : requests_(http, clock, std::move(nonce), watch) {}
  V11Api(const V11Api&) = delete;
  V11Api& operator=(const V11Api&) = delete;

  XApi ports() {
    return {auth_,   webhooks_,    subscriptions_, posts_, direct_messages_,
            search_, media_files_, users_};
  }

 private:
  V11Requests requests_;
  V11AuthClient auth_{requests_};
  V11Webhooks webhooks_{requests_};
  AppBearer bearer_{requests_};
  V11Subscriptions subscriptions_{requests_, bearer_};
  V11Posts posts_{requests_};
  V11DirectMessages direct_messages_{requests_};
  V11Search search_{requests_};
  V11MediaFiles media_files_{requests_};
  V11Users users_;
};

}  // namespace twitter
