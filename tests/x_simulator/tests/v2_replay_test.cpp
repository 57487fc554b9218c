// What X sends again, by a clock the test turns (x_api.md 2.4).
#include <algorithm>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "tests/x_simulator/api/routes.hpp"

namespace xsim {
namespace {

// 2025-04-24 20:30 UTC.
constexpr std::int64_t kOutageStart = 1'745'526'600'000;
constexpr std::int64_t kHourMs = 3'600'000;

class ReplayTest : public testing::Test {
 protected:
  ReplayTest() : world_([this] { return now_; }), context_{world_, "http://x", false, {}} {
    const auto state = world_.Lock();
    state->webhooks.list = {{"56", "1", "", "http://127.0.0.1:1/", false, kOutageStart}};
    Delivery lost;
    lost.id = "3";
    lost.app_id = "1";
    lost.body = "{\"lost\":true}";
    lost.state = "failed";
    lost.created_ms = kOutageStart + kHourMs / 2;
    state->webhooks.deliveries = {lost};
  }
  int Order(const std::string& from, const std::string& to) {
    stub::HttpRequest request;
    request.body = boost::json::serialize(
        boost::json::object{{"webhook_id", "56"}, {"from_date", from}, {"to_date", to}});
    Caller caller;
    caller.app_id = "1";
    caller.bearer = true;
    const Call call{request, {}, {}, {}, caller, {}};
    return V2ReplayRoutes()[0].handler(context_, call).status;
  }
  std::vector<std::string> Waiting() {
    std::vector<std::string> bodies;
    for (const Delivery& each : world_.Lock()->webhooks.deliveries) {
      if (each.state == "waiting") bodies.push_back(each.body);
    }
    return bodies;
  }

  std::int64_t now_ = kOutageStart + 3 * kHourMs;
  World world_;
  Context context_;
};

TEST_F(ReplayTest, WhatFellIntoTheTimeIsSentAgainAndItsEndIsTold) {
  EXPECT_EQ(Order("202504242030", "202504242130"), 200);
  const auto waiting = Waiting();
  ASSERT_EQ(waiting.size(), 2u);
  EXPECT_EQ(waiting[0], "{\"lost\":true}");
  EXPECT_NE(waiting[1].find("replay_job_status"), std::string::npos);
}

TEST_F(ReplayTest, OneRunsAtATime) {
  EXPECT_EQ(Order("202504242030", "202504242130"), 200);
  EXPECT_EQ(Order("202504242130", "202504242200"), 400);
}

TEST_F(ReplayTest, OnlyTimesThatXHoldsReadyAreTaken) {
  EXPECT_EQ(Order("202504232230", "202504242130"), 400) << "longer ago than a day";
  EXPECT_EQ(Order("202504242310", "202504242315"), 400) << "too new";
  EXPECT_EQ(Order("202504242130", "202504242030"), 400) << "the wrong way round";
  EXPECT_EQ(Order("2025-04-24", "now"), 400);
  EXPECT_TRUE(Waiting().empty());
}

}  // namespace
}  // namespace xsim
