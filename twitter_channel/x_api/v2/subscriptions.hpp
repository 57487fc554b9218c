// Subscriptions of the X Activity API (x_api.md 2.7): one per event type and account, each delivery
// paid for. Those of an account are made what it wishes: missing ones are added, others end. What
// only helps (encrypted messages, receipts, revocations) is done without where X refuses it. Then
// the account leaves the Account Activity API.
#pragma once

#include "twitter_channel/x_api/app_bearer.hpp"
#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v2/account_activity.hpp"

namespace twitter {

class V2Subscriptions : public Subscriptions {
 public:
  V2Subscriptions(const V11Requests& requests, AppBearer& bearer)
      : requests_(requests), bearer_(bearer), account_activity_(bearer) {}

  chp::Result<void> Subscribe(const Credentials& credentials, const SubscriptionWish& wish,
                              const chp::CallContext& call) override;
  // Whether there is any for the token's user.
  chp::Result<bool> IsSubscribed(const Credentials& credentials,
                                 const chp::CallContext& call) override;
  chp::Result<void> Unsubscribe(const Credentials& credentials,
                                const chp::CallContext& call) override;
  chp::Result<void> End(const App& app, std::string_view user_id,
                        const chp::CallContext& call) override;

 private:
  struct Known {
    std::string id;
    std::string event_type;
    std::string user_id;
    std::string webhook_id;
  };

  chp::Result<std::vector<Known>> List(const App& app, const chp::CallContext& call);
  chp::Result<void> Add(const Credentials& credentials, std::string_view event_type,
                        const std::string& user_id, const chp::CallContext& call) const;
  chp::Result<void> SubscribeToActivity(const Credentials& credentials,
                                        const SubscriptionWish& wish, const chp::CallContext& call);
  // Who takes the app's permission away: one for all users of the app.
  chp::Result<void> AddRevocations(const App& app, const chp::CallContext& call);
  chp::Result<void> Remove(const App& app, const Known& known, const chp::CallContext& call);

  const V11Requests& requests_;
  AppBearer& bearer_;
  AccountActivity account_activity_;
};

}  // namespace twitter
