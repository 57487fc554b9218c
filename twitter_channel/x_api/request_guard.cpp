#include "twitter_channel/x_api/request_guard.hpp"

#include <algorithm>
#include <array>

#include "twitter_channel/http/http_status.hpp"
#include "twitter_channel/x_api/endpoint.hpp"
#include "twitter_channel/x_api/reasons.hpp"
#include "twitter_channel/x_api/v1_1/requests.hpp"

namespace twitter {
namespace {

constexpr int kPaymentRequired = 402;

// What is read both regularly and to see whether a reply is there.
constexpr std::array<std::string_view, 4> kShared = {"GET /2/users/:id/tweets", "GET /2/dm_events",
                                                     "GET /1.1/statuses/user_timeline.json",
                                                     "GET /1.1/direct_messages/events/list.json"};

bool IsGuarded(const V11Request& request) {
  return IsOfApi(request.path) && request.operation != Operation::kAuthorize;
}

LimitSubject SubjectOf(const Credentials& credentials, const V11Request& request) {
  return {credentials.app->consumer_key, std::string(credentials.account_id),
          EndpointOf(request.method, request.path)};
}

Reserve ReserveOf(Purpose purpose, std::string_view endpoint) {
  if (purpose == Purpose::kAnswer) return Reserve::kNothing;
  if (purpose == Purpose::kNewPost) return Reserve::kTenth;
  const bool shared = std::find(kShared.begin(), kShared.end(), endpoint) != kShared.end();
  return shared ? Reserve::kFifth : Reserve::kNothing;
}

// "14:05 UTC".
std::string TimeOfDay(std::int64_t ms) {
  const std::int64_t minutes = (ms + 59'999) / 60'000 % 1'440;  // not before it
  const auto two = [](std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return two(minutes / 60) + ":" + two(minutes % 60) + " UTC";
}

chp::Error Wait(chp::Scope scope, std::string_view reason, std::string message,
                std::int64_t wait_ms) {
  return {.code = chp::Code::kRateLimited,
          .reason = std::string(reason),
          .message = std::move(message),
          .retry_after_ms = std::max<std::int64_t>(wait_ms, 1),
          .scope = scope};
}

}  // namespace

chp::Result<void> RequestGuard::Before(const Credentials& credentials, const V11Request& request) {
  if (!IsGuarded(request)) return {};
  const App& app = *credentials.app;
  const bool paid = IsPaid(request);
  if (paid) {
    if (auto allowed = CheckBudget(app); !allowed) return allowed;
  }
  const std::int64_t now_ms = clock_.NowMs();
  if (const auto wait_ms = credit_.Enter(app.consumer_key, now_ms)) {
    return Wait(chp::Scope::kConnection, reason::kOutOfCredit,
                "The app's credit at X is used up; buy credit in the developer console. X is tried "
                "again at " +
                    TimeOfDay(now_ms + *wait_ms) + ".",
                *wait_ms);
  }
  auto allowed = CheckWindows(credentials, request);
  if (!allowed) credit_.NothingLearnt(app.consumer_key);
  return allowed;
}

chp::Result<void> RequestGuard::CheckBudget(const App& app) {
  if (app.daily_budget_micros == 0) return {};
  const auto today = costs_.Today();
  const std::int64_t spent = CostOf(today ? *today : costs_.LastKnownToday(), app.plan);
  if (spent < app.daily_budget_micros) return {};
  return Wait(chp::Scope::kConnection, "app.budget_used_up",
              "Today's budget of " + Dollars(app.daily_budget_micros) +
                  " for this connection is used up: nothing is asked of X or sent until 00:00 UTC. "
                  "Raise it in the channel's settings to go on at once.",
              MsToMidnight(clock_.NowMs()));
}

chp::Result<void> RequestGuard::CheckWindows(const Credentials& credentials,
                                             const V11Request& request) {
  const LimitSubject subject = SubjectOf(credentials, request);
  const auto& limits = credentials.app->plan.limits;
  const auto planned = limits.find(subject.endpoint);
  const std::int64_t now_ms = clock_.NowMs();
  const auto until =
      limits_.Take(subject, planned == limits.end() ? EndpointLimit() : planned->second,
                   ReserveOf(credentials.purpose, subject.endpoint), now_ms);
  if (!until) return {};
  return Wait(
      chp::Scope::kLane, reason::kRateLimited,
      "X's rate limit for this account is reached; this goes on at " + TimeOfDay(*until) + ".",
      *until - now_ms);
}

void RequestGuard::After(const Credentials& credentials, const V11Request& request,
                         const HttpResponse& response) {
  if (!IsOfApi(request.path)) return;
  if (IsGuarded(request)) {
    limits_.Return(SubjectOf(credentials, request), &response, clock_.NowMs());
    LearnCredit(*credentials.app, response.status);
  }
  if (response.status >= 300) return;
  const Bill bill = BillOf(credentials, request, response);
  if (bill.empty()) return;
  costs_.Count(credentials.account_id, bill);
  (void)costs_.Store(credentials.account_id);  // what fails stays counted and is stored later
}

void RequestGuard::LearnCredit(const App& app, int status) {
  if (status == kPaymentRequired) {
    credit_.Close(app.consumer_key, app.plan.credit_probe_ms, clock_.NowMs());
  } else if (status >= 500 || status == http_status::kUnauthorized ||
             status == http_status::kTooManyRequests) {
    credit_.NothingLearnt(app.consumer_key);
  } else {
    credit_.Open(app.consumer_key);
  }
}

void RequestGuard::Unanswered(const Credentials& credentials, const V11Request& request) {
  if (!IsGuarded(request)) return;
  limits_.Return(SubjectOf(credentials, request), nullptr, clock_.NowMs());
  credit_.NothingLearnt(credentials.app->consumer_key);
}

void RequestGuard::Refine(const Credentials& credentials, chp::Error& error) {
  if (error.reason != reason::kOutOfCredit) return;
  const auto until = credit_.closed_until_ms();
  if (!until || credentials.app == nullptr) return;
  error.retry_after_ms = std::max<std::int64_t>(*until - clock_.NowMs(), 1);
}

}  // namespace twitter
