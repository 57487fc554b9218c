// Webhooks of the Account Activity API with a dev-environment label (x_api.md 2.9).
#pragma once

#include "twitter_channel/x_api/ports.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {

class V11Webhooks : public Webhooks {
 public:
  explicit V11Webhooks(const V11Requests& requests) : requests_(requests) {}

  chp::Result<std::vector<Webhook>> List(const App& app, const chp::CallContext& call) override;
  // A plain list, as some apps get it, is one environment without a label.
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
  chp::Result<std::vector<WebhookEnvironment>> Get(const App& app, std::string path,
                                                   const chp::CallContext& call) const;
  chp::Result<void> Change(const App& app, std::string_view method, std::string_view webhook_id,
                           const chp::CallContext& call) const;

  const V11Requests& requests_;
};

// "/1.1/account_activity/all/<label>", the label encoded.
std::string EnvironmentPath(const App& app);

}  // namespace twitter
