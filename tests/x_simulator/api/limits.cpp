#include "tests/x_simulator/api/limits.hpp"

#include <array>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/error_table.hpp"

namespace xsim {
namespace {

constexpr std::int64_t kQuarterHour = 900;
constexpr std::int64_t kDay = 86'400;

struct Limit {
  std::string_view method;
  std::string_view pattern;  // what the route's pattern begins with
  int app = 0;               // 0: none of this kind
  int user = 0;
  int user_day = 0;
  int app_day = 0;
};

constexpr std::array kLimits = {
    Limit{"POST", "/2/dm_conversations", 0, 15, 1'440, 1'440},
    Limit{"DELETE", "/2/dm_events/:id", 0, 300, 1'500, 4'000},
    Limit{"POST", "/2/tweets", 0, 100, 0, 10'000},
    Limit{"DELETE", "/2/tweets/:id", 0, 50},
    Limit{"PUT", "/2/tweets/:id/hidden", 0, 50},
    Limit{"GET", "/2/dm_", 0, 15},
    Limit{"GET", "/2/tweets/search/recent", 450, 300},
    Limit{"GET", "/2/users/:id/mentions", 450, 300},
    Limit{"GET", "/2/users/:id/tweets", 10'000, 900},
    Limit{"GET", "/2/users/me", 0, 75},
    Limit{"GET", "/2/users", 300, 900},
    Limit{"GET", "/2/tweets", 3'500, 5'000},
    Limit{"GET", "/1.1/search/tweets.json", 450, 180},
    Limit{"GET", "/1.1/direct_messages/events/list.json", 15, 15},
};

// Reads that are not in the list: 900. Other writes of v1.1 carry no headers and are not limited
// here; POST of a lookup only makes room for ids.
Limit LimitOf(const Route& route) {
  for (const Limit& limit : kLimits) {
    if (limit.method == route.method && route.pattern.starts_with(limit.pattern)) return limit;
  }
  const bool reads = route.method == "GET" || route.pattern.ends_with("/lookup.json");
  return reads ? Limit{route.method, route.pattern, 900, 900} : Limit{};
}

void Add(stub::HttpResponse& answer, const std::string& name,
         const std::optional<RateLimit>& rate) {
  if (!rate) return;
  answer.headers.push_back({name + "-limit", std::to_string(rate->limit)});
  answer.headers.push_back({name + "-remaining", std::to_string(rate->remaining)});
  answer.headers.push_back({name + "-reset", std::to_string(rate->reset)});
}

}  // namespace

std::optional<stub::HttpResponse> CountRequest(State& state, const Route& route, Call& call) {
  const Limit limit = LimitOf(route);
  const std::string endpoint = std::string(route.method) + " " +
                               std::string(limit.pattern.empty() ? route.pattern : limit.pattern);
  const std::string of_app = call.caller.app_id + " ";
  const std::string of_user = of_app + call.caller.user_id + " ";
  RateLimits::Counted counted;
  const std::int64_t now = state.now_ms / 1000;
  const auto count = [&](const std::string& key, int most, std::int64_t length) {
    return most == 0 ? std::optional<RateLimit>()
                     : std::optional(state.rate_limits.Count(key + endpoint, {most, length}, now));
  };
  counted.quarter_hour =
      count(of_user, call.caller.user_id.empty() ? limit.app : limit.user, kQuarterHour);
  counted.user_day = count("day " + of_user, limit.user_day, kDay);
  counted.app_day = count("day of app " + of_app, limit.app_day, kDay);
  call.counted = counted;
  if (counted.exceeded()) return TooMany();
  return std::nullopt;
}

void AddRateHeaders(stub::HttpResponse& answer, const RateLimits::Counted& counted) {
  Add(answer, "x-rate-limit", counted.quarter_hour);
  Add(answer, "x-user-limit-24hour", counted.user_day);
  Add(answer, "x-app-limit-24hour", counted.app_day);
}

stub::HttpResponse TooMany() { return ErrorAnswer({88, {}}); }

}  // namespace xsim
