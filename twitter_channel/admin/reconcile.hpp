// Job reconcile: brings X to what the configuration says, after every change of it. Our webhook is
// valid, every active account's token works and, with push, is subscribed. An account of OAuth 1.0a
// whose app is used with OAuth 2.0 by now moves over. What cannot be repaired
// becomes a state with a sentence for the admin; what may work later fails the job, so that the
// host runs it again. Idempotent.
//
// Removing an account is the last word. A run works by the configuration it began with, and the
// account may be removed at X and here while it subscribes: so at its end a run looks at the newest
// configuration, and whoever is subscribed (subscribed_users.hpp) without an account in it is
// unsubscribed. The host runs one reconcile job at a time and another one after each change of the
// configuration, so the last run begins after everything that could subscribe; a run that was
// killed is made up for by the next.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/admin/oauth2_linking.hpp"
#include "twitter_channel/admin/state_board.hpp"
#include "twitter_channel/admin/subscribed_users.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

inline constexpr std::string_view kReconcileJob = "reconcile";  // id and kind

// How X's way to us was found.
enum class WebhookFound {
  kValid,     // or none is used
  kRepaired,  // valid again by what was done now
  kDown,      // told as the connection's state
};

class Reconciler {
 public:
  Reconciler(const chp::HostPorts& host, const XApi& api, StateBoard& states)
      : api_(api), log_(host.log), states_(states), oauth2_(host, api), subscribed_(host.kv) {}

  // The configuration as it is by now; another thread may have changed it during a run.
  using Newest = std::function<std::shared_ptr<const Config>()>;
  // The first error that may go away by itself, after everything has been tried.
  chp::Result<void> Run(const chp::CallContext& call, const Config& config, const Newest& newest);
  // The webhook alone; an error may go away by itself.
  chp::Result<WebhookFound> RepairWebhook(const chp::CallContext& call, const Config& config);

 private:
  chp::Result<WebhookFound> CheckWebhook(const chp::CallContext& call, const Config& config);
  chp::Result<void> RepairAccount(const chp::CallContext& call, const Config& config,
                                  const Account& account);
  chp::Result<void> Subscribe(const chp::CallContext& call, const Config& config,
                              const Account& account);
  // Nobody stays subscribed whose account is gone.
  chp::Result<void> EndOthers(const chp::CallContext& call, const Config& newest);
  // What the account's tokens may do is enough for what it is set to do.
  chp::Result<void> ReportAccess(const Account& account, const LinkedUser& linked,
                                 std::uint64_t times_told);
  chp::Result<void> Report(std::string_view account_id, const chp::Error& error);
  chp::Result<void> ReportUp(std::string_view account_id, std::uint64_t times_told);

  XApi api_;
  chp::Log& log_;
  StateBoard& states_;
  OAuth2Linking oauth2_;
  SubscribedUsers subscribed_;
};

}  // namespace twitter
