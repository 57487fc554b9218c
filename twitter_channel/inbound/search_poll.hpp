// Job poll/<account>/search: looks on X for the account's search terms and, where v1.1 sends no
// events, for posts that name the account, in turns. What it finds goes through the same router and
// normaliser as what X sends by itself, so that a post that comes both ways is one message.
//
// A turn reads every query from now back to where the last turn began, page by page; each page is
// stored before the next is asked for. The first turn is bounded in age and to one page a query.
// What a turn does not reach, because there was too much, is kept as a gap and read by later turns.
#pragma once

#include <string>

#include "plugin_api/cpp/ports.hpp"
#include "twitter_channel/config.hpp"
#include "twitter_channel/inbound/found_messages.hpp"
#include "twitter_channel/inbound/search_cursor.hpp"
#include "twitter_channel/x_api/ports.hpp"

namespace twitter {

inline constexpr std::string_view kPollJob = "poll";  // kind

// False: nothing to look for, not active, or no token.
bool IsPolled(const Config& config, const Account& account);
// To be scheduled when an account's configuration has changed.
chp::Job SearchPollJob(const Account& account);

class SearchPoll {
 public:
  SearchPoll(const chp::HostPorts& host, Search& search)
      : host_(host), search_(search), found_(host) {}

  // kAgain with the time of the next turn, or of the rest of this one; success when the account is
  // not polled (any more). Errors as X or the host gave them: the turn goes on where it was.
  chp::Result<void> Run(const chp::CallContext& call, const Config& config,
                        std::string_view account_id);

 private:
  struct Turn;
  chp::Result<void> ReadQueries(Turn& turn);
  chp::Result<void> ReadGaps(Turn& turn);
  chp::Result<SearchPage> ReadPage(Turn& turn, const SearchQuery& query);
  chp::Result<void> Store(const Turn& turn, std::vector<Post> posts);
  chp::Result<void> KeepPlace(Turn& turn, const RateLimit& limit);

  chp::HostPorts host_;
  Search& search_;
  FoundMessages found_;
};

}  // namespace twitter
