// Job poll/<account>/direct_messages: where X sends no events, direct messages are asked for,
// newest first, down to the last one that is known. They go the way of those that X sends by
// itself.
#pragma once

#include <string>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

inline constexpr std::string_view kMessagePollJob = "message_poll";  // kind

// False: X sends them, they are not collected, or the account is not active or has no token.
bool AreMessagesPolled(const Config& config, const Account& account);
// To be scheduled when an account's configuration has changed.
chp::Job MessagePollJob(const Account& account);

class MessagePoll {
 public:
  MessagePoll(const chp::HostPorts& host, DirectMessages& messages)
      : host_(host), messages_(messages) {}

  // kAgain with the time of the next turn; success when they are not polled (any more). Errors as X
  // or the host gave them: nothing is counted as read then.
  chp::Result<void> Run(const chp::CallContext& call, const Config& config,
                        std::string_view account_id);

 private:
  chp::Result<void> Deliver(const Config& config, const Account& account,
                            std::vector<DirectMessage> messages);

  chp::HostPorts host_;
  DirectMessages& messages_;
};

}  // namespace twitter
