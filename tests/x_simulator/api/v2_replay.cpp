// POST /2/webhooks/replay: events of the last 24 hours are sent again, once each (x_api.md 2.4).
#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/api/problem.hpp"
#include "tests/x_simulator/api/routes.hpp"
#include "tests/x_simulator/api/v2_objects.hpp"
#include "tests/x_simulator/base/json_input.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kWindowMs = 24 * 60 * kMinuteMs;
constexpr std::int64_t kNewestBeginMs = 31 * kMinuteMs;
constexpr std::int64_t kNewestEndMs = 10 * kMinuteMs;

stub::HttpResponse Refused(std::string_view reason, std::string_view detail) {
  return ProblemAnswer(400, "Invalid Request", std::string(reason) + ": " + std::string(detail),
                       "invalid-request");
}

int Part(std::string_view text, std::size_t start, std::size_t length) {
  int number = -1;
  const char* begin = text.data() + start;
  const auto [end, error] = std::from_chars(begin, begin + length, number);
  return error == std::errc() && end == begin + length ? number : -1;
}

// "yyyymmddhhmm" in UTC, or nothing.
std::optional<std::int64_t> MinuteFrom(const std::string& text) {
  if (text.size() != 12) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year(Part(text, 0, 4)),
                                        std::chrono::month(static_cast<unsigned>(Part(text, 4, 2))),
                                        std::chrono::day(static_cast<unsigned>(Part(text, 6, 2)))};
  const int hour = Part(text, 8, 2);
  const int minute = Part(text, 10, 2);
  if (!day.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  const std::chrono::minutes time = std::chrono::sys_days(day).time_since_epoch() +
                                    std::chrono::hours(hour) + std::chrono::minutes(minute);
  return std::chrono::milliseconds(time).count();
}

void QueueAgain(State& state, const Webhook& webhook, std::int64_t from_ms, std::int64_t to_ms,
                const std::string& job_id) {
  const auto add = [&](Delivery delivery) {
    delivery.id = state.NextId();
    delivery.state = "waiting";
    delivery.attempts.clear();
    delivery.created_ms = state.now_ms;
    delivery.due_ms = state.now_ms;
    state.webhooks.deliveries.push_back(std::move(delivery));
  };
  const std::vector<Delivery> known = state.webhooks.deliveries;
  for (const Delivery& each : known) {
    const bool own = each.app_id == webhook.app_id && each.environment == webhook.environment;
    if (own && each.created_ms >= from_ms && each.created_ms < to_ms) add(each);
  }
  Delivery ended;
  ended.app_id = webhook.app_id;
  ended.kind = "replay_job_status";
  ended.body =
      json::serialize(json::object{{"replay_job_status",
                                    {{"webhook_id", webhook.id},
                                     {"job_state", "Complete"},
                                     {"job_state_description", "Job completed successfully"},
                                     {"job_id", job_id}}}});
  add(ended);
}

// One job at a time: until its end was told.
bool IsReplaying(const State& state, const std::string& app_id) {
  const auto& all = state.webhooks.deliveries;
  return std::any_of(all.begin(), all.end(), [&](const Delivery& each) {
    return each.app_id == app_id && each.kind == "replay_job_status" && each.state == "waiting";
  });
}

stub::HttpResponse Replay(Context& context, const Call& call) {
  const auto body = ParseObject(call.request.body);
  const auto* members = body ? &*body : nullptr;
  const auto from_ms = MinuteFrom(TextMember(members, "from_date").value_or(""));
  const auto to_ms = MinuteFrom(TextMember(members, "to_date").value_or(""));
  const auto state = context.world.Lock();
  const Webhook* webhook = state->webhooks.Find(TextMember(members, "webhook_id").value_or(""));
  if (webhook == nullptr || webhook->app_id != call.caller.app_id) {
    return Refused("WebhookIdInvalid", "The app has no webhook of this id.");
  }
  const bool fits =
      from_ms && to_ms && *from_ms < *to_ms && *from_ms >= state->now_ms - kWindowMs &&
      *from_ms <= state->now_ms - kNewestBeginMs && *to_ms <= state->now_ms - kNewestEndMs;
  if (!fits) {
    return Refused("InvalidDates",
                   "from_date must be 31 minutes to 24 hours ago, to_date later and "
                   "10 minutes ago, both as yyyymmddhhmm.");
  }
  if (IsReplaying(*state, webhook->app_id)) {
    return Refused("ReplayConflictError", "A replay of this webhook is running.");
  }
  const std::string job_id = state->NextId();
  QueueAgain(*state, Webhook(*webhook), *from_ms, *to_ms, job_id);
  return JsonAnswer({{"data", {{"job_id", job_id}, {"created_at", V2Time(state->now_ms)}}}});
}

}  // namespace

std::vector<Route> V2ReplayRoutes() {
  return {{"POST", "/2/webhooks/replay", Access::kBearer, &Replay}};
}

}  // namespace xsim
