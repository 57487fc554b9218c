// What X has cost, for the admin who looks; and how it is warned of.
#include "twitter_channel/admin/cost_report.hpp"

#include <memory>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/support/fake_kv.hpp"
#include "twitter_channel/admin/spending.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {
namespace {

namespace json = boost::json;

class CostReportTest : public ::testing::Test {
 protected:
  CostReportTest() {
    parsed_ = *ParseConfig({.json = R"({"app": {"consumer_key": "key", "generation": "current"},
        "accounts": [{"id": "7", "external_id": "2001", "screen_name": "acme"}]})",
                            .secrets_json = R"({"app": {"consumer_secret": "s"}})"});
    config_ = *parsed_;
  }
  CostMeter& costs() { return guard_.costs(); }
  void Spend(Charge charge, std::int64_t count) {
    Bill bill;
    bill.Add(charge, count);
    costs().Count("7", bill);
  }
  json::value Report(const std::vector<PollPrice>& polls = {}) {
    return json::parse(CostReport(config_, polls, costs()).value());
  }
  Spending Now() {
    EXPECT_TRUE(costs().Today().ok());
    return SpendingOf(config_, guard_);
  }

  testing::FakeClock clock_;
  testing::FakeKv kv_{clock_};
  RequestGuard guard_{kv_, clock_};
  std::shared_ptr<const Config> parsed_;  // the copy's index points into it
  Config config_;
};

TEST_F(CostReportTest, NamesDayAccountAndWhatWasBilled) {
  Spend(Charge::kSummonedReply, 3);
  const json::value report = Report();
  const json::object& row = report.at("days").at(0).as_object();
  EXPECT_EQ(row.at("day"), "2025-06-15");
  EXPECT_EQ(row.at("account"), "@acme");
  EXPECT_EQ(row.at("cost"), "$0.03");
  EXPECT_EQ(row.at("micro_dollars"), 30'000);
  EXPECT_EQ(row.at("what"), "3 answers to posts that name us");
}

TEST_F(CostReportTest, KeepsWhatARemovedAccountHasCost) {
  Spend(Charge::kDmWrite, 1);
  config_ = Config();
  EXPECT_EQ(Report().at("days").at(0).at("account"), "removed account 7");
}

TEST_F(CostReportTest, SaysWhatEachPollCosts) {
  const json::value report = Report({{"acme", "search terms", 120'000, Charge::kPostRead}});
  EXPECT_EQ(report.at("polls").at(0).at("every"), "120 s");
  EXPECT_EQ(report.at("polls").at(0).at("cost"),
            "nothing when nothing is new; up to $0.015 for each one found, its author included");
}

TEST_F(CostReportTest, AFailingStoreIsSaid) {
  kv_.faults.FailFrom(1, testing::StoreFailure());
  EXPECT_FALSE(CostReport(config_, {}, costs()).ok());
}

TEST_F(CostReportTest, WarnsAtFourFifthsOfTheBudgetAndStopsAtTheWhole) {
  EXPECT_EQ(Now().reason, "");
  config_.app.daily_budget_micros = 100'000;
  Spend(Charge::kSummonedReply, 7);
  EXPECT_EQ(Now().reason, "");
  Spend(Charge::kSummonedReply, 1);
  EXPECT_EQ(Now().reason, "app.budget_nearly_used");
  Spend(Charge::kSummonedReply, 2);
  EXPECT_EQ(Now().reason, "app.budget_used_up");
}

TEST_F(CostReportTest, SaysThatTheCreditIsUsedUp) {
  V11Request request;
  request.method = "POST";
  request.path = "/2/tweets";
  HttpResponse refused;
  refused.status = 402;
  const Credentials credentials{.app = &config_.app, .account_id = "7"};
  ASSERT_TRUE(guard_.Before(credentials, request).ok());
  guard_.After(credentials, request, refused);
  EXPECT_EQ(Now().reason, "x.out_of_credit");
}

TEST_F(CostReportTest, MetricsNameWhatOccurred) {
  Bill bill;
  bill.Add(Charge::kPostWrite, 2);
  EXPECT_EQ(BilledByKind(bill), (std::map<std::string, std::uint64_t>{{"post_write", 2}}));
  EXPECT_EQ(CostsByKind(bill, config_.app.plan),
            (std::map<std::string, std::uint64_t>{{"post_write", 30'000}}));
}

}  // namespace
}  // namespace twitter
