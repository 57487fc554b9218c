// What a plan of X allows and costs (x_api.md 2.1, 3.4, 4.1): one dated table, plans.json, which is
// embedded as the manifest is. X changes it often, so that an admin can overrule each value.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "plugin_api/cpp/error.hpp"

namespace twitter {

// What X bills, each by its own price: reads per resource that is returned, writes per request,
// deliveries per event.
enum class Charge {
  kPostRead,
  kOwnedRead,  // own data of the account that owns the app
  kUserRead,
  kDmRead,
  kPostWrite,
  kPostWriteLink,  // a post with a link, whatever it answers
  kSummonedReply,  // an answer to a post that names or quotes us
  kDmWrite,
  kDelete,
  kMediaMetadata,
  kPostDelivery,
  kPostDeleteDelivery,
  kDmDelivery,
  kChatDelivery
};
inline constexpr std::size_t kCharges = 14;
// "post_read", ...: its name in the table, in what is stored and in metrics.
std::string_view ChargeName(Charge charge);
std::optional<Charge> ChargeNamed(std::string_view name);
// For people: "posts read".
std::string_view ChargeLabel(Charge charge);

// Requests of one kind; 0: not said.
struct EndpointLimit {
  std::int64_t user = 0;      // of an account in 15 minutes
  std::int64_t app = 0;       // of the app in 15 minutes
  std::int64_t user_day = 0;  // of an account in 24 hours
  std::int64_t app_day = 0;   // of all accounts of the app in 24 hours
  bool operator==(const EndpointLimit&) const = default;
};

struct Plan {
  std::string id;
  std::string label;
  std::string as_of;                            // when X's pages were read, "2026-10-08"
  std::array<std::int64_t, kCharges> prices{};  // micro-dollars
  bool gates_replies = false;  // only posts that name or quote us, and our own, can be answered
  std::int64_t cashtags = 0;   // most in one post; 0: any number
  bool quote_posts = true;
  bool mentions_in_new_posts = true;
  std::int64_t subscriptions = 0;
  std::int64_t webhooks = 0;
  std::int64_t posts_per_month = 0;       // most that are read; 0: any number
  std::int64_t credit_probe_ms = 60'000;  // after the credit is used up: when to try again
  std::map<std::string, EndpointLimit, std::less<>> limits;  // by "POST /2/tweets"
  bool operator==(const Plan&) const = default;

  std::int64_t PriceOf(Charge charge) const { return prices[static_cast<std::size_t>(charge)]; }
};

// The plan of the table with `overrides` (JSON of the same members, or empty) put over it. kConfig
// naming the wrong member: "config.app.plan" or "config.app.plan_overrides.<member>".
chp::Result<Plan> PlanNamed(std::string_view id, std::string_view overrides = {});

// "$0.20", "$0.005": at least two decimals, no more than are needed.
std::string Dollars(std::int64_t micro_dollars);

}  // namespace twitter
