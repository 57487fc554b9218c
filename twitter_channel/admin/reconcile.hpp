// Job reconcile: brings X to what the configuration says, after every change of it. Our webhook is
// valid, every active account's token works and, with push, is subscribed. An account of OAuth 1.0a
// whose app is used with OAuth 2.0 by now moves over. What cannot be repaired
// becomes a state with a sentence for the admin; what may work later fails the job, so that the
// host runs it again. Idempotent.
#pragma once

#include <optional>
#include <string>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/admin/oauth2_linking.hpp"
#include "twitter_channel/admin/state_board.hpp"
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
      : api_(api), states_(states), oauth2_(host, api) {}

  // The first error that may go away by itself, after everything has been tried.
  chp::Result<void> Run(const chp::CallContext& call, const Config& config);
  // The webhook alone; an error may go away by itself.
  chp::Result<WebhookFound> RepairWebhook(const chp::CallContext& call, const Config& config);

 private:
  chp::Result<WebhookFound> CheckWebhook(const chp::CallContext& call, const Config& config);
  chp::Result<void> RepairAccount(const chp::CallContext& call, const Config& config,
                                  const Account& account);
  // What the account's tokens may do is enough for what it is set to do.
  chp::Result<void> ReportAccess(const Account& account, const LinkedUser& linked);
  chp::Result<void> Report(std::string_view account_id, const chp::Error& error);
  chp::Result<void> ReportUp(std::string_view account_id);

  XApi api_;
  StateBoard& states_;
  OAuth2Linking oauth2_;
};

}  // namespace twitter
