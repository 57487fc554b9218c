// The table of plans: complete, and changed by an admin member by member.
#include "twitter_channel/plans.hpp"

#include <gtest/gtest.h>

#include "twitter_channel/config.hpp"

namespace twitter {
namespace {

std::string ReasonOf(std::string_view overrides) {
  const auto plan = PlanNamed("pay_per_use", overrides);
  return plan ? "" : plan.error().reason;
}

TEST(Plans, EveryPlanOfTheTableIsCompleteAndDated) {
  for (const std::string_view id : {"pay_per_use", "enterprise", "legacy_v1_1"}) {
    const auto plan = PlanNamed(id);
    ASSERT_TRUE(plan.ok()) << id << ": " << plan.error().message;
    EXPECT_EQ(plan->id, id);
    EXPECT_EQ(plan->as_of.size(), std::string_view("2026-10-08").size());
    EXPECT_FALSE(plan->label.empty());
  }
}

TEST(Plans, PayPerUseHasXsPricesAndGates) {
  const Plan plan = *PlanNamed("pay_per_use");
  EXPECT_EQ(plan.PriceOf(Charge::kPostWrite), 15'000);
  EXPECT_EQ(plan.PriceOf(Charge::kPostWriteLink), 200'000);
  EXPECT_EQ(plan.PriceOf(Charge::kUserRead), 10'000);
  EXPECT_TRUE(plan.gates_replies);
  EXPECT_EQ(plan.cashtags, 1);
  EXPECT_EQ(plan.limits.at("POST /2/dm_conversations").user, 15);
  EXPECT_EQ(plan.limits.at("POST /2/tweets").app_day, 10'000);
}

TEST(Plans, EnterpriseIsExemptFromTheReplyGate) {
  EXPECT_FALSE(PlanNamed("enterprise")->gates_replies);
  EXPECT_FALSE(PlanNamed("legacy_v1_1")->gates_replies);
}

TEST(Plans, AnAdminsChangesAreMergedOverThePlan) {
  const auto plan = PlanNamed("pay_per_use", R"({"prices": {"post_write": 20000},
      "gates": {"replies": false}, "limits": {"POST /2/dm_conversations": {"user": 99}}})");
  ASSERT_TRUE(plan.ok()) << plan.error().message;
  EXPECT_EQ(plan->PriceOf(Charge::kPostWrite), 20'000);
  EXPECT_EQ(plan->PriceOf(Charge::kPostWriteLink), 200'000) << "the others stay";
  EXPECT_FALSE(plan->gates_replies);
  EXPECT_EQ(plan->cashtags, 1);
  EXPECT_EQ(plan->limits.at("POST /2/dm_conversations").user, 99);
  EXPECT_EQ(plan->limits.at("POST /2/dm_conversations").app_day, 1'440);
}

TEST(Plans, AWrongMemberIsNamed) {
  EXPECT_EQ(ReasonOf(R"({"price": {}})"), "config.app.plan_overrides.price");
  EXPECT_EQ(ReasonOf(R"({"prices": {"post": 1}})"), "config.app.plan_overrides.prices.post");
  EXPECT_EQ(ReasonOf(R"({"prices": {"delete": -1}})"), "config.app.plan_overrides.prices.delete");
  EXPECT_EQ(ReasonOf(R"({"prices": []})"), "config.app.plan_overrides.prices");
  EXPECT_EQ(ReasonOf(R"({"gates": {"replies": 1}})"), "config.app.plan_overrides.gates.replies");
  EXPECT_EQ(ReasonOf(R"({"limits": {"GET /2/x": {"hour": 1}}})"),
            "config.app.plan_overrides.limits.GET /2/x.hour");
  EXPECT_EQ(ReasonOf("[]"), "config.app.plan_overrides");
  EXPECT_EQ(ReasonOf("{"), "config.app.plan_overrides");
}

TEST(Plans, ConfigurationChoosesThePlanAndTheBudget) {
  const auto parse = [](std::string_view json) {
    return ParseConfig({.json = json, .secrets_json = "{}"});
  };
  EXPECT_EQ((*parse(R"({"app": {}})"))->app.plan.id, "legacy_v1_1");
  EXPECT_EQ((*parse(R"({"app": {"generation": "current"}})"))->app.plan.id, "pay_per_use");
  EXPECT_EQ((*parse(R"({"app": {"plan": "auto", "generation": "current"}})"))->app.plan.id,
            "pay_per_use");
  EXPECT_EQ((*parse(R"({"app": {"plan": "enterprise"}})"))->app.plan.id, "enterprise");
  EXPECT_EQ((*parse(R"({"app": {"daily_budget_cents": 250}})"))->app.daily_budget_micros,
            2'500'000);
  EXPECT_EQ(parse(R"({"app": {"plan": "gold"}})").error().reason, "config.app.plan");
  EXPECT_EQ(parse(R"({"app": {"plan_overrides": "{\"webhooks\": \"two\"}"}})").error().reason,
            "config.app.plan_overrides.webhooks");
  EXPECT_EQ(parse(R"({"app": {"daily_budget_cents": -1}})").error().reason,
            "config.app.daily_budget_cents");
}

TEST(Plans, EveryChargeHasANameOfItsOwn) {
  for (std::size_t index = 0; index < kCharges; ++index) {
    const auto charge = static_cast<Charge>(index);
    EXPECT_EQ(ChargeNamed(ChargeName(charge)), charge);
    EXPECT_FALSE(ChargeLabel(charge).empty());
  }
  EXPECT_FALSE(ChargeNamed("coffee"));
}

TEST(Plans, MoneyIsWrittenWithTheDecimalsItNeeds) {
  EXPECT_EQ(Dollars(200'000), "$0.20");
  EXPECT_EQ(Dollars(5'000), "$0.005");
  EXPECT_EQ(Dollars(0), "$0.00");
  EXPECT_EQ(Dollars(12'345'678), "$12.345678");
}

}  // namespace
}  // namespace twitter
