// Which polls stand on the bill.
#include "twitter_channel/inbound/poll_prices.hpp"

#include "tests/unit/inbound/poll_fixture.hpp"

namespace twitter::testing {
namespace {

class PollPricesTest : public PollTest {
 protected:
  std::string Listed() const {
    std::string listed;
    for (const PollPrice& price : PollPricesOf(*config_)) {
      listed += price.what + "/" + std::to_string(price.interval_ms / 1000) + " ";
    }
    return listed;
  }
};

TEST_F(PollPricesTest, WhereXSendsNothingEveryListIsAskedForOften) {
  Collect({.quotes = "3"});
  EXPECT_EQ(Listed(), "mentions/60 quotes/120 own posts/60 direct messages/120 ");
}

TEST_F(PollPricesTest, BesideEventsTheyAreRarerAndThoseSwitchedOffCostNothing) {
  Collect({.asks_only = false});
  EXPECT_EQ(Listed(), "mentions/900 own posts/900 direct messages/3600 ");
  Collect({.asks_only = false, .polling = R"({"check_mentions_minutes":0})"});
  EXPECT_EQ(Listed(), "direct messages/3600 ");
}

TEST_F(PollPricesTest, MessagesAreChargedAsMessages) {
  Collect({.mentions = ""});
  const auto prices = PollPricesOf(*config_);
  ASSERT_EQ(prices.size(), 1u);
  EXPECT_EQ(prices[0].account, "acme");
  EXPECT_EQ(prices[0].item, Charge::kDmRead);
}

}  // namespace
}  // namespace twitter::testing
