// All ports of X API v2, wired. A user is proven by an OAuth 2.0 grant or by OAuth 1.0a, the app by
// its bearer token.
#pragma once

#include "twitter_channel/x_api/app_bearer.hpp"
#include "twitter_channel/x_api/v2/auth_client.hpp"
#include "twitter_channel/x_api/v2/direct_messages.hpp"
#include "twitter_channel/x_api/v2/media_files.hpp"
#include "twitter_channel/x_api/v2/media_uploads.hpp"
#include "twitter_channel/x_api/v2/moderation.hpp"
#include "twitter_channel/x_api/v2/posts.hpp"
#include "twitter_channel/x_api/v2/requests.hpp"
#include "twitter_channel/x_api/v2/search.hpp"
#include "twitter_channel/x_api/v2/subscriptions.hpp"
#include "twitter_channel/x_api/v2/users.hpp"
#include "twitter_channel/x_api/v2/webhooks.hpp"

namespace twitter {

// `requests` and `tokens` must outlive it. Threads: any number at once.
class V2Api {
 public:
  V2Api(const V2Requests& requests, TokenRenewal& tokens)
      : bearer_(requests),
        auth_(requests, tokens),
        webhooks_(bearer_),
        subscriptions_(requests, bearer_),
        posts_(requests),
        direct_messages_(requests),
        search_(requests),
        media_files_(requests),
        users_(requests),
        media_uploads_(requests),
        moderation_(requests) {}
  V2Api(const V2Api&) = delete;
  V2Api& operator=(const V2Api&) = delete;

  XApi ports() {
    return {auth_,   webhooks_,    subscriptions_, posts_,          direct_messages_,
            search_, media_files_, users_,         &media_uploads_, &moderation_};
  }

 private:
  AppBearer bearer_;
  V2AuthClient auth_;
  V2Webhooks webhooks_;
  V2Subscriptions subscriptions_;
  V2Posts posts_;
  V2DirectMessages direct_messages_;
  V2Search search_;
  V2MediaFiles media_files_;
  V2Users users_;
  V2MediaUploads media_uploads_;
  V2Moderation moderation_;
};

}  // namespace twitter
