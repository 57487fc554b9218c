#include "twitter_channel/inbound/poll_prices.hpp"

#include <string_view>

#include "twitter_channel/inbound/poll_plan.hpp"
#include "twitter_channel/inbound/search_poll.hpp"

namespace twitter {
namespace {

// What people call a list.
std::string_view WordsFor(Feed feed) {
  switch (feed) {
    case Feed::kMentions:
      return "mentions";
    case Feed::kQuotes:
      return "quotes";
    case Feed::kOwnPosts:
      return "own posts";
    case Feed::kDirectMessages:
      return "direct messages";
  }
  return {};
}

void AddListsOf(const Config& config, const Account& account, std::vector<PollPrice>& prices) {
  for (const Feed feed : kFeeds) {
    const PollPlan plan = PlanOf(config, account, feed);
    if (!plan.is_read || plan.interval_ms == 0) continue;
    const Charge item = feed == Feed::kDirectMessages ? Charge::kDmRead : Charge::kPostRead;
    prices.push_back({account.screen_name, std::string(WordsFor(feed)), plan.interval_ms, item});
  }
}

}  // namespace

std::vector<PollPrice> PollPricesOf(const Config& config) {
  std::vector<PollPrice> prices;
  for (const Account& account : config.accounts) {
    if (IsPolled(config, account)) {
      prices.push_back({account.screen_name, "search terms", account.settings.polling.interval_ms,
                        Charge::kPostRead});
    }
    AddListsOf(config, account, prices);
  }
  return prices;
}

}  // namespace twitter
