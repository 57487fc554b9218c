// Sends one reply exactly once, as far as that can be known.
//
//   compose        refused: the agent is told, nothing is tried
//   read ledger    a receipt is there: return it, no remote call
//   intent there   a write may have happened: look for it on X
//                    found          it is ours: record it
//                    proven absent  write again (two complete looks at least 60 s apart, the last
//                                   one at least 5 min after the write)
//                    unknown        again later; after 5 looks a person decides
//   put intent     only one caller succeeds
//   write to X     once per call
//   put receipt, claim the remote id, bind it in the host
//
// A certain refusal closes the intent, so that sending again starts afresh. After a write that
// succeeded nothing is reported as a failure: whatever could not be stored is found by the look.
#pragma once

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

// Threads: any. Errors: kRejected "compose.*" and "x.*"; kAgain "x.checking" with retry_after_ms;
// kRejected "x.uncertain" when a person has to decide; kConfig "account.*"; X's own verdicts and
// the store's errors pass through.
class Sender {
 public:
  Sender(const chp::HostPorts& host, const XApi& api) : host_(host), api_(api) {}

  chp::Result<void> Send(const chp::CallContext& call, const chp::Reply& reply,
                         const Config& config, chp::Receipt& receipt);

 private:
  chp::HostPorts host_;
  XApi api_;
};

// kConfig "account.unknown": the reply's account is not linked through this connection.
chp::Result<const Account*> SendingAccount(const Config& config, std::string_view account_id);

}  // namespace twitter
