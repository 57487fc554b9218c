// Jobs poll/<account>/mentions, /quotes, /own_posts: posts that X lists for an account, read from
// the newest back to where the last turn began, and delivered oldest first. The same code stands in
// for X's events where there are none, and finds beside them what they left out.
//
// A turn is bounded. What it does not reach, because there is too much, X's limit is used up or the
// call ends, is kept as a gap and read first by the next one. The first turn reads one page, or
// nothing where X sends events: it only marks where reading begins.
#pragma once

#include <cstddef>
#include <string>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/inbound/found_messages.hpp"
#include "twitter_channel/inbound/poll_place.hpp"
#include "twitter_channel/inbound/poll_plan.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

class TimelinePoll {
 public:
  TimelinePoll(const chp::HostPorts& host, Posts& posts, Search& search)
      : host_(host), posts_(posts), search_(search), found_(host) {}

  // kAgain with the time of the next turn, or of the rest of this one; success when the list is not
  // read (any more). Errors as X or the host gave them: nothing is lost. What X refuses is asked
  // for again at the next turn: a periodic job never ends by a refusal.
  chp::Result<void> Run(const chp::CallContext& call, const Config& config, const chp::Job& job);

 private:
  struct Turn;
  struct Reading;
  chp::Result<void> ReadAll(Turn& turn);
  chp::Result<void> ReadGaps(Turn& turn);
  chp::Result<void> ReadNewest(Turn& turn);
  Reading Read(const Turn& turn, const Stretch& stretch);
  chp::Result<SearchPage> Ask(const Turn& turn, const Stretch& stretch);
  chp::Result<void> Deliver(const Turn& turn, std::vector<Post> posts);

  chp::HostPorts host_;
  Posts& posts_;
  Search& search_;
  FoundMessages found_;
};

}  // namespace twitter
