// Sends one reply exactly once, as far as that can be known. A long answer is several parts, each a
// message on X that answers the one before.
//
//   read ledger    all is on X: return the receipt, no remote call
//   nothing there  composed: refused or not confirmed, the agent is told and nothing is tried
//   intent there   the next part may be on X: look for it
//                    found          it is ours: record it
//                    proven absent  write again (two complete looks at least 60 s apart, the last
//                                   one at least 5 min after the write)
//                    unknown        again later; after 5 looks a person decides
//   files          brought to X before the first part, which shows them (media_pipeline.hpp)
//   access         renewed if it has ended: being killed while X does that leaves no doubt
//   put intent     of the next part; only one caller succeeds
//   write to X     one part per call
//   record it, claim the remote id, bind it in the host; the call for the next part follows at once
//
// What was decided before the first write holds for all parts, whatever changes meanwhile. A
// certain refusal takes the intent back: of the first part, sending again starts afresh; of a later
// one, it goes on with that part. After a write that succeeded nothing is reported as a failure:
// whatever could not be stored is found by the look. The receipt names what is on X on failure too.
#pragma once

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/outbound/contact_book.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

// Threads: any. Errors: kRejected "compose.*", "needs_confirmation.*" and "x.*"; kAgain
// "x.checking", "x.next_part", "x.media_*" with retry_after_ms; kRejected "x.uncertain" when a
// person has to decide; kConfig, kAuth or kRejected "account.*"; X's own verdicts and the store's
// errors pass through.
class Sender {
 public:
  // `contacts` must outlive it; null: nobody is known.
  Sender(const chp::HostPorts& host, const XApi& api, const ContactBook* contacts = nullptr)
      : host_(host), api_(api), contacts_(contacts) {}

  chp::Result<void> Send(const chp::CallContext& call, const chp::Reply& reply,
                         const Config& config, chp::Receipt& receipt);

 private:
  chp::HostPorts host_;
  XApi api_;
  const ContactBook* contacts_;
};

// kConfig "account.unknown": the reply's account is not linked through this connection.
chp::Result<const Account*> SendingAccount(const Config& config, std::string_view account_id);

}  // namespace twitter
