// Which accounts' events X sends to the webhook of the environment (x_api.md 2.9).
#pragma once

#include "twitter_channel/x_api/app_bearer.hpp"
#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

class V11Subscriptions : public Subscriptions {
 public:
  V11Subscriptions(const V11Requests& requests, AppBearer& bearer)
      : requests_(requests), bearer_(bearer) {}

  chp::Result<void> Subscribe(const Credentials& credentials, const SubscriptionWish& wish,
                              const chp::CallContext& call) override;
  // False on 404.
  chp::Result<bool> IsSubscribed(const Credentials& credentials,
                                 const chp::CallContext& call) override;
  // Success also on 404: there is nothing to end.
  chp::Result<void> Unsubscribe(const Credentials& credentials,
                                const chp::CallContext& call) override;
  chp::Result<void> End(const App& app, std::string_view user_id,
                        const chp::CallContext& call) override;

 private:
  const V11Requests& requests_;
  AppBearer& bearer_;
};

}  // namespace twitter
