// /sim/v1/deliveries and /sim/v1/requests: what X sent and what it was asked.
#include <algorithm>
#include <charconv>

#include "tests/x_simulator/api/answers.hpp"
#include "tests/x_simulator/base/json_input.hpp"
#include "tests/x_simulator/control/body.hpp"
#include "tests/x_simulator/control/control_routes.hpp"

namespace xsim {
namespace {

namespace json = boost::json;

json::object DeliveryJson(const Delivery& delivery) {
  json::array attempts;
  for (const Attempt& attempt : delivery.attempts) {
    attempts.push_back({{"time_ms", attempt.time_ms},
                        {"status", attempt.status},
                        {"duration_ms", attempt.duration_ms},
                        {"error", attempt.error}});
  }
  return {{"id", delivery.id},
          {"app_id", delivery.app_id},
          {"environment", delivery.environment},
          {"for_user_id", delivery.for_user_id},
          {"kind", delivery.kind},
          {"state", delivery.state},
          {"body", delivery.body},
          {"created_ms", delivery.created_ms},
          {"attempts", attempts}};
}

stub::HttpResponse ListDeliveries(Context& context, const Call&) {
  const auto state = context.world.Lock();
  json::array list;
  for (const Delivery& delivery : state->webhooks.deliveries) {
    list.push_back(DeliveryJson(delivery));
  }
  return JsonAnswer({{"deliveries", list}});
}

// The same bytes again, as new deliveries behind all others.
json::array Repeat(State& state, const std::vector<std::string>* ids) {
  std::vector<Delivery> copies;
  for (const Delivery& original : state.webhooks.deliveries) {
    const bool wanted =
        ids == nullptr || std::find(ids->begin(), ids->end(), original.id) != ids->end();
    if (wanted) copies.push_back(original);
  }
  json::array new_ids;
  for (Delivery& copy : copies) {
    copy.id = state.NextId();
    copy.state = "waiting";
    copy.attempts.clear();
    copy.created_ms = state.now_ms;
    copy.due_ms = state.now_ms;
    new_ids.push_back(json::value(copy.id));
    state.webhooks.deliveries.push_back(std::move(copy));
  }
  return new_ids;
}

stub::HttpResponse Resend(Context& context, const Call& call) {
  const auto read = ReadBody(call, {{"ids", MemberType::kTexts}, {"all", MemberType::kBool}});
  if (const auto* problem = std::get_if<Problem>(&read)) return ControlError(*problem);
  const auto& body = std::get<json::object>(read);
  const auto ids = TextsMember(&body, "ids");
  const bool all = BoolMember(&body, "all").value_or(false);
  if (all == ids.has_value()) {
    return ControlError(Problem{400, "Give either ids, a list of texts, or all as true."});
  }
  const auto state = context.world.Lock();
  for (const std::string& id : ids.value_or(std::vector<std::string>())) {
    if (state->webhooks.FindDelivery(id) == nullptr) {
      return ControlError(Problem{404, "One of the ids is of no delivery."});
    }
  }
  return JsonAnswer({{"ids", Repeat(*state, ids ? &*ids : nullptr)}}, 202);
}

stub::HttpResponse ListRequests(Context& context, const Call& call) {
  std::uint64_t since = 0;
  const std::string text = FindField(call.query, "since").value_or("0");
  std::from_chars(text.data(), text.data() + text.size(), since);
  const auto state = context.world.Lock();
  json::array list;
  for (const LoggedRequest& request : state->requests.list()) {
    if (request.number <= since) continue;
    list.push_back({{"number", request.number},
                    {"time_ms", request.time_ms},
                    {"method", request.method},
                    {"path", request.path},
                    {"query", request.query},
                    {"body", request.body},
                    {"status", request.status},
                    {"user", request.user}});
  }
  return JsonAnswer({{"requests", list}});
}

stub::HttpResponse ListCounters(Context& context, const Call&) {
  const auto state = context.world.Lock();
  json::object counters;
  for (const auto& [endpoint, count] : state->requests.counts()) {
    counters[endpoint] = {{"requests", count.requests}, {"ids", json::value_from(count.ids)}};
  }
  return JsonAnswer({{"counters", counters}});
}

stub::HttpResponse ResetCounters(Context& context, const Call&) {
  context.world.Lock()->requests.ResetCounts();
  return NoContent();
}

}  // namespace

std::vector<Route> DeliveryControlRoutes() {
  return {{"GET", "/sim/v1/deliveries", Access::kOpen, &ListDeliveries},
          {"POST", "/sim/v1/deliveries/resend", Access::kOpen, &Resend},
          {"GET", "/sim/v1/requests", Access::kOpen, &ListRequests},
          {"GET", "/sim/v1/counters", Access::kOpen, &ListCounters},
          {"DELETE", "/sim/v1/counters", Access::kOpen, &ResetCounters}};
}

}  // namespace xsim
