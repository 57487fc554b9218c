// Webhooks of today's API (x_api.md 2.2): the app's own, without environments.
#pragma once

#include "twitter_channel/x_api/app_bearer.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

class V2Webhooks : public Webhooks {
 public:
  explicit V2Webhooks(AppBearer& bearer) : bearer_(bearer) {}

  chp::Result<std::vector<Webhook>> List(const App& app, const chp::CallContext& call) override;
  // One environment without a label.
  chp::Result<std::vector<WebhookEnvironment>> ListAll(const App& app,
                                                       const chp::CallContext& call) override;
  // Not idempotent: kUncertain when it may be registered.
  chp::Result<Webhook> Register(const App& app, std::string_view url,
                                const chp::CallContext& call) override;
  chp::Result<void> Revalidate(const App& app, std::string_view webhook_id,
                               const chp::CallContext& call) override;
  chp::Result<void> Replay(const App& app, const ReplayOrder& order,
                           const chp::CallContext& call) override;
  chp::Result<void> Remove(const App& app, std::string_view webhook_id,
                           const chp::CallContext& call) override;

 private:
  AppBearer& bearer_;
};

}  // namespace twitter
