// Job poll/<account>/direct_messages: direct messages are asked for, newest first, down to the last
// one that is known, and delivered oldest first. They go the way of those that X sends by itself.
// Where X sends events, this finds what they left out.
//
// X does not cut the list by ids, and shows thirty days of it, fifteen pages in a quarter of an
// hour: a turn that does not reach the last known message remembers the gap and X's token for it,
// and the next one goes on there. A token that X no longer takes is read up to again from now.
//
// A conversation of several people becomes one notice with a link, as a ticket is of one customer
// (plugin_abi.md A12). Requests of people who never wrote before come like any other message.
#pragma once

#include <string>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/inbound/found_messages.hpp"
#include "twitter_channel/inbound/poll_place.hpp"
#include "twitter_channel/inbound/poll_plan.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

class MessagePoll {
 public:
  MessagePoll(const chp::HostPorts& host, DirectMessages& messages)
      : host_(host), messages_(messages), found_(host) {}

  // kAgain with the time of the next turn, or of the rest of this one; success when they are not
  // read (any more). Errors as X or the host gave them: nothing is counted as read then. What X
  // refuses is asked for again at the next turn.
  chp::Result<void> Run(const chp::CallContext& call, const Config& config, const chp::Job& job);

 private:
  struct Turn;
  struct Reading;
  chp::Result<void> ReadAll(Turn& turn);
  chp::Result<void> ReadGaps(Turn& turn);
  chp::Result<void> ReadNewest(Turn& turn);
  Reading Read(const Turn& turn, const Stretch& stretch);
  chp::Result<void> Deliver(const Turn& turn, std::vector<DirectMessage> messages);

  chp::HostPorts host_;
  DirectMessages& messages_;
  FoundMessages found_;
};

}  // namespace twitter
