// Messages that no rule took are kept for some days (plugin_abi.md A18). Actions on them:
//   rules.dry_run  what edited settings would do with them, and why
//   rules.take     what the saved settings take now is delivered again and becomes a ticket
//
// Input of both: {"days": 7}; of the first also "settings", the edited settings of the account as
// JSON text, without which the saved ones are tried.
// Output of the first: {"looked_at", "taken", "left", "changes": [{"id", "title", "author",
// "sent_ms", "before", "after", "group_id", "why"}]}; "before" and "after" are "ticket" or
// "context", "why" is match_json; at most 200 changes are listed, newest first. Of the second:
// {"taken"}.
#pragma once

#include <string>

#include "plugin_api/cpp/channel.hpp"
#include "twitter_channel/config.hpp"

namespace twitter {

class RuleTrial {
 public:
  explicit RuleTrial(const chp::HostPorts& host) : host_(host) {}

  // kConfig for settings that cannot be read, kRejected for an unknown account or a bad input.
  chp::Result<std::string> DryRun(const chp::CallContext& call, const chp::ActionInput& action,
                                  const Config& config);
  // May be repeated: what is a ticket already is not delivered again.
  chp::Result<std::string> Take(const chp::CallContext& call, const chp::ActionInput& action,
                                const Config& config);

 private:
  chp::HostPorts host_;
};

}  // namespace twitter
