#include "twitter_channel/inbound/poll_prices.hpp"

#include "twitter_channel/inbound/message_poll.hpp"
#include "twitter_channel/inbound/search_poll.hpp"

namespace twitter {

std::vector<PollPrice> PollPricesOf(const Config& config) {
  std::vector<PollPrice> prices;
  for (const Account& account : config.accounts) {
    const std::int64_t interval_ms = account.settings.polling.interval_ms;
    if (IsPolled(config, account)) {
      prices.push_back({account.screen_name, "search terms", interval_ms, Charge::kPostRead});
    }
    if (AreMessagesPolled(config, account)) {
      prices.push_back({account.screen_name, "direct messages", interval_ms, Charge::kDmRead});
    }
  }
  return prices;
}

}  // namespace twitter
